frappe.listview_settings["PAPG Escalation"] = {
	add_fields: ["status", "respond_by"],
	hide_name_column: true,
	onload(listview) {
		listview.page.add_inner_button(__("To answer"), () =>
			frappe.set_route("query-report", "PAPG Escalation queue")
		);
	},

	get_indicator(doc) {
		if (doc.status === "Open" && doc.respond_by < frappe.datetime.get_today()) {
			return [__("Answer overdue"), "red", `status,=,Open|respond_by,<,${frappe.datetime.get_today()}`];
		}
		return [__(doc.status), COLOURS[doc.status], `status,=,${doc.status}`];
	},
};

const COLOURS = {
	Open: "orange",
	Answered: "blue",
	Closed: "green",
	Withdrawn: "gray",
};
