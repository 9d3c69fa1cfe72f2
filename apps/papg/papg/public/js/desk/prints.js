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

// The server makes no PDF of a page it is sent; a browser prints a report just as well.
frappe.render_pdf = function () {
	frappe.msgprint(__("Choose Print from the menu, then save the page as a PDF."));
};
