// An item is proposed once and settled once, by a chair with one of two buttons.
frappe.ui.form.on("PAPG Proposed Item", {
	refresh(frm) {
		for (const field of ["title", "why"]) {
			frm.set_df_property(field, "read_only", frm.is_new() ? 0 : 1);
		}
		frm.set_df_property("state", "read_only", 1);
		for (const field of ["state", "proposed_by", "proposer_name", "proposed_on"]) {
			frm.toggle_display(field, !frm.is_new());
		}
		if (frm.is_new() || frm.doc.state !== "Proposed" || !frm.perm[0].write) {
			return;
		}
		frm.add_custom_button(__("Accept"), () => ask_meeting(frm));
		frm.add_custom_button(__("Decline"), () => ask_why_declined(frm));
	},
});

async function ask_meeting(frm) {
	const of_group = { papg_group: frm.doc.papg_group, status: "Planned" };
	const [next] = await frappe.db.get_list("PAPG Meeting", {
		filters: of_group,
		fields: ["name"],
		order_by: "starts_at asc",
		limit: 1,
	});
	const fields = [
		{
			fieldname: "meeting",
			fieldtype: "Link",
			options: "PAPG Meeting",
			label: __("On the agenda of"),
			default: next && next.name,
			get_query: () => ({ filters: of_group }),
			reqd: 1,
		},
		{
			fieldname: "reason",
			fieldtype: "Small Text",
			label: __("Why it is urgent"),
			description: __("Needed where the agenda has been issued"),
		},
	];
	frappe.prompt(
		fields,
		({ meeting, reason }) => settle(frm, { state: "Accepted", accepted_for: meeting, settled_reason: reason }),
		__("Accept the item"),
		__("Accept")
	);
}

function ask_why_declined(frm) {
	frappe.prompt(
		[{ fieldname: "reason", fieldtype: "Small Text", label: __("Why it is declined"), reqd: 1 }],
		({ reason }) => settle(frm, { state: "Declined", settled_reason: reason }),
		__("Decline the item"),
		__("Decline")
	);
}

function settle(frm, values) {
	return frm.set_value(values).then(() => frm.save());
}
