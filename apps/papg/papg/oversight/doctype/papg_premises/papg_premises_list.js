const COLOURS = { Enhanced: "purple", Standard: "blue", Unknown: "orange" };

frappe.listview_settings["PAPG Premises"] = {
	add_fields: ["tier"],
	hide_name_column: true,
	get_indicator: ({ tier }) => [__(tier), COLOURS[tier] || "gray", `tier,=,${tier}`],
	onload(list) {
		list.page.add_inner_button(__("By tier"), () => frappe.set_route("query-report", "PAPG Premises by tier"));
	},
};
