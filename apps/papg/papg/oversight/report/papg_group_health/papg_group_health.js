frappe.query_reports["PAPG Group health"] = {
	filters: [
		{
			fieldname: "year",
			label: __("Year"),
			fieldtype: "Select",
			options: papg.council_years(),
			default: papg.council_years()[0].value,
			reqd: 1,
		},
		{ fieldname: "board", label: __("Reports to"), fieldtype: "Link", options: "PAPG Group" },
	],

	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		const text = frappe.utils.escape_html;
		if (!data) {
			return shown;
		}
		if (column.fieldname === "state") {
			return `<span class="indicator ${papg.health_colour(data.weighs)}"></span>${shown}`;
		}
		const why = data[`why_${column.fieldname}`];
		return why ? `<span title="${text(why)}">${shown}</span>` : shown;
	},
};
