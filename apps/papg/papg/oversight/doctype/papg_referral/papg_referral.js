frappe.ui.form.on("PAPG Referral", {
	refresh(frm) {
		const { late } = frm.doc.__onload || {};
		if (late) {
			frm.dashboard.set_headline(frappe.utils.escape_html(late), "red");
		}
	},
});
