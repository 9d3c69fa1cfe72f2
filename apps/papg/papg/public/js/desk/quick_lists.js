// The framework's lists of the home page show what was changed last. What is to come is looked for by its day, and a
// group by its name.
const ORDER = { "PAPG Meeting": "starts_at asc", "PAPG Group": "group_name asc" };
const SHOWN = 4;
const list = frappe.widget.widget_factory.quick_list.prototype;
const { set_body } = list;

list.set_body = function () {
	return this.document_type in ORDER ? set_body_in_order.call(this) : set_body.call(this);
};

async function set_body_in_order() {
	const type = this.document_type;
	this.widget.addClass("quick-list-widget-box");
	this.render_loading_state();
	await new Promise((resolve) => frappe.model.with_doctype(type, resolve));
	this.title_field_name = frappe.get_meta(type).title_field;
	const rows = await frappe.db.get_list(type, {
		fields: ["name", this.title_field_name, "status", "docstatus", "modified"],
		filters: frappe.utils.get_filter_from_json(this.quick_list_filter),
		order_by: ORDER[type],
		limit: SHOWN,
	});
	this.body.empty();
	if (!rows.length) {
		this.render_no_data_state();
	}
	rows.forEach((row) => this.setup_quick_list_item(row).appendTo(this.body));
}
