// Nobody outside the audience learns that the item exists; the form says so while there is none.
frappe.ui.form.on("PAPG Restricted Item", {
	setup(frm) {
		frm.set_query("member", "audience", () => ({ filters: { papg_group: frm.doc.papg_group } }));
	},

	refresh(frm) {
		const { audience_note } = frm.doc.__onload || {};
		if (audience_note) {
			frm.dashboard.set_headline(frappe.utils.escape_html(audience_note), "orange");
		}
		frm.trigger("offer_recording");
		frm.trigger("offer_agreeing");
	},

	offer_agreeing(frm) {
		const is_open = !frm.is_new() && !frm.doc.agreed_on && frm.doc.discussion;
		if (is_open && frm.perm[0].write && frm.doc.prepared_by !== frappe.session.user) {
			frm.add_custom_button(__("Agree as a correct record"), () => agree(frm));
		}
	},

	offer_recording(frm) {
		if (frm.is_new()) {
			return;
		}
		frm.add_custom_button(__("Extract"), () => ask_reader(frm), __("Print"));
		const source = { meeting: frm.doc.meeting, restricted_item: frm.doc.name };
		for (const [record, label] of [
			["PAPG Decision", __("Decision")],
			["PAPG Action", __("Action")],
		]) {
			if (frappe.model.can_create(record)) {
				const fields = record === "PAPG Action" ? { papg_group: frm.doc.papg_group, ...source } : source;
				frm.add_custom_button(label, () => frappe.new_doc(record, fields), __("Record"));
			}
		}
	},
});

function ask_reader(frm) {
	papg.ask_reader(__("Extract of this item"), [], (values) =>
		papg.open_paper("papg.printing.extract.restricted_pdf", { restricted_item: frm.doc.name, ...values })
	);
}

async function agree(frm) {
	await papg.ask_agreement(frm, "papg.meetings.restricted.agree", { restricted_item: frm.doc.name });
	frappe.dom.unfreeze();
	frm.reload_doc();
}
