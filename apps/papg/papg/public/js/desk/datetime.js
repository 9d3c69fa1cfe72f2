// The published date picker has no seconds; the framework stops when it cannot hide them. Without its step nothing
// is lost: times are shown as the council's format says.
const { ControlDate, ControlDatetime } = frappe.ui.form;

ControlDatetime.prototype.set_datepicker = function () {
	ControlDate.prototype.set_datepicker.call(this);
};

frappe.provide("papg");

// A day in a sentence, as our papers write it: 14 June 2026.
papg.shown_day = (day) => moment(day).format("D MMMM YYYY");
