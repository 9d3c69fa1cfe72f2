frappe.listview_settings["PAPG Minutes Correction"] = {
	add_fields: ["state"],
	hide_name_column: true,
	get_indicator(doc) {
		return [__(doc.state), COLOURS[doc.state], `state,=,${doc.state}`];
	},
};

const COLOURS = {
	Proposed: "orange",
	Accepted: "green",
	Rejected: "gray",
};
