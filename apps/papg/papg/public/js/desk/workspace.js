// A workspace names blocks its reader may have no right to, and the framework adds two cards that are mostly empty.
// The server sends no content for them, and the editor would show each as a block that cannot be drawn.
const { Workspace } = frappe.views;
const prepare_editorjs = Workspace.prototype.prepare_editorjs;
const FROM_SERVER = ["card", "chart", "custom_block", "number_card", "onboarding", "quick_list", "shortcut"];

Workspace.prototype.prepare_editorjs = function () {
	this.content = this.content && this.content.filter((block) => has_content(block, this.page_data));
	prepare_editorjs.call(this);
};

function has_content({ type, data }, page_data) {
	if (!FROM_SERVER.includes(type) || !page_data) {
		return true;
	}
	const label = frappe.utils.unescape_html(__(data[`${type}_name`]));
	return page_data[`${type}s`].items.some((item) => frappe.utils.unescape_html(item.label) === label);
}
