// The form offers the next steps; the action itself decides who may take them.
const REASONS = {
	Close: {
		status: "Closed",
		field: "evidence",
		label: __("What shows that it was done?"),
	},
	Drop: {
		status: "Dropped",
		field: "dropped_reason",
		label: __("Why is it dropped?"),
	},
};

frappe.ui.form.on("PAPG Action", {
	setup(frm) {
		frm.trigger("set_filters");
	},

	refresh(frm) {
		frm.trigger("show_lateness");
		frm.trigger("show_steps");
		frm.trigger("show_source");
	},

	set_filters(frm) {
		frm.set_query("owner_member", () => ({ filters: { papg_group: frm.doc.papg_group } }));
		frm.set_query("meeting", () => ({ filters: { papg_group: frm.doc.papg_group } }));
		frm.set_query("restricted_item", () => ({ filters: { papg_group: frm.doc.papg_group } }));
	},

	show_lateness(frm) {
		const sentence = !frm.is_new() && frm.doc.__onload && frm.doc.__onload.lateness;
		if (sentence) {
			frm.dashboard.set_headline(frappe.utils.escape_html(sentence), "orange");
		}
	},

	show_steps(frm) {
		// A council that has given actions a workflow finds the steps in its menu instead.
		if (frm.is_new() || !frm.perm[0].write || frm.states.get_state()) {
			return;
		}
		steps_from(frm.doc.status).forEach((step) => step.add(frm));
	},

	show_source(frm) {
		const { source_doctype, source_name } = frm.doc;
		if (source_doctype && source_name && !frm.is_new()) {
			frm.add_custom_button(__("Where it comes from"), () =>
				frappe.set_route("Form", source_doctype, source_name)
			);
		}
	},
});

const START = { add: (frm) => frm.add_custom_button(__("Start"), () => move(frm, "In progress")) };
const DONE = { add: (frm) => frm.add_custom_button(__("Done"), () => move(frm, "Done")) };
const CLOSE = { add: (frm) => frm.add_custom_button(__("Close"), () => ask_then_move(frm, "Close")) };
const DROP = { add: (frm) => frm.add_custom_button(__("Drop"), () => ask_then_move(frm, "Drop")) };
const REOPEN = {
	add: (frm) => frm.add_custom_button(__("Put back in progress"), () => move(frm, "In progress")),
};

function steps_from(status) {
	const steps = {
		Open: [START, DONE, DROP],
		"In progress": [DONE, DROP],
		Done: [CLOSE, REOPEN, DROP],
	};
	return steps[status] || [];
}

function move(frm, status, values = {}) {
	return frm.set_value({ ...values, status }).then(() => frm.save());
}

function ask_then_move(frm, step) {
	const { status, field, label } = REASONS[step];
	if (frm.doc[field]) {
		return move(frm, status);
	}
	return frappe.prompt(
		{ fieldname: field, fieldtype: "Small Text", label, reqd: 1 },
		(values) => move(frm, status, values),
		__(step),
		__(step)
	);
}
