// What is done for a priority stands under it; its duty is one step away.
frappe.ui.form.on("PAPG Priority", {
	setup(frm) {
		frm.set_query("requirement", () => (frm.doc.framework ? { filters: { framework: frm.doc.framework } } : {}));
	},

	refresh(frm) {
		const { actions = [], progress, may_raise } = (!frm.is_new() && frm.doc.__onload) || {};
		frm.toggle_display("sb_actions", !frm.is_new());
		frm.get_field("actions").html(actions_html(actions));
		if (may_raise) {
			frm.add_custom_button(__("Raise an action"), () =>
				frappe.new_doc("PAPG Action", { papg_group: frm.doc.papg_group, papg_priority: frm.doc.name })
			);
		}
		if (progress) {
			frm.add_custom_button(__("Progress on the duty"), () =>
				frappe.set_route("Form", "PAPG Duty Progress", progress.name)
			);
		}
	},
});

function actions_html(actions) {
	const text = frappe.utils.escape_html;
	if (!actions.length) {
		return `<p class="text-muted">${text(__("No action you may see is for this priority."))}</p>`;
	}
	const head = [__("Action"), __("Owner"), __("Due on"), __("Status")];
	const row = ({ name, title, owner, due, late, state }) => `<tr>
		<th scope="row" class="font-weight-normal"><a href="/app/papg-action/${encodeURIComponent(name)}">${text(title)}</a></th>
		<td>${text(owner || "–")}</td><td>${text(due || "–")}</td>
		<td>${text([state, late].filter(Boolean).join(". "))}</td></tr>`;
	return `<div class="table-responsive"><table class="table table-sm">
		<thead><tr>${head.map((label) => `<th scope="col">${text(label)}</th>`).join("")}</tr></thead>
		<tbody>${actions.map(row).join("")}</tbody></table></div>`;
}
