// On the menu of every record: who can see it, and who has seen it.
const METHODS = "papg.api.people";

function table(columns, rows) {
	const cell = (tag, value) => `<${tag}>${frappe.utils.escape_html(String(value))}</${tag.split(" ")[0]}>`;
	const line = (tag, row) => `<tr>${row.map((value) => cell(tag, value)).join("")}</tr>`;
	return `<div class="table-responsive"><table class="table table-sm">
		<thead>${line('th scope="col"', columns)}</thead>
		<tbody>${rows.map((row) => line("td", row)).join("")}</tbody></table></div>`;
}

function show(title, html) {
	const dialog = new frappe.ui.Dialog({ title, size: "large", fields: [{ fieldtype: "HTML", fieldname: "told" }] });
	dialog.fields_dict.told.$wrapper.html(html);
	dialog.show();
}

function ask(method, frm) {
	return frappe.xcall(`${METHODS}.${method}`, { doctype: frm.doctype, name: frm.docname });
}

function can_see(frm) {
	ask("who_can_see", frm).then((people) => {
		const rows = people.map((person) => [person.full_name, person.positions.join(", ")]);
		const how_many = __("{0} people can see this today.", [rows.length]);
		show(__("Who can see this"), `<p>${how_many}</p>` + table([__("Person"), __("Because of")], rows));
	});
}

function has_seen(frm) {
	ask("who_has_seen", frm).then((told) => {
		const rows = told.rows.map((row) => [row.full_name, row.what, row.times, row.last]);
		const noted = told.is_watched
			? __("Opening, listing, changing, printing and downloading this record are noted.")
			: __("Opening records of this kind is not noted; printing and downloading them is.");
		const columns = [__("Person"), __("What"), __("Times"), __("Last")];
		const found = rows.length ? table(columns, rows) : `<p>${__("Nobody yet.")}</p>`;
		show(__("Who has seen this"), `<p>${noted}</p>` + found);
	});
}

$(document).on("form-refresh", (_event, frm) => {
	if (frm.doctype.startsWith("PAPG ") && !frm.is_new() && !frm.meta.istable) {
		frm.page.add_menu_item(__("Who can see this"), () => can_see(frm));
		// What the form may not change because of its workflow, its reader may still have the right to change.
		const { permissions } = frm.get_docinfo() || {};
		if ((permissions && permissions.write) || frappe.user.has_role("PAPG Auditor")) {
			frm.page.add_menu_item(__("Who has seen this"), () => has_seen(frm));
		}
	}
});
