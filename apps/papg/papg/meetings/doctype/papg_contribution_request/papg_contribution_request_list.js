frappe.listview_settings["PAPG Contribution Request"] = {
	add_fields: ["status"],
	hide_name_column: true,
	get_indicator(doc) {
		return [__(doc.status), COLOURS[doc.status], `status,=,${doc.status}`];
	},
};

const COLOURS = {
	Asked: "orange",
	Answered: "green",
	"Nothing to report": "gray",
	Silent: "red",
};
