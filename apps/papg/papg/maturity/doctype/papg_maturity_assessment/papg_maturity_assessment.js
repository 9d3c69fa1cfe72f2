// The form shows what each level looks like beside the line that is scored, and offers an action where there is a gap.
// Which step the workflow takes follows from the stage the next state sets, never from the state's name.
const LOCKED = ["about_organisation", "period", "as_at", "baseline", "scores"];

frappe.ui.form.on("PAPG Maturity Assessment", {
	setup(frm) {
		const of_group = () => ({ filters: { papg_group: frm.doc.papg_group } });
		frm.set_query("framework", () => ({ filters: { status: "In use" } }));
		frm.set_query("baseline", () => ({
			filters: { papg_group: frm.doc.papg_group, stage: "Signed off", name: ["!=", frm.doc.name] },
		}));
		frm.set_query("assigned_to", "scores", of_group);
	},

	refresh(frm) {
		frm.trigger("show_reason");
		frm.trigger("show_progress");
		frm.trigger("prepare_lines");
		frm.trigger("show_pictures");
		frm.trigger("show_comparison");
		frm.trigger("show_actions");
		if (!frm.is_new()) {
			frm.trigger("offer_lines");
			frm.trigger("offer_comparison");
			frm.trigger("offer_evidence");
			frm.trigger("offer_action");
			frm.trigger("offer_printing");
		}
	},

	show_reason(frm) {
		frm.dashboard.clear_headline();
		if (frm.is_new()) {
			frm.dashboard.set_headline(__("Save, and a line for each criterion of the framework is there."), "blue");
		} else if (frm.doc.stage === "In progress" && frm.doc.sent_back_reason) {
			const reason = frappe.utils.escape_html(frm.doc.sent_back_reason);
			frm.dashboard.set_headline(__("Sent back: {0}", [reason]), "orange");
		}
	},

	show_progress(frm) {
		const { said, assessed, lines } = progress(frm);
		// The framework keeps the bar of the refresh before.
		frm.dashboard.progress_area.body.empty();
		if (lines && !frm.is_new() && frm.doc.stage === "In progress") {
			const width = `${Math.round((100 * assessed) / lines)}%`;
			frm.dashboard.add_progress(__("Progress"), [{ title: said, width, progress_class: "progress-bar-info" }], said);
		}
	},

	// Members change nothing on the form; their own lines they score and return here.
	offer_lines(frm) {
		const { mine } = progress(frm);
		if (mine.length && !frm.is_dirty()) {
			frm.add_custom_button(__("Score my lines"), () => ask_scores(frm, mine));
			frm.add_custom_button(__("Return my lines"), () => return_lines(frm));
		}
	},

	prepare_lines(frm) {
		const { grid } = frm.get_field("scores");
		for (const field of ["current_level", "target_level"]) {
			grid.update_docfield_property(field, "options", level_options(frm));
		}
		grid.cannot_add_rows = true;
		grid.cannot_delete_rows = true;
		const is_locked = frm.doc.stage !== "In progress" ? 1 : 0;
		LOCKED.forEach((field) => frm.set_df_property(field, "read_only", is_locked));
		frm.toggle_display(["sb_profile", "sb_scores"], !frm.is_new());
	},

	// Drawn by the server, where every word in them is escaped; the table above has the same figures.
	show_pictures(frm) {
		const { pictures = [] } = frm.doc.__onload || {};
		const $wrapper = frm.get_field("pictures").$wrapper.html(pictures.join(""));
		// On a phone they are moved sideways before their words become too small to read.
		$wrapper.css({ "overflow-x": "auto" });
		$wrapper.find("svg").css({ "max-width": "100%", "min-width": "34rem", height: "auto" });
	},

	show_comparison(frm) {
		const { chosen } = comparison(frm);
		frm.toggle_display("sb_comparison", Boolean(chosen));
		frm.get_field("comparison").$wrapper.html(chosen ? comparison_table(chosen) : "");
	},

	offer_comparison(frm) {
		const { rounds } = comparison(frm);
		if (rounds.length) {
			frm.add_custom_button(__("Compare"), () => ask_round(frm, rounds));
		}
	},

	show_actions(frm) {
		const { actions = [] } = frm.doc.__onload || {};
		frm.toggle_display("sb_actions", actions.length > 0);
		frm.get_field("raised_actions").$wrapper.html(actions.length ? action_table(actions) : "");
	},

	offer_evidence(frm) {
		const { offered = [] } = frm.doc.__onload || {};
		const { mine } = progress(frm);
		const own = frm.perm[0].write ? offered : offered.filter(({ code }) => mine.includes(code));
		if (own.length && !frm.is_dirty()) {
			frm.add_custom_button(__("Closed actions as evidence"), () => ask_evidence(frm, own));
		}
	},

	offer_action(frm) {
		const { gaps = [] } = frm.doc.__onload || {};
		if (gaps.length && !frm.is_dirty() && frappe.model.can_create("PAPG Action")) {
			frm.add_custom_button(__("Raise action"), () => ask_action(frm, gaps));
		}
	},

	offer_printing(frm) {
		if (frm.perm[0].print) {
			frm.add_custom_button(__("Print"), () => frm.print_doc());
		}
	},

	before_workflow_action(frm) {
		return papg.next_stage(frm).then((stage) => stage === "In progress" && ask_reason(frm));
	},
});

