frappe.query_reports["PAPG Escalations to consider"] = {
	filters: [{ fieldname: "papg_group", label: __("Group"), fieldtype: "Link", options: "PAPG Group" }],

	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (column.fieldname === "title" && data) {
			return `<a href="/app/papg-action/${encodeURIComponent(data.name)}">${shown}</a>`;
		}
		return shown;
	},
};
