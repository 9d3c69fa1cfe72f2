frappe.query_reports["PAPG Measures"] = {
	filters: [
		{ fieldname: "papg_group", label: __("Group"), fieldtype: "Link", options: "PAPG Group" },
		{ fieldname: "measure", label: __("Measure"), fieldtype: "Link", options: "PAPG Measure" },
		{
			fieldname: "period_kind",
			label: __("Counted by"),
			fieldtype: "Select",
			options: ["", "Financial quarter", "Financial year"],
		},
		{
			fieldname: "year",
			label: __("Year"),
			fieldtype: "Select",
			options: [{ value: "", label: __("All years") }, ...papg.council_years()],
		},
		{ fieldname: "as_at", label: __("As at"), fieldtype: "Date", default: frappe.datetime.get_today() },
	],

	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		const text = frappe.utils.escape_html;
		if (column.fieldname === "period" && data && data.name) {
			return `<a href="/app/papg-measure-value/${encodeURIComponent(data.name)}">${shown}</a>`;
		}
		if (column.fieldname === "parts" && data && data.why_parts) {
			const bold = data.is_gap ? `<b>${shown}</b>` : shown;
			return `<span title="${text(data.why_parts)}">${bold}</span>`;
		}
		return shown;
	},
};
