// Figures are recorded and looked at from the measure they are of.
frappe.ui.form.on("PAPG Measure", {
	setup(frm) {
		frm.set_query("part_of", () => ({
			filters: {
				papg_group: frm.doc.papg_group,
				period_kind: frm.doc.period_kind,
				part_of: ["is", "not set"],
				name: ["!=", frm.doc.name],
			},
		}));
	},

	refresh(frm) {
		if (frm.is_new()) {
			return;
		}
		if (frappe.model.can_create("PAPG Measure Value") && !frm.doc.is_retired) {
			frm.add_custom_button(__("Record a figure"), () =>
				frappe.new_doc("PAPG Measure Value", { measure: frm.doc.name, source: frm.doc.source })
			);
		}
		frm.add_custom_button(__("Figures"), () =>
			frappe.set_route("query-report", "PAPG Measures", { papg_group: frm.doc.papg_group, measure: frm.doc.name })
		);
	},
});
