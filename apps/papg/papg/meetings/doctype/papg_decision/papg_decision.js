// Shows what a decision still waits for, and which meetings could ratify it.
frappe.ui.form.on("PAPG Decision", {
	setup(frm) {
		const of_group = (filters) => ({ filters: { papg_group: frm.doc.papg_group, ...filters } });
		frm.set_query("ratified_at", () =>
			of_group({ status: "Held", is_quorate: 1, name: ["!=", frm.doc.meeting] })
		);
		frm.set_query("restricted_item", () => ({ filters: { meeting: frm.doc.meeting } }));
	},

	refresh(frm) {
		papg.show_quoted(frm);
		frm.trigger("say_what_it_waits_for");
		frm.trigger("lock_text");
	},

	say_what_it_waits_for(frm) {
		if (frm.doc.needs_ratification) {
			frm.dashboard.set_headline(
				__("A recommendation: the meeting was not quorate. A later quorate meeting can ratify it."),
				"orange"
			);
		}
	},

	lock_text(frm) {
		for (const field of ["decision", "item_number"]) {
			frm.set_df_property(field, "read_only", frm.doc.decision_number ? 1 : 0);
		}
		frm.set_df_property("ratified_at", "read_only", frm.doc.needs_ratification ? 0 : 1);
	},
});
