frappe.listview_settings["PAPG Restricted Document"] = {
	add_fields: ["returned_on"],
	hide_name_column: true,
	get_indicator: ({ returned_on }) =>
		returned_on ? [__("Returned"), "gray", "returned_on,is,set"] : [__("Held"), "orange", "returned_on,is,not set"],
};
