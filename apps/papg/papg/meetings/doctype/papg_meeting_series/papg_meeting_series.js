// The dates stand on the form as they are stored; making the meetings is a step of its own.
frappe.ui.form.on("PAPG Meeting Series", {
	refresh(frm) {
		frm.trigger("show_dates");
		frm.trigger("say_status");
		const { dates } = frm.doc.__onload || {};
		if (!frm.is_new() && dates && dates.to_do && !frm.is_dirty()) {
			const label = dates.has_meetings ? __("Change the meetings") : __("Create the meetings");
			frm.add_custom_button(label, () => confirm_dates(frm, dates)).addClass("btn-primary");
		}
		if (!frm.is_new() && dates && dates.rows.some(({ meeting }) => meeting)) {
			frm.add_custom_button(__("Meetings"), () =>
				frappe.set_route("List", "PAPG Meeting", { series: frm.doc.name })
			);
		}
	},

	show_dates(frm) {
		const { dates } = frm.doc.__onload || {};
		const $place = frm.get_field("dates").$wrapper;
		if (frm.is_new() || !dates) {
			$place.html(`<p>${__("Save to see the dates. Saving makes no meeting and sends nothing.")}</p>`);
			return;
		}
		$place.html(dates_html(dates));
	},

	say_status(frm) {
		if (!frm.is_new() && frm.doc.status === "Draft") {
			frm.dashboard.set_headline(
				__("Draft: members see none of its meetings and nothing is sent. Confirm it once the dates stand."),
				"orange"
			);
		}
	},
});

// What becomes of a day is a word with a colour beside it; reasons have a column where there are any.
function dates_html({ cadence, nation, rows }) {
	const text = frappe.utils.escape_html;
	const has_reasons = rows.some(({ reason }) => reason);
	const head = [__("Day"), __("What becomes of it"), ...(has_reasons ? [__("Why")] : [])];
	const row = ({ day, what, colour, reason, meeting }) => {
		const shown = text(moment(day).format("dddd D MMMM YYYY"));
		const link = meeting ? `<a href="/app/papg-meeting/${encodeURIComponent(meeting)}">${shown}</a>` : shown;
		return `<tr><th scope="row" class="font-weight-normal">${link}</th>
			<td><span class="indicator ${colour}"></span>${text(what)}</td>
			${has_reasons ? `<td>${text(reason)}</td>` : ""}</tr>`;
	};
	const said = __("{0}. Bank holidays of {1}.", [text(cadence), text(__(nation))]);
	return `<p>${said}</p><div class="table-responsive"><table class="table table-sm">
		<thead><tr>${head.map((label) => `<th scope="col">${label}</th>`).join("")}</tr></thead>
		<tbody>${rows.map(row).join("")}</tbody></table></div>`;
}

function confirm_dates(frm, { to_do }) {
	const told = __("{0}. The dates are those on the form. Nobody is told.", [to_do]);
	frappe.confirm(frappe.utils.escape_html(told), () => make_meetings(frm));
}

async function make_meetings(frm) {
	const done = await frappe.xcall("papg.meetings.series_meetings.make_meetings", {
		meeting_series: frm.doc.name,
	});
	const { made, changed, taken_off, left_out } = done;
	frappe.show_alert({
		message: __("{0} made, {1} changed, {2} taken off, {3} days left out", [
			made,
			changed,
			taken_off,
			left_out.length,
		]),
		indicator: "green",
	});
	return frm.reload_doc();
}
