// A correction is proposed once and settled once, by a chair with one of two buttons.
frappe.ui.form.on("PAPG Minutes Correction", {
	refresh(frm) {
		frm.trigger("lock_proposal");
		frm.trigger("say_what_it_is");
		frm.trigger("offer_settling");
	},

	lock_proposal(frm) {
		for (const field of ["minutes", "item_number", "proposed_text", "reason"]) {
			frm.set_df_property(field, "read_only", frm.is_new() ? 0 : 1);
		}
		frm.set_df_property("state", "read_only", 1);
	},

	say_what_it_is(frm) {
		if (frm.doc.is_after_agreement) {
			frm.dashboard.set_headline(
				__("The minutes are agreed: their text stays and this is kept beside it, with its date."),
				"blue"
			);
		}
	},

	offer_settling(frm) {
		if (frm.is_new() || frm.doc.state !== "Proposed" || !frm.perm[0].write) {
			return;
		}
		frm.add_custom_button(__("Accept"), () => settle(frm, "Accepted"));
		frm.add_custom_button(__("Reject"), () => ask_reason(frm));
	},
});

function ask_reason(frm) {
	frappe.prompt(
		[{ fieldname: "reason", fieldtype: "Small Text", label: __("Why it is rejected"), reqd: 1 }],
		({ reason }) => frm.set_value("settled_reason", reason).then(() => settle(frm, "Rejected")),
		__("Reject the correction"),
		__("Reject")
	);
}

function settle(frm, state) {
	return frm.set_value("state", state).then(() => frm.save());
}
