frappe.ui.form.on("PAPG Activity", {
	setup(frm) {
		frm.set_query("audience", () => ({ filters: { is_active: 1 } }));
		frm.set_query("guidance", () => ({ filters: { is_retired: 0 } }));
	},

	refresh(frm) {
		const { validity } = (!frm.is_new() && frm.doc.__onload) || {};
		const colours = { "Ran out": "red", "Runs out soon": "orange", "End not known": "orange" };
		if (colours[validity]) {
			frm.dashboard.set_headline(frappe.utils.escape_html(__(validity)), colours[validity]);
		}
	},
});
