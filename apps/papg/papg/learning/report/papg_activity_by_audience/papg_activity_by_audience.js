frappe.query_reports["PAPG Activity by audience"] = {
	filters: [
		{ fieldname: "papg_group", label: __("Group"), fieldtype: "Link", options: "PAPG Group" },
		{ fieldname: "audience", label: __("Audience"), fieldtype: "Link", options: "PAPG Audience" },
		{
			fieldname: "kind",
			label: __("Kind"),
			fieldtype: "Select",
			options: ["", "Training", "Briefing", "Campaign run", "Engagement", "Accreditation"],
		},
		{ fieldname: "from_date", label: __("From"), fieldtype: "Date" },
		{ fieldname: "as_at", label: __("As at"), fieldtype: "Date", default: frappe.datetime.get_today() },
	],
};
