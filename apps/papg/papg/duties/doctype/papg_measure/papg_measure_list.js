frappe.listview_settings["PAPG Measure"] = {
	hide_name_column: true,
	onload(list) {
		list.page.add_inner_button(__("Figures"), () => {
			const { papg_group } = Object.fromEntries(list.get_filters_for_args().map(([, field, , value]) => [field, value]));
			frappe.set_route("query-report", "PAPG Measures", papg_group ? { papg_group } : {});
		});
	},
};
