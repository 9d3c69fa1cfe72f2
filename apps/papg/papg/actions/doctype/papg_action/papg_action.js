// The workflow's own buttons move an action on; this form asks for what a step needs. Which step it is follows from
// the stage the next state sets, never from the state's name.
const REASONS = {
	Closed: { field: "evidence", label: __("What shows that it was done?") },
	Dropped: { field: "dropped_reason", label: __("Why is it dropped?") },
};

frappe.ui.form.on("PAPG Action", {
	setup(frm) {
		frm.trigger("set_filters");
		// The framework's own way to repeat asks for rights on its record, which nobody has; ours asks for the group's.
		frm.meta.allow_auto_repeat = 0;
	},

	refresh(frm) {
		frm.trigger("show_lateness");
		frm.trigger("show_rating");
		frm.trigger("show_owner");
		frm.trigger("show_repeating");
		frm.trigger("show_source");
		frm.trigger("show_escalations");
	},

	set_filters(frm) {
		frm.set_query("owner_member", () => ({ filters: { papg_group: frm.doc.papg_group } }));
		frm.set_query("meeting", () => ({ filters: { papg_group: frm.doc.papg_group } }));
		frm.set_query("papg_priority", () => ({ filters: { papg_group: frm.doc.papg_group } }));
		frm.set_query("restricted_item", () => ({ filters: { papg_group: frm.doc.papg_group } }));
		frm.set_query("obstacle_kind", () => ({ filters: { is_active: 1 } }));
	},

	show_lateness(frm) {
		const { lateness, doubts = [], upwards = {} } = (!frm.is_new() && frm.doc.__onload) || {};
		const { reasons = [] } = upwards;
		const suggestion = reasons.length ? [__("Escalating it is suggested: {0}", [reasons.join(" ")])] : [];
		const sentences = [lateness, ...doubts, ...suggestion].filter(Boolean);
		if (sentences.length) {
			frm.dashboard.set_headline(frappe.utils.escape_html(sentences.join(" ")), "orange");
		}
	},

	rag(frm) {
		frm.trigger("show_rating");
	},

	// What the council means by the rating chosen, or by each while none is.
	show_rating(frm) {
		const { meanings = {} } = frm.doc.__onload || {};
		const told = frm.doc.rag
			? meanings[frm.doc.rag]
			: Object.entries(meanings)
					.map(([rating, meaning]) => `${__(rating)}: ${meaning}`)
					.join(" ");
		frm.get_field("rag").set_description(frappe.utils.escape_html(told || ""));
	},

	show_source(frm) {
		const { source_doctype, source_name } = frm.doc;
		if (source_doctype && source_name && !frm.is_new()) {
			frm.add_custom_button(__("Where it comes from"), () =>
				frappe.set_route("Form", source_doctype, source_name)
			);
		}
		const { criterion } = (!frm.is_new() && frm.doc.__onload) || {};
		if (criterion) {
			const told = __("Closes a gap: {0} ({1})", [criterion.words, criterion.assessment]);
			frm.dashboard.add_comment(frappe.utils.escape_html(told), "blue", true);
			frm.add_custom_button(__("Criterion"), () =>
				frappe.set_route("Form", "PAPG Maturity Criterion", criterion.criterion)
			);
		}
	},

	show_owner(frm) {
		const { may_ask_owner } = (!frm.is_new() && frm.doc.__onload) || {};
		if (may_ask_owner) {
			frm.add_custom_button(__("Ask the owner by mail"), () => ask_owner(frm));
		}
	},

	show_repeating(frm) {
		const { repeats, may_organise } = (!frm.is_new() && frm.doc.__onload) || {};
		if (repeats) {
			frm.dashboard.add_comment(frappe.utils.escape_html(repeats.said), "blue", true);
		}
		if (!may_organise || frm.doc.restricted_item || frm.doc.stage === "Dropped") {
			return;
		}
		if (repeats) {
			frm.add_custom_button(__("Stop repeating"), () => stop_repeating(frm));
		} else {
			frm.add_custom_button(__("Repeat"), () => ask_repeating(frm));
		}
	},

	before_workflow_action(frm) {
		return papg.next_stage(frm).then((stage) => {
			const { field, label } = REASONS[stage] || {};
			return field && !frm.doc[field] && ask(frm, field, label);
		});
	},

	show_escalations(frm) {
		const { escalations = [], lines = [] } = (!frm.is_new() && frm.doc.__onload && frm.doc.__onload.upwards) || {};
		escalations.forEach(({ name, sent_to, status }) =>
			frm.add_custom_button(
				__("{0}: {1}", [sent_to, __(status)]),
				() => frappe.set_route("Form", "PAPG Escalation", name),
				__("Escalated to")
			)
		);
		if (lines.length) {
			frm.add_custom_button(__("Escalate"), () => ask_escalation(frm, lines));
		}
	},
});

function ask_escalation(frm, lines) {
	const options = lines.map(({ name, shown, chain }) => ({
		value: name,
		label: chain ? `${shown} (${chain})` : shown,
	}));
	const fields = [
		{ fieldname: "line", fieldtype: "Select", label: __("To"), options, default: options[0].value, reqd: 1 },
		{ fieldname: "reason", fieldtype: "Small Text", label: __("Why it goes up"), reqd: 1 },
		{ fieldname: "respond_by", fieldtype: "Date", label: __("Answer by"), reqd: 1 },
	];
	return frappe.prompt(fields, (values) => escalate(frm, values), __("Escalate"), __("Escalate"));
}

function escalate(frm, values) {
	return frappe
		.xcall("papg.actions.escalating.escalate", { action: frm.doc.name, ...values })
		.then((name) => frappe.set_route("Form", "PAPG Escalation", name));
}

function ask(frm, fieldname, label) {
	const step = __(frm.selected_workflow_action);
	return papg.ask_first(step, [{ fieldname, fieldtype: "Small Text", label, reqd: 1 }], step, (values) =>
		frm.set_value(values).then(() => frm.save())
	);
}

function ask_owner(frm) {
	const question = __(
		"The owner has no account. They get a link that shows this action and nothing else, and works once. Send it?"
	);
	frappe.confirm(question, async () => {
		const address = await frappe.xcall("papg.actions.answer_link.ask_owner", { action: frm.doc.name });
		frappe.show_alert({ message: __("Sent to {0}.", [frappe.utils.escape_html(address)]), indicator: "green" });
		frm.reload_doc();
	});
}

function ask_repeating(frm) {
	const often = ["Weekly", "Monthly", "Quarterly", "Half-yearly", "Yearly"];
	const fields = [
		{
			fieldname: "frequency",
			fieldtype: "Select",
			label: __("How often"),
			options: often.map((value) => ({ value, label: __(value) })),
			default: "Quarterly",
			description: __("The first time one such period from today. Each turn has as many days as this action had."),
			reqd: 1,
		},
		{ fieldname: "ends_on", fieldtype: "Date", label: __("Until"), description: __("Without a day it goes on") },
	];
	return frappe.prompt(
		fields,
		(values) =>
			frappe
				.xcall("papg.actions.repeating.repeat", { action: frm.doc.name, ...values })
				.then(() => frm.reload_doc()),
		__("Repeat"),
		__("Repeat")
	);
}

function stop_repeating(frm) {
	return frappe.confirm(__("Stop raising this action again? The actions raised so far stay."), () =>
		frappe.xcall("papg.actions.repeating.stop", { action: frm.doc.name }).then(() => frm.reload_doc())
	);
}
