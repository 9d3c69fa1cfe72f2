// The workflow's own buttons move minutes on; this form asks for what a step needs and offers what is recorded
// from an entry.
frappe.ui.form.on("PAPG Minutes", {
	setup(frm) {
		frm.set_query("agreed_at", () => ({ filters: papg.later_meetings(frm) }));
	},

	refresh(frm) {
		papg.show_quoted(frm);
		frm.trigger("show_approval");
		frm.trigger("lock_text");
		if (frm.is_new()) {
			return;
		}
		frm.trigger("show_contradictions");
		frm.trigger("offer_recording");
		frm.trigger("offer_correcting");
		frm.trigger("offer_comparing");
		frm.trigger("offer_disclosure");
		frm.trigger("offer_what_belongs");
		frm.trigger("offer_printing");
	},

	show_approval(frm) {
		const { approval_note } = frm.doc.__onload || {};
		if (approval_note) {
			frm.dashboard.set_headline(frappe.utils.escape_html(approval_note), "red");
		} else if (frm.doc.stage === "Draft" && frm.doc.sent_back_reason) {
			const reason = frappe.utils.escape_html(frm.doc.sent_back_reason);
			frm.dashboard.set_headline(__("Sent back: {0}", [reason]), "orange");
		}
	},

	// Before anybody approves them: what the attendance says cannot all be true.
	show_contradictions(frm) {
		const { contradictions = [] } = frm.doc.__onload || {};
		if (contradictions.length) {
			const lines = contradictions.map(frappe.utils.escape_html).join("<br>");
			const title = frappe.utils.escape_html(__("The attendance contradicts itself"));
			frm.set_intro(`<b>${title}</b><br>${lines}`, "orange");
		}
	},

	lock_text(frm) {
		const is_locked = frm.doc.stage !== "Draft" ? 1 : 0;
		for (const field of ["entries", "marking"]) {
			frm.set_df_property(field, "read_only", is_locked);
		}
	},

	offer_recording(frm) {
		const may = frm.doc.__onload || {};
		if (frm.doc.docstatus) {
			return;
		}
		if (may.may_record_papg_decision) {
			frm.add_custom_button(__("Decision"), () => ask_decision(frm), __("Record"));
		}
		if (may.may_record_papg_action) {
			frm.add_custom_button(__("Action"), () => ask_action(frm), __("Record"));
		}
	},

	offer_correcting(frm) {
		if (["Circulated", "Agreed"].includes(frm.doc.stage)) {
			frm.add_custom_button(__("Propose a correction"), () => ask_correction(frm));
		}
	},

	offer_comparing(frm) {
		const { versions = [] } = frm.doc.__onload || {};
		if (versions.length) {
			frm.add_custom_button(__("Compare versions"), () => ask_versions(frm, versions), __("See"));
		}
	},

	offer_disclosure(frm) {
		if (frm.doc.stage === "Agreed" && (frm.doc.__onload || {}).may_record_papg_disclosure_copy) {
			frm.add_custom_button(__("Make a disclosure copy"), () => ask_request(frm));
		}
	},

	offer_what_belongs(frm) {
		for (const [label, record] of [
			[__("Decisions"), "PAPG Decision"],
			[__("Corrections"), "PAPG Minutes Correction"],
			[__("Disclosure copies"), "PAPG Disclosure Copy"],
		]) {
			if (frappe.model.can_read(record)) {
				const leave = () => frappe.set_route("List", record, { minutes: frm.doc.name });
				frm.add_custom_button(label, leave, __("See"));
			}
		}
	},

	offer_printing(frm) {
		if (frm.perm[0].print) {
			frm.add_custom_button(__("Print"), () => frm.print_doc());
			if (["Circulated", "Agreed"].includes(frm.doc.stage)) {
				frm.add_custom_button(__("Extract of one item"), () => ask_reader(frm), __("See"));
			}
		}
	},

	before_workflow_action(frm) {
		return papg.next_stage(frm).then((stage) => {
			const ask = { Draft: ask_reason, Agreed: ask_agreement }[stage];
			return ask && ask(frm);
		});
	},
});

function ask_reason(frm) {
	return papg.ask_reason(frm, "papg.meetings.approval.give_reason", { minutes: frm.doc.name });
}

function ask_agreement(frm) {
	return papg.ask_agreement(frm, "papg.meetings.approval.note_agreement", { minutes: frm.doc.name });
}

function item_field(frm) {
	const options = (frm.doc.entries || []).map(({ item_number, title }) => ({
		value: item_number,
		label: `${item_number}. ${title}`,
	}));
	return {
		fieldname: "item_number",
		fieldtype: "Select",
		label: __("Item"),
		options,
		default: chosen_item(frm),
		reqd: 1,
	};
}

