// The form offers the next steps; the action itself decides who may take them.
const VERBS = {
	"In progress": __("Start"),
	Done: __("Done"),
	Closed: __("Close"),
	Dropped: __("Drop"),
};
const REASONS = {
	Closed: { field: "evidence", label: __("What shows that it was done?") },
	Dropped: { field: "dropped_reason", label: __("Why is it dropped?") },
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
		const has_workflow = Boolean(frappe.workflow.get_state_fieldname(frm.doctype));
		if (!frm.is_new() && !has_workflow && frm.doc.__onload) {
			frm.doc.__onload.steps.forEach((status) => offer(frm, status));
		}
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

function offer(frm, status) {
	const verb = status === "In progress" && frm.doc.status === "Done" ? __("Put back in progress") : VERBS[status];
	frm.add_custom_button(verb, () => take(frm, status, verb));
}

function take(frm, status, verb) {
	const { field, label } = REASONS[status] || {};
	if (!field || frm.doc[field]) {
		return move(frm, status);
	}
	return frappe.prompt(
		{ fieldname: field, fieldtype: "Small Text", label, reqd: 1 },
		(values) => move(frm, status, values),
		verb,
		verb
	);
}

function move(frm, status, values = {}) {
	return frm.set_value({ ...values, status }).then(() => frm.save());
}
