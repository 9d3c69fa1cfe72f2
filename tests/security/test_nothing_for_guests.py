"""What stands in the database by other means, past every guard, opens nothing to a guest."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import frappe
import pytest
from frappe.model.document import Document
from frappe.model.naming import set_new_name
from frappe.utils import add_days, today

from papg.testing import disclosure
from tests.security.ground import Plot
from tests.security.visitors import Visitor

KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
NOWHERE = "fedcba9876"
# Drawn anew for each answer.
NONCE = re.compile(r"nonce(?:=|-)[^ >]+|csrf_token[^;]+;|[0-9a-f]{56,}")


RECORDS = ("PAPG Minutes", "PAPG Disclosure Copy", "PAPG Meeting", "PAPG Action", "PAPG Restricted Item")


@dataclass(frozen=True)
class Opened:
    """Records of a group by their type, a file of theirs, and the word all of them say."""

    names: dict[str, str]
    file_url: str
    canary: str


@pytest.fixture(scope="module")
def opened(plots: dict[str, Plot]) -> Iterator[Opened]:
    """Every row that could open a record, put past all guards; and old links switched on."""
    frappe.db.rollback()
    plot = plots["A"]
    minutes = disclosure.agreed_minutes(f"The north gate and {plot.canary}.")
    copy = disclosure.approved_copy(disclosure.drafted_copy(minutes))
    names = {**plot.records(), "PAPG Minutes": minutes.name, "PAPG Disclosure Copy": copy.name}
    rows = [row for record, name in names.items() for row in rows_for(record, name)]
    for row in rows:
        row.db_insert()
    frappe.db.set_single_value("System Settings", "allow_older_web_view_links", 1)
    file_before = frappe.db.get_value("File", plot.file, "is_private")
    frappe.db.set_value("File", plot.file, "is_private", 0)
    frappe.db.commit()
    frappe.clear_cache()
    yield Opened(names, plot.file_url, plot.canary)
    frappe.db.rollback()
    for row in rows:
        frappe.db.delete(row.doctype, {"name": row.name})
    frappe.db.set_value("File", plot.file, "is_private", file_before)
    frappe.db.set_single_value("System Settings", "allow_older_web_view_links", 0)
    frappe.db.commit()
    frappe.clear_cache()


def rows_for(record: str, name: str) -> list[Document]:
    """Shares, a key, a right of guests and a web form, as if somebody had written them by hand."""
    right = {"parenttype": "DocType", "parentfield": "permissions", "role": "Guest", "read": 1, "print": 1}
    share = {"share_doctype": record, "share_name": name, "everyone": 1, "read": 1, "write": 1, "share": 1}
    key = {"reference_doctype": record, "reference_docname": name, "key": KEY}
    form = {"title": name, "route": f"form-{name}", "doc_type": record, "published": 1}
    rows = [
        frappe.get_doc({"doctype": "DocShare", **share}),
        frappe.get_doc({"doctype": "DocShare", **share, "user": "Guest"}),
        frappe.get_doc({"doctype": "Document Share Key", **key, "expires_on": add_days(today(), 9)}),
        frappe.get_doc({"doctype": "Custom DocPerm", **right, "parent": record}),
        frappe.get_doc({"doctype": "Web Form", **form}),
    ]
    for row in rows:
        set_new_name(row)
    return rows


def pages(record: str, name: str, key: str) -> list[str]:
    """Addresses at which the framework shows a record, or a list of its kind, as a page."""
    scrubbed = record.lower().replace(" ", "-")
    return [
        f"/printview?doctype={record}&name={name}&key={key}",
        f"/printview?doctype={record}&name={name}&trigger_print=1",
        f"/{record}/{name}?key={key}",
        f"/{scrubbed}/{name}",
        f"/{scrubbed}",
        f"/{name}",
        f"/list/{record}",
        f"/list?doctype={record}",
        f"/form-{name}",
        f"/form-{name}/{name}",
        f"/form-{name}/list",
        f"/app/{scrubbed}/{name}",
        f"/app/print/{record}/{name}",
        f"/partner/minutes/{name}",
        f"/partner/meeting/{name}",
        f"/search?q={name}",
        f"/website_search?query={name}",
        "/sitemap.xml",
        "/robots.txt",
        "/rss",
        "/login",
        "/website_script.js",
        "/update-password",
    ]


def calls(record: str, name: str, key: str) -> list[tuple[str, str]]:
    """Addresses of methods and resources that give records out."""
    asked = f"doctype={record}&name={name}"
    return [
        ("GET", f"/api/resource/{record}"),
        ("GET", f"/api/resource/{record}/{name}"),
        ("GET", f"/api/v2/document/{record}/{name}"),
        ("GET", f"/api/method/frappe.client.get?{asked}"),
        ("GET", f"/api/method/frappe.client.get_list?{asked}"),
        ("GET", f"/api/method/frappe.client.get_count?doctype={record}"),
        ("GET", f"/api/method/frappe.desk.form.load.getdoc?{asked}"),
        ("GET", f'/api/method/frappe.desk.reportview.get?doctype={record}&fields=["*"]'),
        ("GET", f"/api/method/frappe.www.printview.get_html_and_style?doc={record}&name={name}&key={key}"),
        ("GET", f"/api/method/frappe.utils.print_format.download_pdf?{asked}&key={key}"),
        ("GET", f"/api/method/frappe.utils.weasyprint.download_pdf?{asked}&print_format=PAPG Minutes"),
        ("GET", f"/api/method/papg.printing.download.pdf?print_name=minutes&{asked}"),
        ("GET", f"/api/method/papg.printing.download.pdf?print_name=disclosure-copy&{asked}"),
        ("GET", f"/api/method/frappe.www.list.get?doctype={record}"),
        ("GET", f"/api/method/frappe.www.list.get_list_data?doctype={record}"),
        (
            "POST",
            f"/api/method/frappe.website.doctype.web_form.web_form.get_form_data?{asked}&web_form_name=x",
        ),
        ("POST", f"/api/method/frappe.website.doctype.web_form.web_form.get_link_options?doctype={record}"),
        ("GET", f"/api/method/frappe.utils.global_search.web_search?text={name}"),
        ("GET", f"/api/method/frappe.search.web_search?query={name}&scope="),
        ("GET", "/api/method/frappe.desk.query_report.run?report_name=PAPG Withheld"),
        ("GET", f"/api/method/run_doc_method?dt={record}&dn={name}&method=get_signature"),
    ]


@pytest.mark.parametrize("record", RECORDS)
def test_no_address_gives_a_guest_anything_not_even_that_a_record_is_there(
    record: str, opened: Opened, guest: Visitor
) -> None:
    name = opened.names[record]
    signature = frappe.get_doc(record, name).get_signature()
    for key in (KEY, signature):
        there, nowhere = pages(record, name, key), pages(record, NOWHERE, key)
        for path, other in zip(there, nowhere, strict=True):
            answer, beside = guest.see(path), guest.see(other)
            say_the_same(answer, beside, name, opened)
        for (verb, path), (_verb, other) in zip(
            calls(record, name, key), calls(record, NOWHERE, key), strict=True
        ):
            answer = guest.ask(verb, path)
            say_the_same(answer, guest.ask(verb, other), name, opened)
            assert answer.status_code in (400, 403, 404), f"{path}: {answer.status_code}"


def say_the_same(answer: Any, beside: Any, name: str, plot: Opened) -> None:
    """Two answers differ in nothing but the name that was asked for, and say nothing of what is stored."""
    assert plot.canary not in answer.text and plot.canary not in str(answer.headers)
    assert answer.status_code == beside.status_code, answer.url
    asked, other = (plain(each.text) for each in (answer, beside))
    assert asked.replace(name, NOWHERE) == other, answer.url
    assert answer.headers.get("Location", "").replace(name, NOWHERE) == beside.headers.get("Location", "")


def plain(text: str) -> str:
    """A page without what differs from call to call."""
    return NONCE.sub("", text)


def test_a_file_of_a_record_is_not_there_for_a_guest_whatever_its_row_says(
    opened: Opened, guest: Visitor
) -> None:
    for path in (opened.file_url, opened.file_url.replace("/private", "")):
        answer = guest.ask("GET", path)
        assert (answer.status_code, opened.canary in answer.text) == (404, False), path


def test_a_member_of_another_group_gets_nothing_by_a_share_or_a_key_either(
    opened: Opened, neighbour: Visitor
) -> None:
    for record, name in opened.names.items():
        for path in pages(record, name, KEY)[:2]:
            answer = neighbour.see(path)
            assert (answer.status_code, opened.canary in answer.text) == (404, False), path
