frappe.listview_settings["PAPG Proposed Item"] = {
	add_fields: ["state"],
	hide_name_column: true,
	get_indicator(doc) {
		return [__(doc.state), COLOURS[doc.state], `state,=,${doc.state}`];
	},
};

const COLOURS = { Proposed: "orange", Accepted: "green", Declined: "gray" };
