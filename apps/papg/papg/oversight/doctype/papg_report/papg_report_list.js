// The colour follows the stage and the words are the council's own name of the state.
frappe.listview_settings["PAPG Report"] = {
	add_fields: ["stage", "workflow_state"],
	has_indicator_for_draft: true,
	hide_name_column: true,
	get_indicator(doc) {
		const state = doc.workflow_state || doc.stage;
		return [__(state), COLOURS[doc.stage], `workflow_state,=,${state}`];
	},
};

const COLOURS = {
	Draft: "gray",
	Review: "orange",
	Issued: "green",
};
