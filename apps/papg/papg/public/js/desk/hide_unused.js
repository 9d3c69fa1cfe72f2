// What the gate does not answer is not offered either: sharing, tags, likes, following, assignments, mail from a
// form, links to records out of reach, bulk changes, boards and dashboards made by anybody, and editing of the home
// page. Who looks after the site keeps the entries that lead to set-up.
const HIDDEN = [
	".form-assignments",
	".form-shared",
	".form-tags",
	".form-reviews",
	".followed-by-section",
	".form-follow",
	".form-stats-likes",
	".form-stats-likes + .mx-1",
	".list-liked-by-me",
	".list-row-like",
	".list-tags",
	".tag-col",
	".timeline-actions",
	".group-by-field:has([data-fieldname=assigned_to])",
	".notification-settings",
	".full-log-btn",
	".kanban-card-meta",
	".kanban-column .add-card",
	".kanban-column .column-options",
	".kanban-column.add-new-column",
	".report-footer .pull-right",
];
// The first words of what an entry of the user's menu does.
const USER_MENU = [
	"frappe.ui.toolbar.route_to_user",
	"frappe.ui.toolbar.setup_session_defaults",
	"frappe.ui.toolbar.view_website",
];
const FORM_MENU = ["Links", "Email", "Rename", "Remind Me", "Repeat"];
const REPORT_MENU = ["Setup Auto Email", "Save", "Save As", "Add Column", "Edit", "User Permissions"];
const LIST_MENU = ["Import", "User Permissions", "Role Permissions Manager", "Edit DocType", "List Settings"];
const LIST_ACTIONS = ["Edit", "Export", "Assign To", "Apply Assignment Rule", "Add Tags", "Print", "Cancel", "Submit"];
const VIEWS = ["Dashboard", "Kanban", "Gantt", "Map"];
// Views some record types do have.
const VIEWS_OF = { "PAPG Action": ["Kanban", "Gantt"] };

function hide(selectors) {
	const style = document.createElement("style");
	style.textContent = `${selectors.join(",\n")} { display: none !important; }`;
	document.head.append(style);
}

// An entry is known by its label, which is translated with or without the place it stands in.
function is_one_of(labels, label, place) {
	return labels.some((name) => label === __(name) || (place && label === __(name, null, place)));
}

function leave_out(view, method, labels, place) {
	const all = view[method];
	view[method] = function () {
		return all.call(this).filter((item) => !is_one_of(labels, item.label, place));
	};
}

// As many as the framework shows in a window of this width.
function room_for_columns() {
	if (window.innerWidth <= 1366) {
		return 4;
	}
	return window.innerWidth >= 1920 ? 10 : 6;
}

function trim_lists() {
	const list = frappe.views.ListView.prototype;
	leave_out(list, "get_menu_items", LIST_MENU, "Button in list view menu");
	leave_out(list, "get_actions_menu_items", LIST_ACTIONS, "Button in list view actions menu");
	leave_out(frappe.views.ReportView.prototype, "report_menu_items", REPORT_MENU);
	leave_out(frappe.views.QueryReport.prototype, "get_menu_items", REPORT_MENU);
	// Charts are drawn from the figures of the report, and nobody has a dashboard of their own.
	frappe.views.QueryReport.prototype.add_chart_buttons_to_toolbar = () => {};
	frappe.views.QueryReport.prototype.add_card_button_to_toolbar = () => {};
	// Steps of a workflow are taken on the record itself, where its text is in view.
	list.get_workflow_action_menu_items = () => [];
	list.toggle_workflow_actions = () => {};
	list.setup_like = () => {};
	// The framework counts a column of tags, which are not shown, among the few it has room for.
	const set_up = list.setup_columns;
	list.setup_columns = function () {
		const { total_fields } = this.list_view_settings;
		this.list_view_settings.total_fields = (total_fields || room_for_columns()) + 1;
		set_up.call(this);
		this.list_view_settings.total_fields = total_fields;
		this.columns = this.columns.filter(({ type }) => type !== "Tag");
	};
	// Praise of another product, with a link to somewhere else.
	frappe.views.ListSidebar.prototype.add_insights_banner = () => {};
}

function trim_forms() {
	const page = frappe.ui.Page.prototype;
	const add = page.add_menu_item;
	page.add_menu_item = function (label, click, is_standard, ...others) {
		if (is_standard && is_one_of(FORM_MENU, label)) {
			return $();
		}
		return add.call(this, label, click, is_standard, ...others);
	};
}

function trim_views() {
	const select = frappe.views.ListViewSelect.prototype;
	const add = select.add_view_to_menu;
	select.add_view_to_menu = function (view, ...others) {
		if (!VIEWS.includes(view) || (VIEWS_OF[this.doctype] || []).includes(view)) {
			add.call(this, view, ...others);
		}
	};
	// The timeline shows titles without the names of records, and dates are changed on the record.
	const timeline = frappe.views.GanttView.prototype;
	const prepare = timeline.prepare_tasks;
	timeline.prepare_tasks = function () {
		prepare.call(this);
		this.can_write = false;
		for (const task of this.tasks) {
			task.name = this.get_item(task.id)[this.meta.title_field] || task.name;
		}
	};
}

function trim_home() {
	const workspace = frappe.views.Workspace.prototype;
	workspace.setup_actions = function () {
		this.clear_page_actions();
	};
}

function trim_search() {
	const bar = frappe.search.AwesomeBar.prototype;
	bar.make_global_search = () => {};
	bar.add_help = () => {};
	frappe.tags.utils.get_tags = () => [];
	frappe.tags.utils.fetch_tags = () => {};
}

function trim_user_menu() {
	const menu = $(".dropdown-navbar-user .dropdown-menu");
	// Renamed by `scripts.js`, since the desk runs nothing that stands in an attribute.
	menu.find("[data-on-click]").each((_index, entry) => {
		if (USER_MENU.some((action) => $(entry).attr("data-on-click").includes(action))) {
			$(entry).remove();
		}
	});
	menu.find("[href='/app/user-profile']").remove();
	for (const [address, label] of [
		["/calendar", __("Meetings in your calendar")],
		["/second-factor", __("Second factor")],
		["/update-password", __("Change password")],
	]) {
		$("<a class='dropdown-item'></a>").attr("href", address).text(label).prependTo(menu);
	}
}

hide(HIDDEN);
trim_lists();
trim_forms();
trim_views();
trim_home();
trim_search();
$(document).on("toolbar_setup", trim_user_menu);
