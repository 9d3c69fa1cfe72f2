// The numbers a kind of quorum asks for are shown with it and only with it.
const SHARE_KINDS = ["Share of members", "Chair and a share", "Share and a minimum number"];
const NUMBER_KINDS = ["Fixed number", "Share and a minimum number"];

frappe.ui.form.on("PAPG Terms of Reference", {
	setup(frm) {
		frm.set_query("marking", () => ({ filters: { is_legacy: 0 } }));
		frm.set_query("agreed_at", () => ({ filters: { papg_group: frm.doc.papg_group } }));
	},

	refresh(frm) {
		frm.trigger("quorum_kind");
		frm.trigger("say_what_is_missing");
		frm.trigger("name_the_step");
	},

	quorum_kind(frm) {
		const kind = frm.doc.quorum_kind;
		frm.toggle_display(["share_numerator", "share_denominator"], SHARE_KINDS.includes(kind));
		frm.toggle_display("minimum_number", NUMBER_KINDS.includes(kind));
		frm.toggle_display("quorum_organisation", kind === "Named organisation present");
	},

	say_what_is_missing(frm) {
		const known = frm.doc.__onload;
		if (!known || frm.is_new()) {
			return;
		}
		frm.dashboard.clear_headline();
		if (frm.doc.docstatus === 1 && known.is_review_due) {
			frm.dashboard.set_headline(__("The review of these terms is due."), "orange");
		} else if (frm.doc.docstatus === 0 && known.empty_headings.length) {
			frm.dashboard.set_headline(frappe.utils.escape_html(empty_sentence(known)), "blue");
		}
	},

	name_the_step(frm) {
		const is_ready = frm.doc.docstatus === 0 && !frm.is_new() && !frm.is_dirty();
		// A council that has given terms a workflow finds the step in its menu instead.
		if (is_ready && frm.perm[0].submit && !frappe.model.has_workflow(frm.doctype)) {
			frm.page.set_primary_action(__("Put in force"), () => frm.trigger("put_in_force"));
		}
	},

	put_in_force(frm) {
		const question = __("Put {0} in force? Its text does not change any more; a new version follows it.", [
			frappe.utils.escape_html(frm.doc.title),
		]);
		frappe.confirm(question, () => frm.save("Submit"));
	},
});

function empty_sentence({ empty_headings, heading_count }) {
	const names = empty_headings.map((heading) => __(heading)).join(", ");
	return __("{0} of {1} headings are empty: {2}", [empty_headings.length, heading_count, names]);
}
