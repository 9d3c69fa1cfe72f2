// The published date picker has no seconds; the framework stops when it cannot hide them. Without its step nothing
// is lost: times are shown as the council's format says.
const { ControlDate, ControlDatetime } = frappe.ui.form;

ControlDatetime.prototype.set_datepicker = function () {
	ControlDate.prototype.set_datepicker.call(this);
};
