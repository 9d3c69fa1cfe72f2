frappe.query_reports["PAPG Coverage of groups"] = {
	filters: [
		{
			fieldname: "on",
			label: __("As at"),
			fieldtype: "Date",
			default: frappe.datetime.get_today(),
			reqd: 1,
		},
		{ fieldname: "papg_group", label: __("Group"), fieldtype: "Link", options: "PAPG Group" },
		{
			fieldname: "show",
			label: __("Show"),
			fieldtype: "Select",
			options: ["Gaps", "All seats"],
			default: "Gaps",
		},
	],

	onload(report) {
		report.page.add_inner_button(__("Print the coverage of a group"), () => {
			const group = report.get_filter_value("papg_group");
			if (group) {
				papg.print("coverage", "PAPG Group", group);
			} else {
				frappe.msgprint(__("Choose a group to print its coverage."));
			}
		});
	},

	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (column.fieldname === "group_name" && data) {
			return `<a href="/app/papg-group/${encodeURIComponent(data.papg_group)}">${shown}</a>`;
		}
		return column.fieldname === "state" && data && data.is_to_fill ? `<b>${shown}</b>` : shown;
	},
};
