// The framework's own tree starts at the root of everything, which few may see.
frappe.treeview_settings["PAPG Group"] = {
	title: __("Groups"),
	root_label: "All groups",
	get_tree_root: false,
	get_tree_nodes: "papg.membership.tree.get_tree_nodes",
	get_label: (node) => frappe.utils.escape_html(node.title || __(node.label)),
	onload: (view) => view.make_tree(),
};
