// A workspace names blocks its reader may have no right to, and the framework adds two cards that are mostly empty.
// The server sends no content for them, and the editor would show each as a block that cannot be drawn.
const { Workspace } = frappe.views;
const prepare_editorjs = Workspace.prototype.prepare_editorjs;
const FROM_SERVER = ["card", "chart", "custom_block", "number_card", "onboarding", "quick_list", "shortcut"];

Workspace.prototype.prepare_editorjs = function () {
	this.content = this.content && this.content.filter((block) => has_content(block, this.page_data));
	prepare_editorjs.call(this);
	show_links(this);
	show_first_steps(this);
};

function has_content({ type, data }, page_data) {
	if (!FROM_SERVER.includes(type) || !page_data) {
		return true;
	}
	const label = frappe.utils.unescape_html(__(data[`${type}_name`]));
	return page_data[`${type}s`].items.some((item) => frappe.utils.unescape_html(item.label) === label);
}

// The sidebar names what the cards of the page name, so that who changes the one has changed the other.
function show_links({ sidebar, page_data, public_pages }) {
	sidebar.find(".papg-links").remove();
	sidebar.find(".standard-sidebar-section").toggle(public_pages.length > 1);
	const links = page_data.cards.items.flatMap((card) => card.links);
	const section = $("<nav class='papg-links standard-sidebar-section'></nav>").attr("aria-label", __("Records"));
	links.forEach((link) => {
		const route = frappe.utils.generate_route({ ...link, name: link.link_to, type: link.link_type });
		$("<a class='desk-sidebar-item standard-sidebar-item'></a>")
			.attr("href", route)
			.append($("<span class='sidebar-item-label'></span>").text(__(link.label)))
			.appendTo(section);
	});
	section.appendTo(sidebar);
}

// An empty site has nothing to count. Who sets the council up is led through the first steps instead.
async function show_first_steps({ body, current_page, public_pages }) {
	body.find(".papg-first-steps").remove();
	const is_home = current_page && public_pages.length && current_page.name === public_pages[0].title;
	const steps = is_home && frappe.model.can_create("PAPG Group") ? await ask_for_steps() : [];
	body.find("#editorjs").toggle(!steps.length);
	if (steps.length) {
		list_of(steps).prependTo(body);
	}
}

function ask_for_steps() {
	return frappe.xcall("papg.api.first_steps.first_steps");
}

function list_of(steps) {
	const page = $("<section class='papg-first-steps desk-page page-main-content'></section>");
	$("<h2 class='h4'></h2>").text(__("Five steps to the first meeting")).appendTo(page);
	const list = $("<ol></ol>").appendTo(page);
	steps.forEach(({ label, what_to_do, is_done, route }) => {
		const item = $("<li class='mb-3'></li>").appendTo(list);
		$("<a class='bold'></a>").attr("href", route).text(label).appendTo(item);
		if (is_done) {
			$("<span class='indicator-pill green ml-2'></span>").text(__("Done")).appendTo(item);
		}
		$("<div class='text-muted'></div>").text(what_to_do).appendTo(item);
	});
	return page;
}
