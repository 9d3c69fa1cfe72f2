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

// Meetings at which the record of this one may have been agreed.
papg.later_meetings = function (frm) {
	return { papg_group: frm.doc.papg_group, status: "Held", name: ["!=", frm.doc.meeting] };
};

// At which later meeting the record of one was agreed, or by correspondence on which day.
papg.ask_agreement = function (frm, method, record) {
	const by_meeting = __("At a later meeting");
	const by_correspondence = __("By correspondence");
	const only_when = (how) => {
		const condition = `eval:doc.how === ${JSON.stringify(how)}`;
		return { depends_on: condition, mandatory_depends_on: condition };
	};
	const fields = [
		{
			fieldname: "how",
			fieldtype: "Select",
			label: __("How were they agreed?"),
			options: [by_meeting, by_correspondence],
			default: frm.doc.is_agreed_by_correspondence ? by_correspondence : by_meeting,
			reqd: 1,
		},
		{
			fieldname: "agreed_at",
			fieldtype: "Link",
			options: "PAPG Meeting",
			label: __("Meeting"),
			default: frm.doc.agreed_at,
			get_query: () => ({ filters: papg.later_meetings(frm) }),
			...only_when(by_meeting),
		},
		{
			fieldname: "agreed_on",
			fieldtype: "Date",
			label: __("Complete on"),
			default: frm.doc.agreed_on || frappe.datetime.get_today(),
			...only_when(by_correspondence),
		},
	];
	return papg.ask_first(__("Agree as a correct record"), fields, __("Agree"), ({ how, agreed_at, agreed_on }) =>
		frappe.xcall(method, { ...record, ...(how === by_meeting ? { agreed_at } : { agreed_on }) })
	);
};
