frappe.ui.form.on("PAPG Premises", {
	refresh(frm) {
		frm.set_intro(
			__(
				"A register, and no legal advice: whoever is responsible for premises has to find out what the Act asks of " +
					"them. The regulator is the Security Industry Authority. References only: no plans, no weak points, no names."
			),
			"blue"
		);
		// As in every register of references, nothing is attached and nothing said below an entry.
		frm.attachments.parent.addClass("d-none");
		frm.footer.wrapper.find(".comment-box").addClass("d-none");
	},
});
