// Papers open as a PDF in a tab of their own; the server gathers them as their reader may see them.
frappe.provide("papg");

papg.print = function (print_name, doctype, name) {
	const query = new URLSearchParams({ print_name, doctype, name });
	if (!window.open(`/api/method/papg.printing.download.pdf?${query}`)) {
		frappe.msgprint(__("The browser blocked the new tab. Allow pop-ups for this site and try again."));
	}
};

// The server makes no PDF of a page it is sent; a browser prints a report just as well.
frappe.render_pdf = function () {
	frappe.msgprint(__("Choose Print from the menu, then save the page as a PDF."));
};
