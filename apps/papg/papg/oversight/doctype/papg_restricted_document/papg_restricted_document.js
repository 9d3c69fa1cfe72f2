frappe.ui.form.on("PAPG Restricted Document", {
	setup(frm) {
		const of_group = () => ({ filters: { papg_group: frm.doc.papg_group } });
		frm.set_query("member", "holders", of_group);
		frm.set_query("review_owner", of_group);
	},

	refresh(frm) {
		// The register holds references: nothing is attached to one and nothing said below it.
		frm.attachments.parent.addClass("d-none");
		frm.footer.wrapper.find(".comment-box").addClass("d-none");
	},
});
