frappe.query_reports["PAPG Priorities"] = {
	filters: [
		{ fieldname: "papg_group", label: __("Group"), fieldtype: "Link", options: "PAPG Group" },
		{ fieldname: "period", label: __("Period"), fieldtype: "Data" },
		{ fieldname: "framework", label: __("Duty or strategy"), fieldtype: "Link", options: "PAPG Duty Framework" },
	],

	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (column.fieldname === "priority" && data) {
			return `<a href="/app/papg-priority/${encodeURIComponent(data.name)}">${shown}</a>`;
		}
		return shown;
	},
};
