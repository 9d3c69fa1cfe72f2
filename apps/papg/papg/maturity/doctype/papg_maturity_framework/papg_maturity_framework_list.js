frappe.listview_settings["PAPG Maturity Framework"] = {
	onload(list) {
		if (frappe.model.can_create("PAPG Maturity Framework")) {
			list.page.add_inner_button(__("Import from a spreadsheet"), () => papg.ask_framework_sheet({}));
		}
	},
};
