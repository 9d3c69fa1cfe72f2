// The desk's content security policy runs nothing that is written into an attribute. The few places of the framework
// that do so are known by heart: their attribute is renamed before it reaches the page, and answered here. Anything
// else stays what it is, and is refused.
const CALLS = {
	"frappe.utils.scroll_to(0)": () => frappe.utils.scroll_to(0),
	"cur_frm.reload_doc()": () => cur_frm.reload_doc(),
	"return new frappe.ui.ThemeSwitcher().show()": () => new frappe.ui.ThemeSwitcher().show(),
};
const MENU = /^return frappe\.(app|ui\.toolbar)\.([a-z_]+)\((event)?\)$/;
const KNOWN =
	/\son(click|submit)="(return false;|frappe\.utils\.scroll_to\(0\)|cur_frm\.reload_doc\(\)|return new frappe\.ui\.ThemeSwitcher\(\)\.show\(\)|return frappe\.(?:app|ui\.toolbar)\.[a-z_]+\((?:event)?\))"/gi;

$.htmlPrefilter = (html) => (typeof html === "string" ? html.replace(KNOWN, rename) : html);

function rename(all, kind, written) {
	return ` data-on-${kind.toLowerCase()}="${written}"`;
}

function answer(written, event) {
	const [, owner, name, wants_event] = MENU.exec(written) || [];
	if (CALLS[written]) {
		CALLS[written]();
	} else if (name) {
		const menu = owner === "app" ? frappe.app : frappe.ui.toolbar;
		menu[name](...(wants_event ? [event] : []));
	}
	event.preventDefault();
}

["click", "submit"].forEach((kind) => {
	document.addEventListener(
		kind,
		(event) => {
			const element = event.target.closest && event.target.closest(`[data-on-${kind}]`);
			if (element) answer(element.getAttribute(`data-on-${kind}`), event);
		},
		true
	);
});
