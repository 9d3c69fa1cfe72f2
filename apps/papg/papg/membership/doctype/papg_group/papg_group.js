// The form offers what one does next from a group; the records decide who may.
frappe.ui.form.on("PAPG Group", {
	setup(frm) {
		const authorities = () => ({ filters: { is_local_authority: 1 } });
		frm.set_query("authority", authorities);
		frm.set_query("other_authorities", authorities);
		for (const field of ["parent_papg_group", "sibling_group", "replaced_by"]) {
			frm.set_query(field, () => ({ filters: { name: ["!=", frm.doc.name] } }));
		}
	},

	refresh(frm) {
		if (frm.is_new()) {
			return;
		}
		frm.trigger("show_overview");
		frm.trigger("show_coverage");
		papg.show_health(frm);
		frm.trigger("show_steps");
	},

	show_overview(frm) {
		const overview = frm.doc.__onload && frm.doc.__onload.overview;
		if (!overview) {
			return;
		}
		const lines = [
			overview.chairs.length
				? __("{0} members, chaired by {1}", [overview.members, overview.chairs.join("; ")])
				: __("{0} members and no Chair", [overview.members]),
			overview.terms ? __("In force: {0}", [overview.terms.title]) : __("No terms of reference in force"),
			overview.next_meeting
				? __("Next meeting: {0}", [papg.shown_day(overview.next_meeting.starts_at)])
				: __("No meeting planned"),
			__("{0} open actions", [overview.open_actions]),
		];
		frm.dashboard.set_headline(lines.map(frappe.utils.escape_html).join(" · "));
	},

	show_coverage(frm) {
		return show_coverage_on(frm, frappe.datetime.get_today());
	},

	show_steps(frm) {
		const { overview } = frm.doc.__onload || {};
		if (frm.doc.status !== "Dissolved" && overview && overview.may_plan) {
			frm.add_custom_button(__("Plan meeting"), () => frm.trigger("plan_meeting"));
			frm.add_custom_button(__("Plan a series"), () =>
				frappe.new_doc("PAPG Meeting Series", { papg_group: frm.doc.name })
			);
		}
		frm.trigger("offer_steps_of_subgroup");
		const bodies = bodies_above(frm);
		if (bodies.length && frappe.model.can_create("PAPG Report")) {
			frm.add_custom_button(__("Write report"), () => begin_report(frm, bodies));
		}
		// Whoever plans meetings puts items on the agenda and finds proposals beside it.
		if (frm.doc.status !== "Dissolved" && overview && !overview.may_plan) {
			frm.trigger("offer_proposing");
		}
		frm.trigger("show_records");
	},

	// What belongs to the group, in one menu: side by side the buttons ran off the screen.
	show_records(frm) {
		const of_group = { papg_group: frm.doc.name };
		for (const [label, record, route] of [
			[__("Members"), "PAPG Member"],
			[__("Terms of reference"), "PAPG Terms of Reference"],
			[__("Meeting series"), "PAPG Meeting Series"],
			[__("Proposed items"), "PAPG Proposed Item"],
			[__("Actions"), "PAPG Action"],
			[__("Priorities"), "PAPG Priority"],
			[__("Duty progress"), "PAPG Duty Progress", ["query-report", "PAPG Progress as at", of_group]],
			[__("Referrals"), "PAPG Referral"],
			[__("Restricted documents"), "PAPG Restricted Document"],
			[__("Premises"), "PAPG Premises"],
			[__("Measures"), "PAPG Measure"],
			[__("Activity"), "PAPG Activity"],
			[__("Escalations to it"), "PAPG Escalation", ["query-report", "PAPG Escalation queue", { body: frm.doc.name }]],
			[
				__("Subgroups"),
				"PAPG Group",
				["List", "PAPG Group", { parent_papg_group: frm.doc.name, group_type: "Subgroup" }],
			],
			[__("Holds"), "PAPG Hold"],
			[__("Changes of structure"), "PAPG Structure Change"],
		]) {
			if (frappe.model.can_read(record)) {
				const go = () => frappe.set_route(...(route || ["List", record, of_group]));
				frm.add_custom_button(label, go, __("Records"));
			}
		}
	},

	offer_steps_of_subgroup(frm) {
		if (frm.doc.group_type === "Subgroup" && frm.doc.status !== "Dissolved" && frm.perm[0].write) {
			frm.add_custom_button(__("Choose members"), () => choose_members(frm));
			frm.add_custom_button(__("Close subgroup"), () => close_subgroup(frm));
		}
	},

	offer_proposing(frm) {
		if (frappe.model.can_create("PAPG Proposed Item")) {
			frm.add_custom_button(__("Propose an item"), () =>
				frappe.new_doc("PAPG Proposed Item", { papg_group: frm.doc.name })
			);
		}
	},

	async plan_meeting(frm) {
		const meeting = await frappe.xcall("papg.meetings.planning.plan_meeting", {
			papg_group: frm.doc.name,
		});
		frappe.set_route("Form", "PAPG Meeting", meeting);
	},
});

