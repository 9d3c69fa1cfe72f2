frappe.listview_settings["PAPG Priority"] = {
	hide_name_column: true,
	onload(list) {
		list.page.add_inner_button(__("With actions and duties"), () =>
			frappe.set_route("query-report", "PAPG Priorities")
		);
	},
};
