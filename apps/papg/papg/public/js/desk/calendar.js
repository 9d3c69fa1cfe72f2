// On a phone a month is a list of what takes place: the squares of a sheet have no room for a title.
const calendar = frappe.views.Calendar.prototype;
const { setup_options } = calendar;

calendar.setup_options = function (defaults) {
	setup_options.call(this, defaults);
	if (window.innerWidth < 768) {
		Object.assign(this.cal_options, { defaultView: "listMonth", height: "auto" });
	}
};
