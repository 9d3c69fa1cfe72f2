// A proposal is written as rows of steps; the groups to choose from are those the record offers.
frappe.ui.form.on("PAPG Structure Change", {
	refresh(frm) {
		if (frm.is_new()) {
			frm.get_field("plan").$wrapper.html(`<p>${__("Save first, then add the steps.")}</p>`);
			frm.toggle_display("steps", false);
			return;
		}
		frm.toggle_display("steps", true);
		frm.trigger("name_groups");
		frm.trigger("show_plan");
		frm.trigger("show_steps");
	},

	// Who writes the proposal need not be able to look into every group: its name stands for the link.
	name_groups(frm) {
		const { groups } = frm.doc.__onload || {};
		for (const [name, title] of Object.entries(groups || {})) {
			frappe.utils.add_link_title("PAPG Group", name, title);
		}
		const grid = frm.get_field("steps").grid;
		grid.cannot_add_rows = true;
		grid.setup_toolbar();
		if (frm.doc.stage === "Proposed" && frm.perm[0].write) {
			grid.add_custom_button(__("Add a step"), () => ask_for_a_step(frm));
		}
	},

	show_plan(frm) {
		const { preview } = frm.doc.__onload || {};
		const text = frappe.utils.escape_html;
		const lines = (rows) => `<ul>${rows.map((row) => `<li>${text(row)}</li>`).join("")}</ul>`;
		const $place = frm.get_field("plan").$wrapper;
		if (!preview || !(preview.said.length || preview.refused.length)) {
			$place.empty();
		} else if (preview.refused.length) {
			$place.html(`<p>${__("It cannot be carried out as it stands:")}</p>${lines(preview.refused)}`);
		} else {
			$place.html(`<p>${__("As the groups stand now it would do this, and nothing before it is adopted:")}</p>
				${lines(preview.said)}`);
		}
	},

	show_steps(frm) {
		const { stages } = frm.doc.__onload || {};
		const labels = {
			Adopted: __("Record that it was adopted"),
			Rejected: __("Record that it was rejected"),
			Withdrawn: __("Withdraw"),
			"In effect": __("Carry out"),
			Undone: __("Undo"),
		};
		for (const stage of frm.is_dirty() ? [] : stages || []) {
			frm.add_custom_button(labels[stage], () => go_on(frm, stage));
		}
	},
});

const CARRIED = ["has_members", "has_actions", "has_escalations", "has_items"];
const SPLITS = "A part splits off into another";
const CARRYING = ["Closes and goes into another", SPLITS];

function ask_for_a_step(frm) {
	const { groups } = frm.doc.__onload || {};
	const options = Object.entries(groups || {}).map(([value, label]) => ({ value, label }));
	const step = (name) => frappe.meta.get_docfield("PAPG Structure Step", name);
	const is_carrying = `eval:${JSON.stringify(CARRYING)}.includes(doc.kind)`;
	const check = (fieldname) => ({
		fieldname,
		fieldtype: "Check",
		label: __(step(fieldname).label),
		depends_on: is_carrying,
	});
	const choose = (fieldname, more) => ({
		fieldname,
		fieldtype: "Select",
		label: __(step(fieldname).label),
		options,
		...more,
	});
	const fields = [
		{ fieldname: "kind", fieldtype: "Select", label: __("What happens"), options: step("kind").options, reqd: 1 },
		choose("concerned_group", { reqd: 1 }),
		choose("other_group", { depends_on: "eval:doc.kind && doc.kind !== 'Closes'" }),
		{
			fieldname: "business_area",
			fieldtype: "Link",
			label: __(step("business_area").label),
			options: step("business_area").options,
			description: __("Empty for all of them"),
			depends_on: `eval:doc.kind === ${JSON.stringify(SPLITS)}`,
		},
		...CARRIED.map(check),
	];
	frappe.prompt(
		fields,
		(values) => {
			const kept = CARRYING.includes(values.kind) ? CARRIED : [];
			const carried = Object.fromEntries(kept.map((field) => [field, values[field] || 0]));
			const { kind, concerned_group } = values;
			const other_group = kind === "Closes" ? null : values.other_group;
			const business_area = kind === SPLITS ? values.business_area : null;
			frm.add_child("steps", { kind, concerned_group, other_group, business_area, ...carried });
			frm.dirty();
			return frm.save();
		},
		__("Add a step"),
		__("Add")
	);
}

async function go_on(frm, stage) {
	const decided = ["Adopted", "Rejected"].includes(stage);
	const fields = decided ? decision_fields(frm, stage) : [];
	const take = async (values = {}) => {
		await frm.set_value({ ...values, stage });
		return frm.save().catch(() => frm.reload_doc());
	};
	if (decided) {
		frappe.prompt(fields, take, __("What was decided"), __("Record"));
	} else {
		const { preview } = frm.doc.__onload || {};
		const told = { "In effect": (preview && preview.said.join(" ")) || "", Undone: __("What was changed is put back.") };
		frappe.confirm(frappe.utils.escape_html(told[stage] || __("What was proposed stays on record.")), () => take());
	}
}

function decision_fields(frm, stage) {
	const names = ["decided_on", "decision", ...(stage === "Adopted" ? ["takes_effect_on"] : [])];
	return names.map((fieldname) => {
		const { fieldtype, label } = frm.get_field(fieldname).df;
		return { fieldname, fieldtype, label: __(label), default: frm.doc[fieldname], reqd: 1 };
	});
}
