// The council's administrator tells other systems that records change. What is sent is the same for all, so the form shows
// what is left to say.
const OF_A_WEBHOOK = ["webhook_doctype", "webhook_docevent", "request_url", "webhook_secret", "enabled"];
const EVENTS = ["after_insert", "on_update", "on_submit", "on_update_after_submit", "on_cancel", "on_trash"];
const LABELS = {
	webhook_doctype: __("Of records"),
	webhook_docevent: __("When"),
	request_url: __("Address, beginning with https://"),
	webhook_secret: __("Secret, at least 20 characters"),
};
const WORDS = {
	after_insert: __("A record is made"),
	on_update: __("A record is saved"),
	on_submit: __("A record is agreed or issued for good"),
	on_update_after_submit: __("A record is changed after that"),
	on_cancel: __("A record is withdrawn after that"),
	on_trash: __("A record is deleted"),
};

frappe.ui.form.on("Webhook", {
	refresh(frm) {
		if (frappe.user.has_role("System Manager")) {
			return;
		}
		for (const { fieldname, fieldtype } of frm.meta.fields) {
			if (!fieldtype.endsWith("Break")) {
				frm.toggle_display(fieldname, OF_A_WEBHOOK.includes(fieldname));
			}
		}
		for (const [fieldname, label] of Object.entries(LABELS)) {
			frm.set_df_property(fieldname, "label", label);
		}
		frm.set_df_property("webhook_secret", "depends_on", "");
		const events = EVENTS.map((value) => ({ value, label: WORDS[value] }));
		frm.set_df_property("webhook_docevent", "options", events);
		frm.toggle_reqd(["webhook_docevent", "webhook_secret"], true);
		if (!frm.is_new()) {
			frm.add_custom_button(__("What became of each call"), () =>
				frappe.set_route("List", "Webhook Request Log", { webhook: frm.doc.name })
			);
		}
	},
});
