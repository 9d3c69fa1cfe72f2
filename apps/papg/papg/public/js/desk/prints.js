// Papers open as a PDF in a tab of their own; the server gathers them as their reader may see them.
frappe.provide("papg");

papg.print = function (print_name, doctype, name) {
	papg.open_paper("papg.printing.download.pdf", { print_name, doctype, name });
};

papg.word = function (print_name, doctype, name) {
	papg.open_paper("papg.printing.download.docx", { print_name, doctype, name });
};

papg.open_paper = function (method, values) {
	if (!window.open(`/api/method/${method}?${new URLSearchParams(values)}`)) {
		frappe.msgprint(__("The browser blocked the new tab. Allow pop-ups for this site and try again."));
	}
};

// An extract is for one reader, whose post stands on the paper and in the trail.
papg.ask_reader = function (title, fields, print) {
	const reader = {
		fieldname: "reader",
		fieldtype: "Data",
		label: __("For whom"),
		description: __("The post of the one reader; it stands on the paper and in the trail"),
		reqd: 1,
	};
	frappe.prompt([...fields, reader], print, title, __("Print"));
};

// The server makes no PDF of a page it is sent; a browser prints a report just as well.
frappe.render_pdf = function () {
	frappe.msgprint(__("Choose Print from the menu, then save the page as a PDF."));
};
