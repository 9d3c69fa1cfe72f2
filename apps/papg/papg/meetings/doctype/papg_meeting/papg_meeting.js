// The form offers the next steps of a meeting; the record decides who may take them.
frappe.ui.form.on("PAPG Meeting", {
	setup(frm) {
		frm.set_query("member", "attendance", () => ({ filters: { papg_group: frm.doc.papg_group } }));
	},

	refresh(frm) {
		const names = (frm.doc.attendance || []).flatMap((row) => [row.attendee_name, row.deputy]).filter(Boolean);
		frm.get_field("interests").grid.update_docfield_property("attendee_name", "options", names);
		frm.trigger("show_quorum");
		frm.trigger("show_contributions");
		frm.trigger("show_threat");
		if (frm.is_new()) {
			return;
		}
		frm.trigger("offer_telling");
		frm.trigger("offer_preparing");
		frm.trigger("offer_proposing");
		frm.trigger("offer_minuting");
		frm.trigger("offer_calendar");
	},

	show_quorum(frm) {
		if (frm.doc.quorum_reason) {
			const reason = frappe.utils.escape_html(frm.doc.quorum_reason);
			frm.dashboard.set_headline(reason, frm.doc.is_quorate ? "green" : "orange");
			return;
		}
		const { expected } = frm.doc.__onload || {};
		if (expected) {
			frm.dashboard.set_headline(
				frappe.utils.escape_html(expected.said),
				expected.is_quorate ? "green" : "orange"
			);
		}
	},

	show_contributions(frm) {
		const { contributions } = frm.doc.__onload || {};
		frm.toggle_display("sb_contributions", Boolean(contributions));
		frm.get_field("contributions").$wrapper.html(contributions ? contributions_html(contributions) : "");
	},

	show_threat(frm) {
		const { threats = [] } = frm.doc.__onload || {};
		const said = threats.map(frappe.utils.escape_html).join("<br>");
		frm.set_df_property("threat_level", "description", said);
	},

	// Every member says it of themselves, whether or not they may write the meeting.
	offer_telling(frm) {
		const { mine } = frm.doc.__onload || {};
		if (mine && mine.may_tell) {
			const label = mine.intention ? __("You: {0}", [__(mine.intention)]) : __("Will you come?");
			frm.add_custom_button(label, () => saved(frm).then(() => tell(frm, mine)));
		}
	},

	offer_preparing(frm) {
		if (!frm.perm[0].write) {
			return;
		}
		if (!frm.doc.agenda_issued_on && frm.doc.status === "Planned") {
			frm.add_custom_button(__("Issue agenda"), () => frm.trigger("issue_agenda"));
		}
		if (frm.doc.status === "Planned" && frappe.model.can_create("PAPG Contribution Request")) {
			frm.add_custom_button(__("Ask for contributions"), () => saved(frm).then(() => ask(frm)));
		}
		if (["Planned", "Held"].includes(frm.doc.status) && unrecorded(frm).length) {
			const label = said(frm).length ? __("All came as they said") : __("Everybody was present");
			frm.add_custom_button(label, () => frm.trigger("take_attendance"));
		}
	},

	offer_proposing(frm) {
		const { proposed } = frm.doc.__onload || {};
		if (proposed) {
			frm.add_custom_button(__("Proposed items: {0}", [proposed]), () =>
				frappe.set_route("List", "PAPG Proposed Item", { papg_group: frm.doc.papg_group, state: "Proposed" })
			);
		}
	},

	offer_minuting(frm) {
		const { minutes } = frm.doc.__onload || {};
		if (minutes) {
			frm.add_custom_button(__("Minutes"), () => open_minutes(minutes));
		} else if (["Planned", "Held"].includes(frm.doc.status) && frappe.model.can_create("PAPG Minutes")) {
			frm.add_custom_button(__("Write minutes"), () => frm.trigger("write_minutes"));
		}
		if (frappe.model.can_create("PAPG Restricted Item")) {
			frm.add_custom_button(__("Restricted item"), () =>
				frappe.new_doc("PAPG Restricted Item", { meeting: frm.doc.name, marking: frm.doc.marking })
			);
		}
	},

	offer_calendar(frm) {
		frm.add_custom_button(__("Add to your calendar"), () => fetch_invitation(frm.doc.name));
	},

	issue_agenda(frm) {
		return saved(frm)
			.then(() => frappe.xcall("papg.meetings.planning.issue_agenda", { meeting: frm.doc.name }))
			.then(() => frm.reload_doc())
			.then(() =>
				frappe.show_alert({
					message: __("The agenda of meeting {0} is with its members", [frm.doc.reference]),
					indicator: "green",
				})
			);
	},

	take_attendance(frm) {
		for (const row of unrecorded(frm)) {
			frappe.model.set_value(row.doctype, row.name, "presence", WOULD_BE[row.intention] || "Present");
		}
		frm.refresh_field("attendance");
		frm.scroll_to_field("attendance");
	},

	write_minutes(frm) {
		return saved(frm)
			.then(() => frappe.xcall("papg.meetings.minutes.write_minutes", { meeting: frm.doc.name }))
			.then(open_minutes);
	},
});

