// The marking of a record stands above its form, and the highest of a list above the list.
frappe.provide("papg");

papg.show_marking = function ($place, marking, handling) {
	$place.children(".papg-marking").remove();
	if (!marking) return;
	$("<p class='papg-marking text-center text-muted bold small'>")
		.css({ "letter-spacing": "0.06em", "margin-bottom": "var(--margin-xs)" })
		.attr("title", handling || null)
		.text(marking)
		.prependTo($place);
};

$(document).on("form-refresh", (_event, frm) => {
	const { marking, handling } = (frm.doc.__onload && frm.doc.__onload.marking) || {};
	papg.show_marking($(frm.layout.wrapper).parent(), marking, handling);
});

// The report view of a list takes its rows in by itself.
for (const view of [frappe.views.BaseList, frappe.views.ReportView]) {
	const { prepare_data } = view.prototype;

	view.prototype.prepare_data = function (answer) {
		const { papg_marking } = answer.message || {};
		papg.show_marking(this.$frappe_list, papg_marking);
		return prepare_data.call(this, answer);
	};
}
