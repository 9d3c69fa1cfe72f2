// The workflow's own buttons move a copy on; this form offers the exemptions that hold here, the print and the release.
frappe.ui.form.on("PAPG Disclosure Copy", {
	setup(frm) {
		frm.set_query("exemption", "removals", () => ({ filters: laws_here(frm) }));
	},

	refresh(frm) {
		frm.trigger("say_when");
		if (frm.is_new()) {
			return;
		}
		if (frm.perm[0].print) {
			frm.add_custom_button(__("Print"), () => frm.print_doc());
		}
		frm.add_custom_button(__("Minutes"), () => frappe.set_route("Form", "PAPG Minutes", frm.doc.minutes));
		if (frm.doc.docstatus === 1 && !frm.doc.released_on && frm.perm[0].submit) {
			frm.add_custom_button(__("Record the release"), () => ask_release(frm));
		}
	},

	say_when(frm) {
		const { lateness } = frm.doc.__onload || {};
		if (lateness) {
			frm.dashboard.set_headline(frappe.utils.escape_html(lateness), "red");
		} else if (frm.doc.due_on && !frm.doc.released_on) {
			frm.dashboard.set_headline(__("The answer is due by {0}.", [papg.shown_day(frm.doc.due_on)]), "blue");
		}
	},
});

function laws_here(frm) {
	const { jurisdiction } = frm.doc.__onload || {};
	return { regime: frm.doc.regime, ...(jurisdiction ? { nation: jurisdiction } : {}) };
}

function ask_release(frm) {
	const day = {
		fieldname: "released_on",
		fieldtype: "Date",
		label: __("Released on"),
		default: frappe.datetime.get_today(),
		description: __("This day is recorded once and stays."),
		reqd: 1,
	};
	frappe.prompt(
		[day],
		({ released_on }) => frm.set_value("released_on", released_on).then(() => frm.save("Update")),
		__("Record the release"),
		__("Record")
	);
}
