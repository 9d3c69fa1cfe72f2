frappe.views.calendar["PAPG Referral"] = {
	field_map: {
		id: "name",
		title: "title",
		start: "happens_on",
		end: "happens_on",
		editable: "is_movable",
	},
	get_events_method: "papg.oversight.referrals.happening",
	get_css_class({ status, answer_by }) {
		if (["Advised", "Settled"].includes(status)) {
			return "success";
		}
		return status === "Asked" && answer_by < frappe.datetime.get_today() ? "danger" : "default";
	},
};
