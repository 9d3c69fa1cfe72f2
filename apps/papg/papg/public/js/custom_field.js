// The council's administrator adds fields to our records from their lists. The form shows what such a field can have.
const OF_A_FIELD = [
	"dt",
	"label",
	"label_help",
	"fieldname",
	"insert_after",
	"fieldtype",
	"options",
	"options_help",
	"default",
	"description",
	"reqd",
	"bold",
	"read_only",
	"hidden",
	"print_hide",
	"in_list_view",
	"in_standard_filter",
	"permlevel",
	"length",
	"precision",
];
const KINDS = [
	"Data",
	"Small Text",
	"Text",
	"Long Text",
	"Select",
	"Link",
	"Check",
	"Date",
	"Datetime",
	"Time",
	"Int",
	"Float",
	"Percent",
	"Currency",
	"Duration",
	"Rating",
	"Phone",
	"Section Break",
	"Column Break",
	"Tab Break",
	"Heading",
];

frappe.ui.form.on("Custom Field", {
	refresh(frm) {
		if (frappe.user.has_role("System Manager")) {
			return;
		}
		for (const { fieldname, fieldtype } of frm.meta.fields) {
			if (!fieldtype.endsWith("Break")) {
				frm.toggle_display(fieldname, OF_A_FIELD.includes(fieldname));
			}
		}
		frm.set_df_property("fieldtype", "options", KINDS);
		frm.set_df_property("dt", "read_only", 1);
		if (!frm.doc.dt) {
			frm.dashboard.set_headline(__("Open the list of the records and choose “Add a field” from its menu."), "orange");
		}
	},
});
