"""Doors to many records at once: lists, searches, counts, exports."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import frappe

from papg.permissions.wiring import child_parents
from tests.walk.answers import Answer
from tests.walk.rows import Row
from tests.walk.visitors import Visitor

MANY = 500
VIEW = "frappe.desk.reportview"

AskMany = Callable[[Visitor, str, list[Row]], Answer]


@dataclass(frozen=True)
class ListDoor:
    """A way to ask for rows of a record type.

    Attributes:
        name: For the report.
        ask: Asks as a visitor for rows of a record type; gets those the visitor may not read.
        is_own: One of the doors through which somebody finds what they may read; it shows all of it.
        is_count: The answer is a number, which must be none for rows out of reach.
    """

    name: str
    ask: AskMany
    is_own: bool = False
    is_count: bool = False


def rest(visitor: Visitor, record: str, out_of_reach: list[Row]) -> Answer:
    return visitor.rest("GET", record, params={"fields": '["*"]', "limit_page_length": MANY})


def client(visitor: Visitor, record: str, out_of_reach: list[Row]) -> Answer:
    return visitor.get("frappe.client.get_list", doctype=record, fields=["*"], limit_page_length=MANY)


def view(visitor: Visitor, record: str, out_of_reach: list[Row]) -> Answer:
    return visitor.call(f"{VIEW}.get", **as_the_desk_does(record))


def as_the_desk_does(record: str) -> dict[str, object]:
    """Arguments of a list view."""
    columns = [f"`tab{record}`.`{name}`" for name in ("name", *text_fields(record))]
    order = f"`tab{record}`.`modified` desc"
    return {
        "doctype": record,
        "fields": columns,
        "filters": [],
        "order_by": order,
        "start": 0,
        "page_length": MANY,
    }


@cache
def text_fields(record: str) -> tuple[str, ...]:
    """Fields of a record type that hold words."""
    wanted = ("Data", "Small Text", "Text", "Text Editor")
    return tuple(field.fieldname for field in frappe.get_meta(record).fields if field.fieldtype in wanted)


def search(visitor: Visitor, record: str, out_of_reach: list[Row]) -> Answer:
    return visitor.call("frappe.desk.search.search_link", doctype=record, txt="", page_length=MANY)


def search_without_permissions(visitor: Visitor, record: str, out_of_reach: list[Row]) -> Answer:
    return visitor.call(
        "frappe.desk.search.search_link", doctype=record, txt="", page_length=MANY, ignore_user_permissions=1
    )


def search_widget(visitor: Visitor, record: str, out_of_reach: list[Row]) -> Answer:
    """The same search with columns of one's choice."""
    return visitor.call(
        "frappe.desk.search.search_widget",
        doctype=record,
        txt="",
        page_length=MANY,
        ignore_user_permissions=1,
        filter_fields=list(text_fields(record)[:3]),
    )


def count(visitor: Visitor, record: str, out_of_reach: list[Row]) -> Answer:
    names = {"name": ["in", [row.name for row in out_of_reach]]}
    return visitor.get("frappe.client.get_count", doctype=record, filters=names)


def count_in_view(visitor: Visitor, record: str, out_of_reach: list[Row]) -> Answer:
    names = [[record, "name", "in", [row.name for row in out_of_reach]]]
    return visitor.call(f"{VIEW}.get_count", doctype=record, filters=names, fields=[], distinct="false")


def values_with_counts(visitor: Visitor, record: str, out_of_reach: list[Row]) -> Answer:
    field = next(iter(text_fields(record)), "name")
    return visitor.call(
        "frappe.desk.listview.get_group_by_count", doctype=record, current_filters=[], field=field
    )


def stats(visitor: Visitor, record: str, out_of_reach: list[Row]) -> Answer:
    field = next(iter(text_fields(record)), "name")
    wanted = [{"name": field, "type": "Data"}]
    return visitor.call(f"{VIEW}.get_filter_dashboard_data", doctype=record, stats=wanted, filters=[])


def export(visitor: Visitor, record: str, out_of_reach: list[Row]) -> Answer:
    arguments = {**as_the_desk_does(record), "file_format_type": "CSV", "title": record}
    return visitor.call(f"{VIEW}.export_query", **arguments)


def export_for_import(visitor: Visitor, record: str, out_of_reach: list[Row]) -> Answer:
    fields = {record: ["name", *text_fields(record)]}
    return visitor.call(
        "frappe.core.doctype.data_import.data_import.download_template",
        doctype=record,
        export_fields=fields,
        export_records="all",
        file_type="CSV",
    )


def through_links(visitor: Visitor, record: str, out_of_reach: list[Row]) -> Answer:
    """Words of linked records, named with a dot."""
    return visitor.rest(
        "GET", record, params={"fields": frappe.as_json(dotted(record)), "limit_page_length": MANY}
    )


@cache
def dotted(record: str) -> list[str]:
    """A field with words of each record type a record type links to."""
    links = {field.options: field.fieldname for field in frappe.get_meta(record).get_link_fields()}
    targets = {
        target: name for target, name in links.items() if target.startswith("PAPG ") and text_fields(target)
    }
    return ["name", *(f"{name}.{text_fields(target)[0]}" for target, name in targets.items())]


LISTING = (
    ListDoor("REST list", rest, is_own=True),
    ListDoor("list view", view, is_own=True),
    ListDoor("client.get_list", client, is_own=True),
    ListDoor("link search", search),
    ListDoor("link search without permissions", search_without_permissions),
    ListDoor("search with columns", search_widget),
    ListDoor("client.get_count", count, is_count=True),
    ListDoor("count in a list view", count_in_view, is_count=True),
    ListDoor("values with counts", values_with_counts),
    ListDoor("values of a dashboard", stats),
    ListDoor("export", export),
    ListDoor("export for import", export_for_import),
    ListDoor("through links", through_links),
)


def rows_by_rest(visitor: Visitor, table: str, parent: str) -> Answer:
    asked = {"parent": parent, "fields": '["*"]', "limit_page_length": MANY}
    return visitor.rest("GET", table, params=asked)


def rows_by_client(visitor: Visitor, table: str, parent: str) -> Answer:
    asked = {"doctype": table, "parent": parent, "fields": ["*"], "limit_page_length": MANY}
    return visitor.get("frappe.client.get_list", **asked)


def rows_in_view(visitor: Visitor, table: str, parent: str) -> Answer:
    columns = [f"`tab{table}`.`{name}`" for name in ("name", "parent", *text_fields(table))]
    asked = {"doctype": table, "parent_doctype": parent, "fields": columns, "page_length": MANY}
    return visitor.call(f"{VIEW}.get", **asked)


# Doors to the rows of a child table, which know the record type it sits in.
ROWS: tuple[tuple[str, Callable[[Visitor, str, str], Answer]], ...] = (
    ("rows by REST", rows_by_rest),
    ("rows by client.get_list", rows_by_client),
    ("rows in a list view", rows_in_view),
)


def tables() -> list[tuple[str, str]]:
    """Every child table of ours with each record type it sits in."""
    return [(table, parent) for table, parents in child_parents().items() for parent in parents]
