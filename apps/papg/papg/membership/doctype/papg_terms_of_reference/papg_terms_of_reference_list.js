frappe.listview_settings["PAPG Terms of Reference"] = {
	add_fields: ["stage"],
	hide_name_column: true,
	has_indicator_for_draft: true,

	get_indicator(doc) {
		const colours = { Draft: "gray", "With members": "orange", "In force": "green", Superseded: "gray" };
		return [__(doc.stage), colours[doc.stage], `stage,=,${doc.stage}`];
	},
};
