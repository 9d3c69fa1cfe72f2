// Offers the events and actions the chosen class of records has.
frappe.ui.form.on("PAPG Retention Rule", {
	refresh(frm) {
		frm.trigger("offer");
		if (!frm.is_new() && frm.doc.is_active && frappe.user.has_role(["PAPG Administrator", "PAPG Auditor"])) {
			frm.add_custom_button(__("What is due"), () =>
				frappe.set_route("query-report", "PAPG Due for disposal", { rule: frm.doc.name })
			);
		}
	},

	record_class(frm) {
		frm.trigger("offer");
	},

	offer(frm) {
		const offered = (frm.doc.__onload?.offered || {})[frm.doc.record_class];
		if (offered) {
			frm.set_df_property("trigger_event", "options", offered.events);
			frm.set_df_property("action", "options", offered.actions);
		}
	},
});
