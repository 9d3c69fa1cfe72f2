// How a group fares over a year of the council, on the group's form and in the report on all groups.
frappe.provide("papg");

const YEARS_SHOWN = 6;
const APRIL = 3;
const COLOURS = { Weak: "red", Watch: "orange", Good: "green" };

papg.health_colour = (state) => COLOURS[state] || "gray";

// The year that is running and those before it; a council's year begins in April.
papg.council_years = function () {
	const now = moment(frappe.datetime.get_today());
	const running = now.month() >= APRIL ? now.year() : now.year() - 1;
	return Array.from({ length: YEARS_SHOWN }, (_item, past) => {
		const value = running - past;
		return { value, label: __("April {0} to March {1}", [value, value + 1]) };
	});
};

papg.show_health = async function (frm, year) {
	const group = frm.doc.name;
	const health = await frappe.xcall("papg.oversight.health.health", { papg_group: group, year });
	if (frm.doc.name !== group) {
		return; // another group was opened meanwhile
	}
	const board = frm.get_field("health").$wrapper;
	board.html(health_html(health));
	board.find("select").on("change", (event) => papg.show_health(frm, event.target.value));
	board
		.find("[data-step=all]")
		.on("click", () => frappe.set_route("query-report", "PAPG Group health", { year: health.year }));
};

// The state is a word with a colour beside it.
function health_html({ year, as_at, state, weighs, figures }) {
	const text = frappe.utils.escape_html;
	const shown = (word, known) => `<span class="indicator ${papg.health_colour(known)}"></span>${text(word)}`;
	const row = (figure) => `<tr><th scope="row" class="font-weight-normal">${text(figure.name)}</th>
		<td>${shown(figure.state, figure.weighs)}</td><td>${text(figure.share)}</td><td>${text(figure.reason)}</td></tr>`;
	const option = ({ value, label }) =>
		`<option value="${value}" ${value === year ? "selected" : ""}>${text(label)}</option>`;
	const head = [__("Figure"), __("State"), __("Share"), __("How it was counted")];
	const whole = __("As at {0}. The worst figure that is known stands for the group:", [as_at]);
	return `<p><label>${text(__("Year"))} <select class="input-xs">${papg.council_years().map(option).join("")}</select></label>
		${text(whole)} <b>${shown(state, weighs)}</b>
		<button type="button" class="btn btn-default btn-xs" data-step="all">${text(__("All groups"))}</button></p>
		<div class="table-responsive"><table class="table table-sm papg-health">
		<thead><tr>${head.map((label) => `<th scope="col">${text(label)}</th>`).join("")}</tr></thead>
		<tbody>${figures.map(row).join("")}</tbody></table></div>`;
}
