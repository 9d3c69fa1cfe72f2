// The numbers a kind of quorum asks for are shown with it and only with it.
const SHARE_KINDS = ["Share of members", "Chair and a share", "Share and a minimum number"];
const NUMBER_KINDS = ["Fixed number", "Share and a minimum number"];
// What members read and agree: it changes in draft only.
const TEXT = [
	"marking",
	"quorum_kind",
	"share_numerator",
	"share_denominator",
	"minimum_number",
	"quorum_organisation",
	"is_deputy_counted",
	"is_vacancy_counted",
	"is_organisation_one_vote",
	"cadence",
	"recording",
	"minute_audience",
	"is_board_audience",
	"standing_items",
	"sections",
];

frappe.ui.form.on("PAPG Terms of Reference", {
	setup(frm) {
		frm.set_query("marking", () => ({ filters: { is_legacy: 0 } }));
		frm.set_query("agreed_at", () => ({ filters: { papg_group: frm.doc.papg_group } }));
	},

	refresh(frm) {
		frm.trigger("quorum_kind");
		frm.trigger("say_what_is_missing");
		frm.trigger("lock_text");
		frm.trigger("offer_printing");
		frm.trigger("show_etiquette");
	},

	quorum_kind(frm) {
		const kind = frm.doc.quorum_kind;
		frm.toggle_display(["share_numerator", "share_denominator"], SHARE_KINDS.includes(kind));
		frm.toggle_display("minimum_number", NUMBER_KINDS.includes(kind));
		frm.toggle_display("quorum_organisation", kind === "Named organisation present");
	},

	say_what_is_missing(frm) {
		const known = frm.doc.__onload;
		if (!known || frm.is_new()) {
			return;
		}
		frm.dashboard.clear_headline();
		if (frm.doc.stage === "Draft" && frm.doc.sent_back_reason) {
			const reason = frappe.utils.escape_html(frm.doc.sent_back_reason);
			frm.dashboard.set_headline(__("Sent back: {0}", [reason]), "orange");
		} else if (frm.doc.docstatus === 1 && known.is_review_due) {
			frm.dashboard.set_headline(__("The review of these terms is due."), "orange");
		} else if (frm.doc.docstatus === 0 && known.empty_headings.length) {
			frm.dashboard.set_headline(frappe.utils.escape_html(empty_sentence(known)), "blue");
		}
	},

	lock_text(frm) {
		const is_locked = frm.doc.stage !== "Draft" ? 1 : 0;
		for (const field of TEXT) {
			frm.set_df_property(field, "read_only", is_locked);
		}
	},

	offer_printing(frm) {
		if (!frm.is_new() && frm.perm[0].print) {
			frm.add_custom_button(__("Print"), () => frm.print_doc());
		}
	},

	// Every member acknowledges for themselves, whether or not they may write the terms.
	show_etiquette(frm) {
		const { etiquette } = frm.doc.__onload || {};
		const people = etiquette && etiquette.people;
		frm.toggle_display("sb_etiquette", Boolean(people));
		frm.get_field("etiquette").$wrapper.html(people ? etiquette_html(etiquette) : "");
		if (!etiquette) {
			return;
		}
		if (etiquette.may_acknowledge) {
			frm.add_custom_button(__("I keep to the etiquette"), () => acknowledge(frm));
		} else if (etiquette.acknowledged_on) {
			const said = __("You acknowledged the etiquette of this version on {0}.", [etiquette.acknowledged_on]);
			frm.set_intro(frappe.utils.escape_html(said), "green");
		}
	},

	before_workflow_action(frm) {
		return papg.next_stage(frm).then((stage) => {
			const ask = { Draft: ask_reason, "In force": ask_to_confirm }[stage];
			return ask && ask(frm);
		});
	},
});

function acknowledge(frm) {
	const question = __("Have you read the etiquette in {0}, and will you keep to it? It is noted with today's date.", [
		frappe.utils.escape_html(frm.doc.title),
	]);
	frappe.confirm(question, async () => {
		await frappe.xcall("papg.membership.etiquette.acknowledge", { terms: frm.doc.name });
		await frm.reload_doc();
		frappe.show_alert({ message: __("Noted."), indicator: "green" });
	});
}

function etiquette_html({ people, said }) {
	const text = (value) => frappe.utils.escape_html(value || "");
	const when = (row) =>
		row.acknowledged_on
			? text(row.acknowledged_on)
			: `<b>${text(row.is_able ? __("Not yet") : __("Not yet; has no access"))}</b>`;
	const lines = people.map(
		(row) => `<tr><th scope="row" class="font-weight-normal">${text(row.full_name)}</th>
			<td>${text(__(row.position))}</td><td>${when(row)}</td></tr>`
	);
	const heads = [__("Member"), __("Position"), __("Acknowledged on")];
	return `<p>${text(said)}</p><div class="table-responsive"><table class="table table-sm papg-etiquette">
		<thead><tr>${heads.map((head) => `<th scope="col">${text(head)}</th>`).join("")}</tr></thead>
		<tbody>${lines.join("")}</tbody></table></div>`;
}

function ask_reason(frm) {
	return papg.ask_reason(frm, "papg.membership.adoption.give_reason", { terms: frm.doc.name });
}

function ask_to_confirm(frm) {
	const { empty_headings } = frm.doc.__onload;
	const said = [
		__("The text of {0} does not change any more; a new version follows it.", [frm.doc.title]),
		empty_headings.length ? empty_sentence(frm.doc.__onload) : "",
	];
	const note = said.filter(Boolean).map((words) => `<p>${frappe.utils.escape_html(words)}</p>`);
	const fields = [{ fieldtype: "HTML", fieldname: "note", options: note.join("") }];
	return papg.ask_first(__("Bring into force"), fields, __("Bring into force"), () => Promise.resolve());
}

function empty_sentence({ empty_headings, heading_count }) {
	const names = empty_headings.map((heading) => __(heading)).join(", ");
	return __("{0} of {1} headings are empty: {2}", [empty_headings.length, heading_count, names]);
}
