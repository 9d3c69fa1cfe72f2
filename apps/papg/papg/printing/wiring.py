"""Which endpoints of the framework the printing of this app answers."""

METHODS = {
    "frappe.desk.query_report.export_query": "papg.printing.exports.export_report",
    "frappe.desk.reportview.export_query": "papg.printing.exports.export_list",
    "frappe.utils.print_format.download_pdf": "papg.printing.framework.download_pdf",
    "frappe.utils.print_format.download_multi_pdf": "papg.printing.framework.refuse",
    "frappe.utils.print_format.download_multi_pdf_async": "papg.printing.framework.refuse",
    "frappe.utils.print_format.report_to_pdf": "papg.printing.framework.refuse",
    "frappe.utils.print_format.print_by_server": "papg.printing.framework.refuse",
    "frappe.utils.weasyprint.download_pdf": "papg.printing.framework.download_builder_pdf",
    "frappe.utils.weasyprint.get_html": "papg.printing.framework.refuse",
    "frappe.www.printview.get_html_and_style": "papg.printing.framework.get_html_and_style",
    "frappe.www.printview.get_rendered_raw_commands": "papg.printing.framework.refuse",
}
