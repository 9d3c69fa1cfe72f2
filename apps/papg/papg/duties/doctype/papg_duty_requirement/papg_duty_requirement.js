frappe.ui.form.on("PAPG Duty Requirement", {
	refresh(frm) {
		papg.show_priorities(frm);
	},
});
