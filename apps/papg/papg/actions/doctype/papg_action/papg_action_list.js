// The words are the council's, the colour follows the stage.
frappe.listview_settings["PAPG Action"] = {
	add_fields: ["workflow_state", "stage", "raised_on", "due_on", "title", "rag"],
	hide_name_column: true,
	gantt_custom_popup_html: (task, { title, due_on, workflow_state }) => {
		const day = due_on ? __("Due on {0}", [papg.shown_day(due_on)]) : __("No date");
		const text = frappe.utils.escape_html;
		return `<div class="title">${text(title)}</div><div class="subtitle">${text(day)}, ${text(__(workflow_state))}</div>`;
	},
	onload(listview) {
		for (const report of ["PAPG Action plan", "PAPG Commitments", "PAPG Escalations to consider"]) {
			listview.page.add_menu_item(__(report), () => frappe.set_route("query-report", report));
		}
	},

	get_indicator(doc) {
		const days = days_overdue(doc);
		if (days) {
			const text = days === 1 ? __("Overdue by 1 day") : __("Overdue by {0} days", [days]);
			return [text, "red", `stage,=,${doc.stage}|due_on,<,${frappe.datetime.get_today()}`];
		}
		return [__(doc.workflow_state), COLOURS[doc.stage], `workflow_state,=,${doc.workflow_state}`];
	},
};

const COLOURS = {
	Open: "orange",
	"In progress": "blue",
	Done: "purple",
	Closed: "green",
	Dropped: "gray",
};

function days_overdue({ stage, due_on }) {
	if (!due_on || !["Open", "In progress"].includes(stage)) {
		return 0;
	}
	return Math.max(0, frappe.datetime.get_day_diff(frappe.datetime.get_today(), due_on));
}
