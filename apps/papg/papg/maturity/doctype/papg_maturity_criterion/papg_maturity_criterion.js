// Which actions came of the criterion, in whatever round: the way back from an action's own form.
frappe.ui.form.on("PAPG Maturity Criterion", {
	refresh(frm) {
		const { actions = [] } = frm.doc.__onload || {};
		frm.toggle_display("sb_actions", actions.length > 0);
		frm.get_field("raised_actions").$wrapper.html(actions.length ? action_table(actions) : "");
	},
});

function action_table(actions) {
	const { escape_html } = frappe.utils;
	const head = [__("Action"), __("Status"), __("Due on"), __("Assessment")];
	const rows = actions.map(({ name, title, status, due, assessment }) => [
		`<a href="/app/papg-action/${encodeURIComponent(name)}">${escape_html(title)}</a>`,
		escape_html(__(status)),
		escape_html(due),
		escape_html(assessment),
	]);
	const headings = head.map((heading) => `<th scope="col">${heading}</th>`).join("");
	const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("");
	return `<table class="table table-bordered"><thead><tr>${headings}</tr></thead><tbody>${body}</tbody></table>`;
}
