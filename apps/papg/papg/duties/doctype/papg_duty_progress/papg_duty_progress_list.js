frappe.listview_settings["PAPG Duty Progress"] = {
	add_fields: ["status", "direction"],
	hide_name_column: true,
	onload(listview) {
		listview.page.add_inner_button(__("Progress as at"), () =>
			frappe.set_route("query-report", "PAPG Progress as at")
		);
		listview.page.add_inner_button(__("Measures"), () => frappe.set_route("query-report", "PAPG Measures"));
	},
	get_indicator(doc) {
		const words = [doc.status || "Status not known", doc.direction].filter(Boolean);
		return [words.map((word) => __(word)).join(", "), COLOURS[doc.status] || "gray", filter_on(doc)];
	},
};

const COLOURS = {
	"Not started": "orange",
	"In progress": "blue",
	Achieved: "green",
};

function filter_on({ status }) {
	return status ? `status,=,${status}` : "status,is,not set";
}
