// A filter is read from the screen, where a record shows its title. Of one that is chosen by an address the title comes
// from the server, and a list does not wait for it: it would show every row under a filter that was set a moment later.
const link = frappe.ui.form.ControlLink.prototype;
const { set_value } = link;

link.set_value = async function (value, ...others) {
	const kind = this.get_options();
	if (value && !this.frm && this.is_title_link() && !frappe.utils.get_link_title(kind, value)) {
		await frappe.utils.fetch_link_title(kind, value);
	}
	return set_value.call(this, value, ...others);
};
