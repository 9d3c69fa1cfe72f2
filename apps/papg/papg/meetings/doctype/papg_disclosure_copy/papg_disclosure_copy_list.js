// The colour follows the stage and the words are the council's own name of the state.
frappe.listview_settings["PAPG Disclosure Copy"] = {
	add_fields: ["stage", "workflow_state", "released_on"],
	has_indicator_for_draft: true,
	hide_name_column: true,
	get_indicator(doc) {
		const state = doc.workflow_state || doc.stage;
		return [__(state), COLOURS[doc.stage], `workflow_state,=,${state}`];
	},
};

const COLOURS = {
	Draft: "gray",
	"With chair": "orange",
	Approved: "green",
};
