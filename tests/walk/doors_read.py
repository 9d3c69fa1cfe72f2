"""Doors to one record: whoever asks, by name."""

from collections.abc import Callable
from dataclasses import dataclass

import frappe

from tests.walk.answers import Answer
from tests.walk.rows import Row, bare
from tests.walk.visitors import Visitor

LOAD = "frappe.desk.form.load"
CLIENT = "frappe.client"
PRINTS = {
    "PAPG Meeting": "agenda",
    "PAPG Minutes": "minutes",
    "PAPG Group": "action-plan",
    "PAPG Maturity Assessment": "assessment-profile",
    "PAPG Duty Progress": "duty-progress",
    "PAPG Report": "report",
}

# What an answer gives: the words of the record, the name of another readable one, or that there is something to do.
WORDS, NAMES, SAYS_YES = "words", "names", "says yes"
WITH_WORKFLOW = ("PAPG Minutes", "PAPG Terms of Reference", "PAPG Maturity Assessment", "PAPG Report")

Ask = Callable[[Visitor, Row, str], Answer]


@dataclass(frozen=True)
class Door:
    """A way to ask for a record.

    Attributes:
        name: For the report.
        ask: Asks as a visitor for a row by a name, which may be that of another or of none.
        is_every_row: Asked for every row; other doors only for some of those out of reach.
        is_own: One of the doors through which somebody reads what they may read.
        records: Record types it knows; every one if empty.
        is_paper: It makes a paper of the record, which takes long: it is asked for few.
        gives: What an answer gives of a record the reader may read.
    """

    name: str
    ask: Ask
    is_every_row: bool = False
    is_own: bool = False
    records: tuple[str, ...] = ()
    is_paper: bool = False
    gives: str = WORDS


def by_method(method: str, name: str = "name", verb: str = "GET") -> Ask:
    """A method that takes a record type and a name."""
    return lambda visitor, row, asked: visitor.call(method, verb, **{"doctype": row.record, name: asked})


def rest(visitor: Visitor, row: Row, name: str) -> Answer:
    return visitor.rest("GET", row.record, name)


def linked_record(visitor: Visitor, row: Row, name: str) -> Answer:
    """The check the desk makes of a link, with a field of the target."""
    fields = [title_of(row)]
    return visitor.call(f"{CLIENT}.validate_link", doctype=row.record, docname=name, fields=fields)


def value(visitor: Visitor, row: Row, name: str) -> Answer:
    filters = {"name": name}
    return visitor.get(f"{CLIENT}.get_value", doctype=row.record, fieldname=[title_of(row)], filters=filters)


def title_of(row: Row) -> str:
    """A field of the row that holds a mark: its title where that does, which rows have at every stage."""
    marked = [field for field, text in row.values.items() if isinstance(text, str) and "zq" in text]
    title = frappe.get_meta(row.record).title_field
    return title if title in marked else marked[0]


def print_page(visitor: Visitor, row: Row, name: str) -> Answer:
    return visitor.ask("GET", "/printview", params={"doctype": row.record, "name": name})


def own_paper(visitor: Visitor, row: Row, name: str) -> Answer:
    return visitor.get(
        "papg.printing.download.pdf", print_name=PRINTS[row.record], doctype=row.record, name=name
    )


def word_document(visitor: Visitor, row: Row, name: str) -> Answer:
    return visitor.get("papg.printing.download.docx", print_name="report", doctype=row.record, name=name)


def public_version(visitor: Visitor, row: Row, name: str) -> Answer:
    return visitor.get(
        "papg.printing.download.pdf", print_name="report-public", doctype=row.record, name=name
    )


def restricted_paper(visitor: Visitor, row: Row, name: str) -> Answer:
    return visitor.get(
        "papg.printing.download.pdf", print_name="minutes-part-2", doctype=row.record, name=name
    )


def several_papers(visitor: Visitor, row: Row, name: str) -> Answer:
    return visitor.get("frappe.utils.print_format.download_multi_pdf", doctype=row.record, name=[name])