// A file to be saved: the form stays where it is.
function fetch_invitation(name) {
	const link = document.createElement("a");
	link.href = `/api/method/papg.meetings.calendar.invitation?meeting=${encodeURIComponent(name)}`;
	link.download = "";
	link.click();
}

function unrecorded(frm) {
	return (frm.doc.attendance || []).filter((row) => !row.presence);
}

// Who said nothing beforehand is taken to have been there, as before.
const WOULD_BE = { "Will come": "Present", Apologies: "Apologies", "Deputy will come": "Deputised" };

function said(frm) {
	return unrecorded(frm).filter((row) => row.intention);
}

function tell(frm, mine) {
	const deputies = mine.deputies.length ? ["Deputy will come"] : [];
	const dialog = new frappe.ui.Dialog({
		title: __("Will you come?"),
		fields: [
			{
				fieldname: "intention",
				fieldtype: "Select",
				label: __("I say"),
				options: ["Will come", "Apologies", ...deputies],
				default: mine.intention || "Will come",
				reqd: 1,
			},
			{
				fieldname: "deputy",
				fieldtype: "Select",
				label: __("Deputy"),
				options: mine.deputies,
				default: mine.deputy || mine.deputies[0],
				depends_on: "eval:doc.intention === 'Deputy will come'",
				description: __("The deputy sees this meeting, its papers and its minutes until they are agreed."),
			},
		],
		primary_action_label: __("Tell the secretary"),
		primary_action({ intention, deputy }) {
			const sent = { meeting: frm.doc.name, intention };
			if (intention === "Deputy will come") {
				sent.deputy = deputy;
			}
			frappe.xcall("papg.meetings.intending.tell", sent).then(() => {
				dialog.hide();
				return frm.reload_doc();
			});
		},
	});
	dialog.show();
}

function open_minutes(name) {
	return frappe.set_route("Form", "PAPG Minutes", name);
}

function saved(frm) {
	return frm.is_dirty() ? frm.save() : Promise.resolve();
}

function ask(frm) {
	const members = (frm.doc.attendance || []).filter((row) => row.member);
	const dialog = new frappe.ui.Dialog({
		title: __("Ask for contributions"),
		fields: [
			{
				fieldname: "kind",
				fieldtype: "Select",
				label: __("Kind"),
				options: ["Report", "Community tensions (general picture)", "Other"],
				default: "Report",
				reqd: 1,
			},
			{ fieldname: "question", fieldtype: "Small Text", label: __("What is asked for"), reqd: 1 },
			{ fieldname: "due_on", fieldtype: "Date", label: __("Due"), reqd: 1, default: day_before(frm) },
			{
				fieldname: "item_number",
				fieldtype: "Select",
				label: __("For item"),
				options: [
					{ value: "0", label: __("No single item") },
					...frm.doc.agenda.map((row) => ({
						value: String(row.item_number),
						label: `${row.item_number}. ${row.title}`,
					})),
				],
				default: "0",
			},
			{
				fieldname: "members",
				fieldtype: "MultiCheck",
				label: __("Who is asked"),
				select_all: true,
				options: members.map((row) => ({
					value: row.member,
					label: [row.attendee_name, row.organisation].filter(Boolean).map(frappe.utils.escape_html).join(", "),
					checked: 1,
				})),
			},
		],
		primary_action_label: __("Ask"),
		primary_action(values) {
			const sent = { meeting: frm.doc.name, ...values, members: values.members || [] };
			frappe.xcall("papg.meetings.asking.ask", sent).then((requests) => {
				dialog.hide();
				frappe.show_alert({ message: __("{0} members were asked", [requests.length]), indicator: "green" });
				return frm.reload_doc();
			});
		},
	});
	dialog.show();
}

// The day before the meeting, or today where that is past.
function day_before(frm) {
	const day = frappe.datetime.add_days(frm.doc.starts_at.slice(0, 10), -1);
	return day < frappe.datetime.get_today() ? frappe.datetime.get_today() : day;
}

const COLOURS = { Asked: "orange", Answered: "green", "Nothing to report": "gray", Silent: "red" };

function contributions_html({ said, rows }) {
	const text = (value) => frappe.utils.escape_html(value || "");
	const lines = rows.map(
		(row) => `<tr>
			<td><a href="/app/papg-contribution-request/${encodeURIComponent(row.name)}">${text(row.member_name)}</a></td>
			<td class="text-nowrap"><span class="indicator-pill ${COLOURS[row.status]}">${text(__(row.status))}</span></td>
			<td class="text-nowrap">${text(row.due_on)}</td><td>${text(__(row.kind))}</td>
			<td>${text(row.organisation)}</td></tr>`
	);
	const heads = [__("Who is asked"), __("Status"), __("Due"), __("Kind"), __("Organisation")];
	return `<p>${text(said)}</p><div class="table-responsive"><table class="table table-sm papg-contributions">
		<thead><tr>${heads.map((head) => `<th scope="col">${text(head)}</th>`).join("")}</tr></thead>
		<tbody>${lines.join("")}</tbody></table></div>`;
}
