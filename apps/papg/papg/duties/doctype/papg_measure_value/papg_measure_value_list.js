frappe.listview_settings["PAPG Measure Value"] = {
	hide_name_column: true,
};
