// The priorities that serve what a form is about, in one menu.
frappe.provide("papg");

papg.show_priorities = function (frm) {
	const { priorities = [] } = (!frm.is_new() && frm.doc.__onload) || {};
	for (const { name, title, period } of priorities) {
		const label = period ? `${title} (${period})` : title;
		frm.add_custom_button(label, () => frappe.set_route("Form", "PAPG Priority", name), __("Priorities"));
	}
};
