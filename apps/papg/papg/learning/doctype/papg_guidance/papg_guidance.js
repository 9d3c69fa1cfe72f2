frappe.ui.form.on("PAPG Guidance", {
	refresh(frm) {
		if (frm.is_new()) return;
		frm.trigger("show_place");
		frm.add_custom_button(__("Activity"), () => {
			frappe.set_route("List", "PAPG Activity", { guidance: frm.doc.name });
		});
		if (frappe.model.can_create("PAPG Activity")) {
			frm.add_custom_button(__("Record activity"), () => {
				frappe.new_doc("PAPG Activity", { guidance: frm.doc.name });
			});
		}
		if (frm.perm[0].write && !frm.doc.is_retired) {
			frm.add_custom_button(__("Looked at today"), () =>
				frm.set_value("reviewed_on", frappe.datetime.get_today()).then(() => frm.save())
			);
		}
	},

	// No address is made up: where a source gives none, the page says whom to ask.
	show_place(frm) {
		const { is_due, elsewhere } = frm.doc.__onload || {};
		const { url, who_to_ask } = frm.doc;
		const place = url ? "" : __("No address is public. Ask: {0}.", [who_to_ask]);
		const due = is_due ? __("It is due for review.") : "";
		const sentences = [elsewhere, place, due].filter(Boolean);
		if (sentences.length) {
			const colour = is_due || elsewhere ? "orange" : "blue";
			frm.dashboard.set_headline(frappe.utils.escape_html(sentences.join(" ")), colour);
		}
	},
});
