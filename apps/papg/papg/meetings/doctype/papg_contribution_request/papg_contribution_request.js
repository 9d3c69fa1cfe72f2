// Whoever was asked answers here; what was asked stays as it was.
const GENERAL_PICTURE = () => [
	__("Give the general picture only: what is felt, where, and whether it rises or falls."),
	__("Write about no individual, by name or in any way by which somebody could be recognised."),
	__("A concern about one person goes to the police (101, in an emergency 999) or to your safeguarding team."),
];

frappe.ui.form.on("PAPG Contribution Request", {
	refresh(frm) {
		const lines = GENERAL_PICTURE().map(frappe.utils.escape_html).join("<br>");
		frm.get_field("general_picture").$wrapper.html(`<p class="text-muted">${lines}</p>`);
		frm.trigger("lock_question");
		if (!frm.is_new()) {
			frm.add_custom_button(__("Meeting"), () => frappe.set_route("Form", "PAPG Meeting", frm.doc.meeting));
		}
	},

	lock_question(frm) {
		for (const field of ["kind", "question"]) {
			frm.set_df_property(field, "read_only", frm.is_new() ? 0 : 1);
		}
		for (const field of ["answer", "has_nothing_to_report"]) {
			frm.toggle_display(field, !frm.is_new());
		}
	},
});
