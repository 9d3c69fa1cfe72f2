// The dry run. What is disposed of is exactly the list on screen: its fingerprint goes with the request.
frappe.query_reports["PAPG Due for disposal"] = {
	filters: [
		{
			fieldname: "rule",
			label: __("Rule"),
			fieldtype: "Link",
			options: "PAPG Retention Rule",
			get_query: () => ({ filters: { is_active: 1 } }),
		},
	],

	onload(report) {
		if (frappe.user.has_role("PAPG Administrator")) {
			report.page.add_inner_button(__("Dispose"), () => confirm_disposal(report));
		}
	},
};

function confirm_disposal(report) {
	const rule = report.get_filter_value("rule");
	const rows = (report.data || []).filter((row) => row.rule === rule);
	const free = rows.filter((row) => !row.held_back).length;
	if (!rule) {
		frappe.msgprint(__("Choose one rule: its list is worked off as a whole."));
	} else if (!free) {
		frappe.msgprint(__("Nothing on this list can go today."));
	} else {
		const question = __("Dispose of {0} of {1} on this list, by the rule {2}? This cannot be undone.", [
			free,
			rows.length,
			frappe.utils.escape_html(rule).bold(),
		]);
		frappe.confirm(question, () => dispose(report, rule, rows[0].shown));
	}
}

async function dispose(report, rule, shown) {
	const { disposed, failed } = await frappe.xcall("papg.oversight.disposing.dispose", { rule, shown });
	await report.refresh();
	const message = failed.length
		? __("Disposed of: {0}. As they were, because something failed: {1}.", [disposed, failed.join(", ")])
		: __("Disposed of: {0}", [disposed]);
	frappe.msgprint(message);
}
