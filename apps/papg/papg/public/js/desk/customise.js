// The council's administrator adds a field to a kind of record, and tells other systems of it, from the menu of its list.
function offer_new_field() {
	const list = frappe.views.ListView.prototype;
	const all = list.get_menu_items;
	list.get_menu_items = function () {
		const is_ours = this.doctype.startsWith("PAPG ");
		if (!is_ours || !frappe.model.can_create("Custom Field")) {
			return all.call(this);
		}
		const dt = this.doctype;
		const webhooks = { label: __("Tell another system"), action: () => open_webhooks(dt) };
		return [...all.call(this), { label: __("Add a field"), action: () => add_field(dt) }, webhooks];
	};
}

function add_field(dt) {
	frappe.model.with_doctype("Custom Field", () => frappe.new_doc("Custom Field", { dt }));
}

function open_webhooks(webhook_doctype) {
	frappe.set_route("List", "Webhook", { webhook_doctype });
}

offer_new_field();
