frappe.query_reports["PAPG Escalation queue"] = {
	filters: [
		{ fieldname: "body", label: __("Escalated to"), fieldtype: "Link", options: "PAPG Group" },
		{
			fieldname: "show",
			label: __("Status"),
			fieldtype: "Select",
			options: ["Open", "Answered", "Closed", "Withdrawn", "All"],
			default: "Open",
		},
	],

	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (column.fieldname === "title" && data) {
			return `<a href="/app/papg-escalation/${encodeURIComponent(data.name)}">${shown}</a>`;
		}
		return shown;
	},
};