frappe.ui.form.on("PAPG Maturity Score", {
	form_render(frm, doctype, name) {
		const row = locals[doctype][name];
		const form = frm.get_field("scores").grid.grid_rows_by_docname[name].grid_form;
		form.fields_dict.wordings.$wrapper.html(wording_table(frm, row));
		setTimeout(() => begin_at_level(form), AFTER_THE_FRAMEWORK);
	},
});

// The framework puts the focus on the first box to tick half a second after a row opens; a line begins with its level.
const AFTER_THE_FRAMEWORK = 550;

function begin_at_level(form) {
	const { current_level, is_not_applicable } = form.fields_dict;
	if (document.activeElement === is_not_applicable.input && current_level.$input) {
		current_level.$input.trigger("focus");
	}
}

function matrix(frm) {
	return (frm.doc.__onload && frm.doc.__onload.matrix) || { levels: [], wordings: {} };
}

function progress(frm) {
	return (frm.doc.__onload && frm.doc.__onload.progress) || { mine: [] };
}

function comparison(frm) {
	return (frm.doc.__onload && frm.doc.__onload.comparison) || { rounds: [] };
}

function levels(frm) {
	return matrix(frm).levels;
}

function as_option({ value, label }) {
	return { value: String(value), label: `${value}: ${label}` };
}

function level_options(frm) {
	return [{ value: "", label: "" }, ...levels(frm).map(as_option)];
}