function chosen_item(frm) {
	const [row] = frm.get_field("entries").grid.get_selected_children();
	const open = frappe.ui.form.get_open_grid_form && frappe.ui.form.get_open_grid_form();
	const entry = row || (open && open.doc) || (frm.doc.entries || [])[0];
	return entry && entry.item_number;
}

function ask_versions(frm, versions) {
	const choices = versions.map(({ name, said }) => ({ value: name, label: said }));
	const as_it_stands = { value: "", label: __("The text as it stands") };
	const fields = [
		{
			fieldname: "older",
			fieldtype: "Select",
			label: __("Older wording"),
			options: choices,
			default: versions[0].name,
			reqd: 1,
		},
		{
			fieldname: "newer",
			fieldtype: "Select",
			label: __("Newer wording"),
			options: [as_it_stands, ...choices],
			default: "",
		},
	];
	const show = ({ older, newer }) =>
		frappe
			.xcall("papg.meetings.versions.compare", newer ? { older, newer } : { older })
			.then((found) => frappe.msgprint({ title: found.heading, message: comparison_html(found), wide: true }));
	frappe.prompt(fields, show, __("Compare versions"), __("Compare"));
}

function comparison_html({ said, items }) {
	const text = frappe.utils.escape_html;
	const item = ({ number, title, said: lines }) =>
		`<h5>${text(`${number}. ${title}`)}</h5><ul>${lines.map((line) => `<li>${text(line)}</li>`).join("")}</ul>`;
	return `<p>${text(said)}</p>${items.map(item).join("")}`;
}

function ask_reader(frm) {
	papg.ask_reader(__("Extract of one item"), [item_field(frm)], (values) =>
		papg.open_paper("papg.printing.extract.pdf", { minutes: frm.doc.name, ...values })
	);
}

function ask_decision(frm) {
	const text = { fieldname: "decision", fieldtype: "Small Text", label: __("Decision"), reqd: 1 };
	frappe.prompt(
		[item_field(frm), text],
		(values) =>
			frappe
				.xcall("papg.meetings.minutes.record_decision", { minutes: frm.doc.name, ...values })
				.then(({ kind }) => frappe.show_alert({ message: __("{0} recorded", [__(kind)]), indicator: "green" })),
		__("Decision"),
		__("Record")
	);
}

function ask_correction(frm) {
	const fields = [
		item_field(frm),
		{ fieldname: "proposed_text", fieldtype: "Text Editor", label: __("Text as it should be"), reqd: 1 },
		{ fieldname: "reason", fieldtype: "Small Text", label: __("Why"), reqd: 1 },
	];
	frappe.prompt(
		fields,
		(values) =>
			frappe
				.xcall("papg.meetings.corrections.propose_correction", { minutes: frm.doc.name, ...values })
				.then(() =>
					frappe.show_alert({ message: __("Correction proposed"), indicator: "green" })
				),
		__("Propose a correction"),
		__("Propose")
	);
}

function ask_action(frm) {
	const fields = [
		item_field(frm),
		{ fieldname: "title", fieldtype: "Data", label: __("What is to be done"), reqd: 1 },
		{
			fieldname: "owner_member",
			fieldtype: "Link",
			options: "PAPG Member",
			label: __("Owner"),
			get_query: () => ({ filters: { papg_group: frm.doc.papg_group } }),
		},
		{ fieldname: "due_on", fieldtype: "Date", label: __("Due on") },
	];
	frappe.prompt(fields, (values) => raise_action(frm, values), __("Action"), __("Raise"));
}

function raise_action(frm, values) {
	return frappe
		.xcall("papg.actions.raising.raise_action", {
			papg_group: frm.doc.papg_group,
			meeting: frm.doc.meeting,
			source_doctype: frm.doctype,
			source_name: frm.doc.name,
			...values,
		})
		.then(() => frappe.show_alert({ message: __("Action raised"), indicator: "green" }));
}

function ask_request(frm) {
	const fields = [
		{
			fieldname: "requested_on",
			fieldtype: "Date",
			label: __("Request received on"),
			default: frappe.datetime.get_today(),
			reqd: 1,
		},
		{
			fieldname: "regime",
			fieldtype: "Select",
			label: __("Answered under"),
			options: ["Freedom of information", "Environmental information"],
			default: "Freedom of information",
			reqd: 1,
		},
		{
			fieldname: "request_reference",
			fieldtype: "Data",
			label: __("Reference of the request"),
			description: __("The number in your request log. Never who asked."),
		},
	];
	frappe.prompt(
		fields,
		(values) =>
			frappe
				.xcall("papg.meetings.disclosing.make_copy", { minutes: frm.doc.name, ...values })
				.then((name) => frappe.set_route("Form", "PAPG Disclosure Copy", name)),
		__("Make a disclosure copy"),
		__("Make the copy")
	);
}
