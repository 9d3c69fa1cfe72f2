frappe.listview_settings["PAPG Group"] = {
	hide_name_column: true,
	get_indicator(doc) {
		const colours = { Proposed: "orange", Active: "green", Dissolved: "gray" };
		return [__(doc.status), colours[doc.status], `status,=,${doc.status}`];
	},
};
