// The colour follows the stage and the words are the council's own name of the state.
frappe.listview_settings["PAPG Maturity Assessment"] = {
	add_fields: ["stage", "workflow_state"],
	has_indicator_for_draft: true,
	hide_name_column: true,
	get_indicator(doc) {
		const colours = { "In progress": "gray", "With moderator": "orange", "Signed off": "green" };
		const state = doc.workflow_state || doc.stage;
		return [__(state), colours[doc.stage], `workflow_state,=,${state}`];
	},
};
