frappe.listview_settings["PAPG Guidance"] = {
	add_fields: ["is_retired", "review_on"],
	hide_name_column: true,
	get_indicator(doc) {
		if (doc.is_retired) {
			return [__("Retired"), "gray", "is_retired,=,1"];
		}
		const today = frappe.datetime.get_today();
		return doc.review_on && doc.review_on <= today
			? [__("Due for review"), "orange", `is_retired,=,0|review_on,<=,${today}`]
			: [__("In use"), "green", "is_retired,=,0"];
	},
	onload(list) {
		list.page.add_inner_button(__("Activity"), () => frappe.set_route("List", "PAPG Activity"));
		list.page.add_inner_button(__("Due for review"), () =>
			frappe.set_route("List", "PAPG Guidance", { is_retired: 0, review_on: ["<=", frappe.datetime.get_today()] })
		);
	},
};
