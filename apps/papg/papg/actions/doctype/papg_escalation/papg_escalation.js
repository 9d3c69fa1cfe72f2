// The form offers the steps that are the reader's; the escalation itself decides who may take them.
const STEPS = {
	Answered: { verb: __("Answer"), field: "response", label: __("Answer") },
	Closed: { verb: __("Close"), field: "outcome", label: __("What came of it?") },
	Withdrawn: { verb: __("Withdraw"), field: "outcome", label: __("Why is it withdrawn?") },
};

frappe.ui.form.on("PAPG Escalation", {
	refresh(frm) {
		const known = frm.doc.__onload;
		if (frm.is_new() || !known) {
			return;
		}
		if (known.lateness) {
			frm.dashboard.set_headline(frappe.utils.escape_html(known.lateness), "orange");
		}
		known.steps.forEach((status) => offer(frm, status));
		if (known.is_action_readable) {
			frm.add_custom_button(__("Action"), () => frappe.set_route("Form", "PAPG Action", frm.doc.action));
		}
	},
});

function offer(frm, status) {
	const { verb, field, label } = STEPS[status];
	frm.add_custom_button(verb, () =>
		frappe.prompt(
			{ fieldname: field, fieldtype: "Small Text", label, default: frm.doc[field], reqd: 1 },
			(values) => take(frm, status, values),
			verb,
			verb
		)
	);
}

// The answer itself makes an escalation answered.
function take(frm, status, values) {
	const changes = status === "Answered" ? values : { ...values, status };
	return frm.set_value(changes).then(() => frm.save());
}
