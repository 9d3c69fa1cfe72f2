// Who is a member today is shown by position, everybody else by when they come or went.
frappe.listview_settings["PAPG Member"] = {
	add_fields: ["position", "joined_on", "left_on"],
	hide_name_column: true,

	get_indicator(doc) {
		const today = frappe.datetime.get_today();
		if (doc.left_on && doc.left_on < today) {
			return [__("Left"), "gray", `left_on,<,${today}`];
		}
		if (doc.joined_on > today) {
			return [__("To come"), "orange", `joined_on,>,${today}`];
		}
		const colour = ["Chair", "Deputy Chair", "Secretary"].includes(doc.position) ? "blue" : "green";
		return [__(doc.position), colour, `position,=,${doc.position}`];
	},
};
