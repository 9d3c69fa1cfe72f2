frappe.query_reports["PAPG Commitments"] = {
	filters: [
		{ fieldname: "papg_group", label: __("Group"), fieldtype: "Link", options: "PAPG Group" },
		{ fieldname: "organisation", label: __("Organisation"), fieldtype: "Link", options: "PAPG Organisation" },
		{
			fieldname: "show",
			label: __("Show"),
			fieldtype: "Select",
			options: ["Unfinished", "All"],
			default: "Unfinished",
		},
		{
			fieldname: "layout",
			label: __("Layout"),
			fieldtype: "Select",
			options: ["Organisations in columns", "Organisations in rows"],
			default: "Organisations in columns",
		},
	],

	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (column.fieldname === "title" && data) {
			return `<a href="/app/papg-action/${encodeURIComponent(data.name)}">${shown}</a>`;
		}
		return shown;
	},
};
