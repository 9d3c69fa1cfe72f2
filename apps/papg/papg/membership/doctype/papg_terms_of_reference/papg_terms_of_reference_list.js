// The colour follows the stage and the words are the council's own name of the state.
frappe.listview_settings["PAPG Terms of Reference"] = {
	add_fields: ["stage", "workflow_state"],
	hide_name_column: true,
	has_indicator_for_draft: true,

	get_indicator(doc) {
		const colours = { Draft: "gray", "With members": "orange", "In force": "green", Superseded: "gray" };
		const state = doc.workflow_state || doc.stage;
		return [__(state), colours[doc.stage], `workflow_state,=,${state}`];
	},
};
