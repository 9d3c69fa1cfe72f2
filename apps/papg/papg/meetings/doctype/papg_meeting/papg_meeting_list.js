frappe.listview_settings["PAPG Meeting"] = {
	add_fields: ["status", "is_quorate", "quorum_reason"],
	hide_name_column: true,
	get_indicator(doc) {
		if (doc.status === "Held" && doc.quorum_reason && !doc.is_quorate) {
			return [__("Held, not quorate"), "orange", "status,=,Held|is_quorate,=,0"];
		}
		return [__(doc.status), COLOURS[doc.status], `status,=,${doc.status}`];
	},
};

const COLOURS = {
	Planned: "blue",
	Held: "green",
	Cancelled: "gray",
	Postponed: "yellow",
};
