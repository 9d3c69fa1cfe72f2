frappe.listview_settings["PAPG Activity"] = {
	hide_name_column: true,
	onload(list) {
		list.page.add_inner_button(__("Who was reached"), () =>
			frappe.set_route("query-report", "PAPG Activity by audience")
		);
	},
};
