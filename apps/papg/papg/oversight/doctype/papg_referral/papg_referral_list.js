const COLOURS = { "To ask": "orange", Asked: "blue", Advised: "purple", Settled: "green" };

frappe.listview_settings["PAPG Referral"] = {
	add_fields: ["status", "answer_by"],
	hide_name_column: true,
	get_indicator({ status, answer_by }) {
		const today = frappe.datetime.get_today();
		if (status === "Asked" && answer_by < today) {
			return [__("Answer is late"), "red", `status,=,Asked|answer_by,<,${today}`];
		}
		return [__(status), COLOURS[status], `status,=,${status}`];
	},
	onload(list) {
		list.page.add_inner_button(__("Calendar"), () =>
			frappe.set_route("List", "PAPG Referral", "Calendar", "default")
		);
		list.page.add_inner_button(__("Late answers"), () =>
			frappe.set_route("List", "PAPG Referral", {
				status: "Asked",
				answer_by: ["<", frappe.datetime.get_today()],
			})
		);
	},
};