def print_dialog(visitor: Visitor, row: Row, name: str) -> Answer:
    """The print view sends the record as its form holds it."""
    doc = {**bare(row).values, "doctype": row.record, "name": name}
    return visitor.call("frappe.www.printview.get_html_and_style", doc=doc)


def print_dialog_by_name(visitor: Visitor, row: Row, name: str) -> Answer:
    return visitor.call("frappe.www.printview.get_html_and_style", doc=row.record, name=name)


def next_record(visitor: Visitor, row: Row, name: str) -> Answer:
    """The arrow of a form to the next record of its kind."""
    order = {"sort_field": "modified", "sort_order": "desc", "prev": 0, "filters": {}}
    return visitor.call("frappe.desk.form.utils.get_next", doctype=row.record, value=name, **order)


def transitions(visitor: Visitor, row: Row, name: str) -> Answer:
    """Steps of the workflow, for the record as its form holds it."""
    doc = {"doctype": row.record, "name": name}
    return visitor.call("frappe.model.workflow.get_transitions", doc=doc)


def follow(visitor: Visitor, row: Row, name: str) -> Answer:
    """The live server's question about an open record."""
    return visitor.get("frappe.realtime.can_subscribe_doc", doctype=row.record, docname=name)


def print_settings(visitor: Visitor, row: Row, name: str) -> Answer:
    method = "frappe.printing.page.print.print.get_print_settings_to_show"
    return visitor.call(method, doctype=row.record, docname=name)


def own_method(visitor: Visitor, row: Row, name: str) -> Answer:
    """A method of the record itself."""
    return visitor.call("run_doc_method", dt=row.record, dn=name, method="get_signature")


READING = (
    Door("REST", rest, is_every_row=True, is_own=True),
    Door("form", by_method(f"{LOAD}.getdoc"), is_every_row=True, is_own=True),
    Door("client.get", by_method(f"{CLIENT}.get"), is_own=True),
    Door("client.get_value", value),
    Door("validate_link", linked_record),
    Door("get_link_title", by_method("frappe.desk.search.get_link_title", "docname", "POST")),
    Door("docinfo", by_method(f"{LOAD}.get_docinfo", verb="POST")),
    Door("communications", by_method(f"{LOAD}.get_communications")),
    Door("has_permission", by_method(f"{CLIENT}.has_permission", "docname")),
    Door("permissions", by_method(f"{CLIENT}.get_doc_permissions", "docname")),
    Door("preview", by_method("frappe.desk.link_preview.get_preview_data", "docname")),
    Door("linked_with", by_method("frappe.desk.form.linked_with.get", "docname")),
    Door("run_doc_method", own_method),
    Door("who can see it", by_method("papg.api.people.who_can_see"), gives=SAYS_YES),
    Door("who has seen it", by_method("papg.api.people.who_has_seen"), gives=SAYS_YES),
    Door("next record", next_record, gives=NAMES),
    Door("steps of a workflow", transitions, records=WITH_WORKFLOW, gives=SAYS_YES),
    Door("following a record", follow, gives=SAYS_YES),
    Door("settings of a print", print_settings, is_paper=True, gives=SAYS_YES),
    Door("print page", print_page, is_paper=True),
    Door("print dialog", print_dialog, is_paper=True),
    Door("print dialog by name", print_dialog_by_name, is_paper=True),
    Door("PDF of ours", own_paper, records=tuple(PRINTS), is_paper=True),
    Door("Word document", word_document, records=("PAPG Report",), is_paper=True),
    Door("public version", public_version, records=("PAPG Report",), is_paper=True),
    Door("PDF of part 2", restricted_paper, records=("PAPG Minutes",), is_paper=True),
    Door(
        "PDF of the framework",
        by_method("frappe.utils.print_format.download_pdf"),
        records=tuple(PRINTS),
        is_paper=True,
    ),
    Door("PDF of several", several_papers, records=tuple(PRINTS), is_paper=True),
)
