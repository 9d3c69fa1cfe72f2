frappe.query_reports["PAPG Action plan"] = {
	filters: [
		{ fieldname: "papg_group", label: __("Group"), fieldtype: "Link", options: "PAPG Group" },
		{
			fieldname: "show",
			label: __("Show"),
			fieldtype: "Select",
			options: ["Unfinished", "Overdue", "All"],
			default: "Unfinished",
		},
		{ fieldname: "owner_member", label: __("Owner"), fieldtype: "Link", options: "PAPG Member" },
		{
			fieldname: "business_area",
			label: __("Area"),
			fieldtype: "Link",
			options: "PAPG Business Area",
		},
		{ fieldname: "strand", label: __("Strand"), fieldtype: "Link", options: "PAPG Strand" },
		{
			fieldname: "kind",
			label: __("Kind"),
			fieldtype: "Select",
			options: ["", "Action", "Project", "Review or audit", "Commitment"],
		},
		{
			fieldname: "funding",
			label: __("Funding"),
			fieldtype: "Select",
			options: ["", "Not needed", "Not confirmed", "Confirmed"],
		},
		{
			fieldname: "rag",
			label: __("Rating"),
			fieldtype: "Select",
			options: ["", "Red", "Amber", "Green", "Complete"],
		},
		{
			fieldname: "obstacle_kind",
			label: __("Kind of obstacle"),
			fieldtype: "Link",
			options: "PAPG Obstacle",
		},
	],

	onload(report) {
		report.page.add_inner_button(__("Print the action plan"), () => {
			const group = report.get_filter_value("papg_group");
			if (group) {
				papg.print("action-plan", "PAPG Group", group);
			} else {
				frappe.msgprint(__("Choose a group to print its action plan."));
			}
		});
	},

	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (column.fieldname === "title" && data) {
			return `<a href="/app/papg-action/${encodeURIComponent(data.name)}">${shown}</a>`;
		}
		return shown;
	},
};
