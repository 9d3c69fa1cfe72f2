frappe.query_reports["PAPG Premises by tier"] = {
	filters: [
		{ fieldname: "papg_group", label: __("Group"), fieldtype: "Link", options: "PAPG Group" },
		{
			fieldname: "tier",
			label: __("Tier"),
			fieldtype: "Select",
			options: ["", "Enhanced", "Standard", "Unknown", "Not yet in force", "None"],
		},
		{ fieldname: "as_at", label: __("As at"), fieldtype: "Date", default: frappe.datetime.get_today() },
	],

	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		const text = frappe.utils.escape_html;
		if (column.fieldname === "title" && data && data.name) {
			return `<a href="/app/papg-premises/${encodeURIComponent(data.name)}">${shown}</a>`;
		}
		return column.fieldname === "why" && data ? `<span title="${text(data.why)}">${shown}</span>` : shown;
	},
};
