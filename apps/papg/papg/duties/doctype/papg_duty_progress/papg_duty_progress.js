// What the duty expects stands beside the progress; the record itself decides what may still be changed.
frappe.ui.form.on("PAPG Duty Progress", {
	refresh(frm) {
		frm.trigger("show_expectation");
		if (frm.is_new()) {
			return;
		}
		frm.trigger("show_history");
		frm.trigger("show_steps");
		papg.show_priorities(frm);
	},

	requirement(frm) {
		frm.trigger("show_expectation");
	},

	async show_expectation(frm) {
		const requirement = await expected_in(frm);
		const points = requirement ? requirement.sub_expectations || [] : [];
		const paragraph = requirement ? requirement.expectation : __("Choose a requirement.");
		const items = points.map((row) => `<li>${frappe.utils.escape_html(row.expectation)}</li>`);
		frm.get_field("expects").html(
			`<p class="control-label">${__("What the duty expects")}</p>
			<p>${frappe.utils.escape_html(paragraph)}</p>
			${items.length ? `<ul>${items.join("")}</ul>` : ""}`
		);
	},

	show_history(frm) {
		const latest = frm.doc.__onload && frm.doc.__onload.followed_by;
		if (!latest) {
			return;
		}
		frm.dashboard.set_headline(frappe.utils.escape_html(latest.sentence), "blue");
		frm.set_read_only();
		frm.refresh_fields();
		frm.disable_save();
		frm.add_custom_button(__("Open the latest"), () =>
			frappe.set_route("Form", frm.doctype, latest.name)
		);
	},

	show_steps(frm) {
		const { may_continue, followed_by } = frm.doc.__onload || {};
		if (may_continue && !followed_by) {
			frm.add_custom_button(__("Continue"), () => continue_on_new_day(frm));
		}
		frm.add_custom_button(__("Progress as at"), () => open_report(frm));
		frm.add_custom_button(__("Print the progress"), () =>
			papg.print("duty-progress", frm.doctype, frm.doc.name)
		);
	},
});

async function expected_in(frm) {
	const chosen = frm.doc.requirement;
	if (!chosen) {
		return null;
	}
	await frappe.model.with_doc("PAPG Duty Requirement", chosen);
	return chosen === frm.doc.requirement ? frappe.get_doc("PAPG Duty Requirement", chosen) : expected_in(frm);
}

function continue_on_new_day(frm) {
	const next = frappe.model.copy_doc(frm.doc);
	next.as_at = frappe.datetime.get_today();
	frappe.set_route("Form", frm.doctype, next.name);
}

async function open_report(frm) {
	const { framework } = await expected_in(frm);
	const { papg_group, as_at } = frm.doc;
	frappe.set_route("query-report", "PAPG Progress as at", { papg_group, framework, as_at });
}
