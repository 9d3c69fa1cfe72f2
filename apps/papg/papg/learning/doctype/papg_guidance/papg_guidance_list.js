frappe.listview_settings["PAPG Guidance"] = {
	add_fields: ["is_retired"],
	hide_name_column: true,
	get_indicator(doc) {
		return doc.is_retired ? [__("Retired"), "gray", "is_retired,=,1"] : [__("In use"), "green", "is_retired,=,0"];
	},
	onload(list) {
		list.page.add_inner_button(__("Activity"), () => frappe.set_route("List", "PAPG Activity"));
	},
};