function table(headings, rows) {
	const head = headings.map((heading) => `<th scope="col">${heading}</th>`).join("");
	const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("");
	return `<table class="table table-bordered"><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

function wording_table(frm, row) {
	const { escape_html } = frappe.utils;
	const wordings = matrix(frm).wordings[row.criterion] || {};
	const rows = levels(frm).map(({ value, label }) => [
		escape_html(`${value}: ${label}`),
		escape_html(wordings[value] || ""),
	]);
	return table([__("Level"), __("What it looks like")], rows);
}

function action_table(actions) {
	const { escape_html } = frappe.utils;
	const rows = actions.map(({ name, source_part, title, status, due }) => [
		escape_html(source_part || ""),
		`<a href="/app/papg-action/${encodeURIComponent(name)}">${escape_html(title)}</a>`,
		escape_html(__(status)),
		escape_html(due),
	]);
	return table([__("Criterion"), __("Action"), __("Status"), __("Due on")], rows);
}

function comparison_table({ title, rows, notes }) {
	const { escape_html } = frappe.utils;
	const cells = rows.map((row) =>
		["theme", "earlier", "now", "difference"].map((field) => escape_html(row[field] || "–"))
	);
	const said = [title, ...notes].map((sentence) => `<p class="text-muted">${escape_html(sentence)}</p>`).join("");
	return said + table([__("Theme"), __("Earlier"), __("Now"), __("Difference")], cells);
}

function ask_round(frm, rounds) {
	const dialog = new frappe.ui.Dialog({
		title: __("Compare with an earlier round"),
		fields: [
			{
				fieldname: "earlier",
				fieldtype: "Select",
				label: __("Earlier round"),
				options: rounds.map(({ name, title }) => ({ value: name, label: title })),
				onchange: async () => {
					const shown = await frappe.call({
						method: "papg.maturity.comparing.compare",
						type: "GET",
						args: { maturity_assessment: frm.doc.name, earlier: dialog.get_value("earlier") },
					});
					dialog.fields_dict.shown.$wrapper.html(comparison_table(shown.message));
				},
			},
			{ fieldname: "shown", fieldtype: "HTML" },
		],
	});
	dialog.show();
	dialog.set_value("earlier", rounds[0].name);
}

const OF_LINE = ["current_level", "target_level", "is_not_applicable", "rationale", "evidence"];

function ask_scores(frm, codes) {
	const lines = frm.doc.scores.filter(({ code }) => codes.includes(code));
	const options = level_options(frm);
	const show = () => {
		const line = lines.find(({ code }) => code === dialog.get_value("code"));
		dialog.fields_dict.wordings.$wrapper.html(wording_table(frm, line));
		OF_LINE.forEach((field) => dialog.set_value(field, line[field]));
	};
	const dialog = new frappe.ui.Dialog({
		title: __("Score my lines"),
		size: "large",
		fields: [
			{
				fieldname: "code",
				fieldtype: "Select",
				label: __("Criterion"),
				options: lines.map(({ code, statement }) => ({ value: code, label: `${code}: ${statement}` })),
				onchange: show,
			},
			{ fieldname: "wordings", fieldtype: "HTML" },
			{ fieldname: "sb_levels", fieldtype: "Section Break" },
			{ fieldname: "current_level", fieldtype: "Select", label: __("Level now"), options },
			{ fieldname: "is_not_applicable", fieldtype: "Check", label: __("Not applicable") },
			{ fieldname: "cb_1", fieldtype: "Column Break" },
			{ fieldname: "target_level", fieldtype: "Select", label: __("Target"), options },
			{ fieldname: "sb_why", fieldtype: "Section Break" },
			{ fieldname: "rationale", fieldtype: "Small Text", label: __("Why this level") },
			{ fieldname: "evidence", fieldtype: "Small Text", label: __("Evidence") },
		],
		primary_action_label: __("Save and next"),
		async primary_action() {
			const given = dialog.get_values(true);
			const line = lines.find(({ code }) => code === given.code);
			const values = Object.fromEntries(OF_LINE.map((field) => [field, given[field] || ""]));
			values.is_not_applicable = given.is_not_applicable ? 1 : 0;
			await frappe.xcall("papg.maturity.sharing.score_line", {
				maturity_assessment: frm.doc.name,
				code: given.code,
				...values,
			});
			Object.assign(line, values);
			const next = lines[lines.indexOf(line) + 1];
			if (next) {
				dialog.set_value("code", next.code);
			} else {
				dialog.hide();
			}
		},
	});
	dialog.onhide = () => frm.reload_doc();
	dialog.show();
	dialog.set_value("code", lines[0].code);
}

function return_lines(frm) {
	const question = __("You cannot change your lines once they are returned. Return them to the secretary?");
	frappe.confirm(question, () =>
		frappe
			.xcall("papg.maturity.sharing.return_lines", { maturity_assessment: frm.doc.name })
			.then(() => frm.reload_doc())
	);
}

function ask_reason(frm) {
	return papg.ask_reason(frm, "papg.maturity.signing.give_reason", { maturity_assessment: frm.doc.name });
}

function ask_evidence(frm, offered) {
	const fields = [
		{
			fieldname: "action",
			fieldtype: "Select",
			label: __("Closed since the round before"),
			options: offered.map(({ action, code, title }) => ({ value: action, label: `${code}: ${title}` })),
			default: offered[0].action,
			reqd: 1,
		},
	];
	frappe.prompt(
		fields,
		({ action }) =>
			frappe
				.xcall("papg.maturity.evidence.take", { maturity_assessment: frm.doc.name, action })
				.then(() => frm.reload_doc()),
		__("Closed actions as evidence"),
		__("Use as evidence")
	);
}

function ask_action(frm, gaps) {
	let suggested = gaps[0].title;
	// The desk says more than once that a choice was made; words somebody typed meanwhile stay.
	const suggest_title = () => {
		if ([suggested, ""].includes(dialog.get_value("title") || "")) {
			suggested = gaps.find((gap) => gap.code === dialog.get_value("code")).title;
			dialog.set_value("title", suggested);
		}
	};
	const dialog = new frappe.ui.Dialog({
		title: __("Raise action"),
		fields: [
			{
				fieldname: "code",
				fieldtype: "Select",
				label: __("Criterion"),
				options: gaps.map(({ code, statement }) => ({ value: code, label: `${code}: ${statement}` })),
				default: gaps[0].code,
				reqd: 1,
				onchange: suggest_title,
			},
			{
				fieldname: "title",
				fieldtype: "Data",
				label: __("What is to be done"),
				default: gaps[0].title,
				reqd: 1,
			},
			{
				fieldname: "owner_member",
				fieldtype: "Link",
				options: "PAPG Member",
				label: __("Owner"),
				get_query: () => ({ filters: { papg_group: frm.doc.papg_group } }),
			},
			{ fieldname: "due_on", fieldtype: "Date", label: __("Due on") },
		],
		primary_action_label: __("Raise"),
		primary_action(values) {
			dialog.hide();
			frappe
				.xcall("papg.maturity.gaps.raise_from_gap", { maturity_assessment: frm.doc.name, ...values })
				.then(() => {
					frappe.show_alert({ message: __("Action raised"), indicator: "green" });
					frm.reload_doc();
				});
		},
	});
	dialog.show();
}
