frappe.listview_settings["PAPG Structure Change"] = {
	add_fields: ["stage"],
	hide_name_column: true,
	get_indicator(doc) {
		const colours = { Proposed: "orange", Adopted: "blue", "In effect": "green" };
		return [__(doc.stage), colours[doc.stage] || "gray", `stage,=,${doc.stage}`];
	},
};
