frappe.listview_settings["PAPG Activity"] = {
	hide_name_column: true,
};
