frappe.listview_settings["PAPG Action"] = {
	add_fields: ["status", "due_on"],
	hide_name_column: true,
	get_indicator(doc) {
		const days = days_overdue(doc);
		if (days) {
			const text = days === 1 ? __("Overdue by 1 day") : __("Overdue by {0} days", [days]);
			return [text, "red", `status,=,${doc.status}|due_on,<,${frappe.datetime.get_today()}`];
		}
		return [__(doc.status), COLOURS[doc.status], `status,=,${doc.status}`];
	},
};

const COLOURS = {
	Open: "orange",
	"In progress": "blue",
	Done: "purple",
	Closed: "green",
	Dropped: "gray",
};

function days_overdue({ status, due_on }) {
	if (!due_on || !["Open", "In progress"].includes(status)) {
		return 0;
	}
	return Math.max(0, frappe.datetime.get_day_diff(frappe.datetime.get_today(), due_on));
}
