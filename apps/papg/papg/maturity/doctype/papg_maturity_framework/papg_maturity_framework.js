// A framework is written in the form or in a spreadsheet, and goes from one to the other and back.
frappe.ui.form.on("PAPG Maturity Framework", {
	refresh(frm) {
		if (frm.is_new()) {
			return;
		}
		frm.add_custom_button(__("Criteria"), () =>
			frappe.set_route("List", "PAPG Maturity Criterion", { framework: frm.doc.name })
		);
		frm.add_custom_button(__("Export to a spreadsheet"), () => {
			const query = new URLSearchParams({ framework: frm.doc.name });
			window.open(`/api/method/papg.maturity.sheets.download?${query}`);
		});
		if (frm.perm[0].write && !frm.is_dirty()) {
			const { title, version } = frm.doc;
			frm.add_custom_button(__("Import from a spreadsheet"), () =>
				papg.ask_framework_sheet({ title, version, is_fixed: true })
			);
		}
	},
});
