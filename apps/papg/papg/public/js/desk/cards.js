// Our number cards tell which list they count; the framework leads to one only from cards of its own kinds. Cards are
// changed where the council's set-up is, not from the home page.
const card = frappe.widget.widget_factory.number_card.prototype;
const { get_number_for_custom_card, set_events, set_card_actions } = card;

card.get_number_for_custom_card = function (answer) {
	get_number_for_custom_card.call(this, answer);
	this.leads_to = answer;
	this.body.css("cursor", answer.route ? "pointer" : "");
};

card.set_events = function () {
	set_events.call(this);
	this.body.on("click", () => {
		const { route, route_options } = this.leads_to || {};
		if (route && !this.in_customize_mode) {
			frappe.route_options = route_options;
			frappe.set_route(...route);
		}
	});
};

card.set_card_actions = function (actions) {
	set_card_actions.call(
		this,
		actions.filter(({ action }) => action !== "action-edit")
	);
};
