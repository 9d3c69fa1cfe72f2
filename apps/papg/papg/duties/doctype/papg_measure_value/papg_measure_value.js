// What the figure says beside others stands above it; a correction is asked for its reason where it is made.
frappe.ui.form.on("PAPG Measure Value", {
	setup(frm) {
		frm.set_query("measure", () => ({ filters: { is_retired: 0 } }));
	},

	refresh(frm) {
		const { told = [] } = (!frm.is_new() && frm.doc.__onload) || {};
		if (told.length) {
			frm.dashboard.set_headline(told.map(frappe.utils.escape_html).join(" "));
		}
	},
});
