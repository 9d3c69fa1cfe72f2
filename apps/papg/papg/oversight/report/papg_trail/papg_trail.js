const KINDS = [
	"",
	"Opened",
	"Listed",
	"Changed",
	"Printed",
	"Exported",
	"Downloaded",
	"Logged in",
	"Login refused",
	"Logged out",
	"Rights changed",
	"Form changed",
	"Settings changed",
	"Disposed",
];

frappe.query_reports["PAPG Trail"] = {
	filters: [
		{
			fieldname: "from_date",
			label: __("From"),
			fieldtype: "Date",
			default: frappe.datetime.add_days(frappe.datetime.get_today(), -7),
		},
		{ fieldname: "to_date", label: __("To"), fieldtype: "Date", default: frappe.datetime.get_today() },
		{ fieldname: "user", label: __("Person"), fieldtype: "Data" },
		{ fieldname: "record_type", label: __("Record type"), fieldtype: "Data" },
		{ fieldname: "record_name", label: __("Record"), fieldtype: "Data" },
		{ fieldname: "kind", label: __("What happened"), fieldtype: "Select", options: KINDS },
	],
};
