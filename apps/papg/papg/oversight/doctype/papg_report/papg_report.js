// The workflow's own buttons move a report on; this form fills sections from the records and offers the print.
frappe.ui.form.on("PAPG Report", {
	setup(frm) {
		frm.set_query("marking", () => ({ filters: { is_legacy: 0 } }));
	},

	refresh(frm) {
		if (frm.is_new()) {
			return;
		}
		if (!frm.doc.docstatus && frm.perm[0].write) {
			frm.add_custom_button(__("Fill from records"), () => frm.trigger("fill"));
		}
		if (frm.perm[0].print) {
			frm.add_custom_button(__("Print"), () => frm.print_doc());
			frm.trigger("offer_files");
		}
	},

	// The public version is a paper of its own, so that nobody sends out the whole one by mistake.
	offer_files(frm) {
		const files = [[__("Word document"), () => papg.word("report", frm.doctype, frm.doc.name)]];
		if (frm.doc.audience === "Committee (public)") {
			files.push(
				[__("Public version (PDF)"), () => papg.print("report-public", frm.doctype, frm.doc.name)],
				[__("Public version (Word)"), () => papg.word("report-public", frm.doctype, frm.doc.name)]
			);
		}
		for (const [label, open] of files) {
			frm.add_custom_button(label, open, __("Files"));
		}
	},

	async fill(frm) {
		if (frm.is_dirty()) {
			await frm.save();
		}
		const filled = await frappe.xcall("papg.oversight.gathering.fill_from_records", { report: frm.doc.name });
		await frm.reload_doc();
		const message = filled
			? __("Sections filled: {0}", [filled])
			: __("No section to fill. Empty the text of one that comes from records to fill it anew.");
		frappe.show_alert({ message, indicator: filled ? "green" : "orange" });
	},
});
