frappe.query_reports["PAPG Attendance of members"] = {
	filters: [
		{
			fieldname: "year",
			label: __("Year"),
			fieldtype: "Select",
			options: papg.council_years(),
			default: papg.council_years()[0].value,
			reqd: 1,
		},
		{ fieldname: "papg_group", label: __("Group"), fieldtype: "Link", options: "PAPG Group" },
	],
};
