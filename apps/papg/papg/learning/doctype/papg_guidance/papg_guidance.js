frappe.ui.form.on("PAPG Guidance", {
	refresh(frm) {
		if (frm.is_new()) return;
		frm.add_custom_button(__("Activity"), () => {
			frappe.set_route("List", "PAPG Activity", { guidance: frm.doc.name });
		});
		if (frappe.model.can_create("PAPG Activity")) {
			frm.add_custom_button(__("Record activity"), () => {
				frappe.new_doc("PAPG Activity", { guidance: frm.doc.name });
			});
		}
	},
});
