frappe.query_reports["PAPG Withheld"] = {
	filters: [
		{ fieldname: "year", label: __("Year of approval"), fieldtype: "Int" },
		{ fieldname: "papg_group", label: __("Group"), fieldtype: "Link", options: "PAPG Group" },
		{ fieldname: "only_due", label: __("Due for review only"), fieldtype: "Check" },
	],
};
