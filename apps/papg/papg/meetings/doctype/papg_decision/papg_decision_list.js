frappe.listview_settings["PAPG Decision"] = {
	add_fields: ["kind", "needs_ratification"],
	hide_name_column: true,
	get_indicator(doc) {
		if (doc.needs_ratification) {
			return [__("Waits to be ratified"), "orange", "needs_ratification,=,1"];
		}
		return [__(doc.kind), "green", `kind,=,${doc.kind}`];
	},
};