async function show_coverage_on(frm, on) {
	const group = frm.doc.name;
	const coverage = await frappe.xcall("papg.membership.coverage.coverage", { papg_group: group, on });
	if (frm.doc.name !== group) {
		return; // another group was opened meanwhile
	}
	frm.toggle_display("sb_coverage", coverage.seats.length > 0);
	const board = frm.get_field("coverage").$wrapper;
	board.html(coverage.seats.length ? coverage_html(coverage) : "");
	board.find("[data-step=day]").on("click", () => ask_for_a_day(frm, on));
	board.find("[data-step=all]").on("click", () => frappe.set_route("query-report", "PAPG Coverage of groups", { on }));
}

function ask_for_a_day(frm, on) {
	const day = { fieldname: "on", fieldtype: "Date", label: __("As at"), default: on, reqd: 1 };
	frappe.prompt(day, (values) => show_coverage_on(frm, values.on), __("Coverage on another day"), __("Show"));
}

// The state is a word with a colour beside it; gaps are bold as well.
function coverage_html({ day, summary, seats }) {
	const text = frappe.utils.escape_html;
	const head = [__("Seat"), __("Asked for"), __("State"), __("By whom")];
	const row = ({ seat, part_of, requirement, state, how, is_held, is_gap, is_to_fill }) => {
		const colour = is_to_fill ? "red" : is_gap ? "orange" : is_held ? "green" : "gray";
		const name = part_of ? `<span class="ml-4">${text(seat)}</span>` : `<b>${text(seat)}</b>`;
		const shown = is_gap ? `<b>${text(state)}</b>` : text(state);
		return `<tr><th scope="row" class="font-weight-normal">${name}</th><td>${text(requirement)}</td>
			<td><span class="indicator ${colour}"></span>${shown}</td><td>${text(how)}</td></tr>`;
	};
	const as_at = text(__("As at {0}.", [day]));
	const button = (step, label) =>
		`<button type="button" class="btn btn-default btn-xs" data-step="${step}">${text(label)}</button>`;
	const steps = [button("day", __("Another day")), button("all", __("All groups"))].join(" ");
	return `<p>${as_at} ${text(summary)} ${steps}</p><div class="table-responsive"><table class="table table-sm papg-coverage">
		<thead><tr>${head.map((label) => `<th scope="col">${text(label)}</th>`).join("")}</tr></thead>
		<tbody>${seats.map(row).join("")}</tbody></table></div>`;
}

// Those of the group above whom the reader may see, without those who sit here already.
async function choose_members(frm) {
	const of_group = (name) =>
		frappe.db.get_list("PAPG Member", {
			filters: { papg_group: name, left_on: ["is", "not set"] },
			fields: ["name", "full_name", "email", "organisation"],
			limit: 0,
		});
	const [above, here] = await Promise.all([of_group(frm.doc.parent_papg_group), of_group(frm.doc.name)]);
	const seated = new Set(here.flatMap((row) => [row.email, row.full_name]).filter(Boolean));
	const free = above.filter((row) => !seated.has(row.email || row.full_name));
	if (!free.length) {
		frappe.msgprint(__("Everybody of the group above you may see is a member here."));
		return;
	}
	const options = free.map((row) => ({ label: `${row.full_name} (${row.organisation})`, value: row.name }));
	const field = { fieldname: "members", fieldtype: "MultiCheck", label: __("From the group above"), options };
	frappe.prompt(field, ({ members }) => put_on(frm, members), __("Choose members"), __("Put on"));
}

async function put_on(frm, members) {
	await frappe.xcall("papg.membership.subgroups.choose_members", { papg_group: frm.doc.name, members });
	await frm.reload_doc();
	frappe.show_alert({ message: __("{0} members", [members.length]), indicator: "green" });
}

function close_subgroup(frm) {
	const fields = [
		{ fieldname: "on", fieldtype: "Date", label: __("Last day"), default: frappe.datetime.get_today(), reqd: 1 },
		{ fieldname: "outcome", fieldtype: "Small Text", label: __("Outcome"), reqd: 1 },
	];
	const close = async ({ on, outcome }) => {
		await frm.set_value({ status: "Dissolved", dissolved_on: on, outcome });
		await frm.save();
	};
	frappe.prompt(fields, close, __("Close {0}", [frm.doc.group_name]), __("Close"));
}

// Each body once, whatever it is reported to for.
function bodies_above(frm) {
	const lines = (frm.doc.__onload && frm.doc.__onload.lines) || [];
	const shown = new Map(lines.filter(({ body }) => body).map(({ body, shown }) => [body, shown]));
	return [...shown].map(([value, label]) => ({ value, label }));
}

function begin_report(frm, bodies) {
	const kinds = ["Committee report", "Briefing note", "Duty progress report"].map((value) => ({ value, label: __(value) }));
	const fields = [
		{ fieldname: "kind", fieldtype: "Select", label: __("Kind of report"), options: kinds, default: kinds[0].value, reqd: 1 },
		{ fieldname: "body", fieldtype: "Select", label: __("To"), options: bodies, default: bodies[0].value, reqd: 1 },
	];
	return frappe.prompt(fields, (values) => write_report(frm, values), __("Write report"), __("Write"));
}

async function write_report(frm, values) {
	const report = await frappe.xcall("papg.oversight.writing.write_report", { papg_group: frm.doc.name, ...values });
	frappe.set_route("Form", "PAPG Report", report);
}
