// Calendar and timeline of actions: due dates, and from being raised to being due.
frappe.views.calendar["PAPG Action"] = {
	field_map: { id: "name", title: "title", start: "due_on", end: "due_on", allDay: "allDay" },
	get_events_method: "papg.actions.board.due",
	update_event_method: "papg.actions.board.move_day",
	get_css_class({ stage, due_on }) {
		if (!["Open", "In progress"].includes(stage)) {
			return "success";
		}
		return due_on < frappe.datetime.get_today() ? "danger" : "default";
	},
	gantt: {
		field_map: {
			id: "name",
			title: "title",
			start: "raised_on",
			end: "due_on",
			progress: ({ stage }) => ({ Open: 0, "In progress": 50 })[stage] ?? 100,
		},
		order_by: "due_on",
	},
};
