frappe.ui.form.on("PAPG Hold", {
	setup(frm) {
		frm.set_query("meeting", () => ({ filters: { papg_group: frm.doc.papg_group || "" } }));
	},

	papg_group(frm) {
		frm.set_value("meeting", null);
	},
});
