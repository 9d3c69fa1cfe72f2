// What forms under a workflow share. Which step it is follows from the stage the next state sets, never from the
// state's name.
frappe.provide("papg");

// How papers quote the meeting a record belongs to, below the link to it.
papg.show_quoted = function (frm) {
	const { quoted } = frm.doc.__onload || {};
	frm.set_df_property("meeting", "description", quoted ? frappe.utils.escape_html(quoted) : "");
};

// The stage the step just chosen leads to.
papg.next_stage = function (frm) {
	const states = frappe.get_children(frappe.workflow.workflows[frm.doctype], "states");
	return frappe.workflow.get_transitions(frm.doc).then((transitions) => {
		const step = transitions.find(({ action }) => action === frm.selected_workflow_action);
		const state = step && states.find((row) => row.state === step.next_state);
		return state && state.update_value;
	});
};

// The step waits until the dialog is answered; closed without an answer, it is never taken.
papg.ask_first = function (title, fields, primary_action_label, answered) {
	frappe.dom.unfreeze();
	return new Promise((resolve) => {
		const dialog = new frappe.ui.Dialog({
			title,
			fields,
			primary_action_label,
			primary_action(values) {
				dialog.hide();
				answered(values).then(() => {
					frappe.dom.freeze();
					resolve();
				});
			},
		});
		dialog.show();
	});
};

// Why a record goes back to whoever wrote it.
papg.ask_reason = function (frm, method, record) {
	const reason = {
		fieldname: "reason",
		fieldtype: "Small Text",
		label: __("What is to be put right?"),
		default: frm.doc.sent_back_reason,
		reqd: 1,
	};
	const title = __("Send back");
	return papg.ask_first(title, [reason], title, (values) => frappe.xcall(method, { ...record, ...values }));
};
