"""Lists and reports as files carry their marking, hold what their reader may see, and say so in their name."""

import csv
import io

import frappe
import pytest
from openpyxl import load_workbook

from papg.testing import cast
from tests.security.conftest import Visit
from tests.security.ground import Plot
from tests.security.visitors import Visitor

LIST = "frappe.desk.reportview.export_query"
REPORT = "frappe.desk.query_report.export_query"
FIELDS = ["`tabPAPG Meeting`.`name`", "`tabPAPG Meeting`.`title`"]


@pytest.fixture
def marked(plots: dict[str, Plot]) -> Plot:
    """A meeting marked higher than its group's other records."""
    plot = plots["A"]
    frappe.db.rollback()
    frappe.db.set_value("PAPG Meeting", plot.meeting, "marking", "OFFICIAL-SENSITIVE")
    frappe.db.commit()
    yield plot
    frappe.db.set_value("PAPG Meeting", plot.meeting, "marking", None)
    frappe.db.commit()


def test_a_list_as_text_ends_with_its_marking_and_is_named_by_it(secretary: Visitor, marked: Plot) -> None:
    answer = secretary.call(
        LIST, doctype="PAPG Meeting", fields=FIELDS, file_format_type="CSV", title="Meetings"
    )
    assert answer.ok, answer.text[:300]
    rows = list(csv.reader(io.StringIO(answer.content.decode())))
    assert rows[-1] == ["Marking", "OFFICIAL-SENSITIVE"]
    assert marked.meeting in {row[1] for row in rows}
    named = "attachment; filename=OFFICIAL-SENSITIVE_Meetings.csv"
    assert answer.headers["Content-Disposition"] == named


def test_a_list_as_a_workbook_carries_its_marking_on_every_page(secretary: Visitor, marked: Plot) -> None:
    answer = secretary.call(
        LIST, doctype="PAPG Meeting", fields=FIELDS, file_format_type="Excel", title="Meetings"
    )
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert [cell.value for cell in list(sheet.rows)[-1][:2]] == ["Marking", "OFFICIAL-SENSITIVE"]
    assert sheet.oddHeader.center.text == sheet.oddFooter.center.text == "OFFICIAL-SENSITIVE"


def test_the_marking_is_that_of_the_rows_in_the_file(secretary: Visitor, marked: Plot) -> None:
    """The meeting that is marked higher is left out by a filter."""
    others = [["PAPG Meeting", "name", "!=", marked.meeting]]
    answer = secretary.call(
        LIST, doctype="PAPG Meeting", fields=FIELDS, filters=others, file_format_type="CSV", title="Others"
    )
    assert b"OFFICIAL-SENSITIVE" not in answer.content
    chosen = secretary.call(
        LIST,
        doctype="PAPG Meeting",
        fields=FIELDS,
        selected_items=[marked.meeting],
        file_format_type="CSV",
        title="One",
    )
    assert b"OFFICIAL-SENSITIVE" in chosen.content


def test_a_report_as_a_file_is_marked(secretary: Visitor, marked: Plot) -> None:
    answer = secretary.call(
        REPORT,
        report_name="PAPG Action Plan",
        filters={"papg_group": marked.group},
        file_format_type="CSV",
        visible_idx=[0],
    )
    assert answer.ok, answer.text[:300]
    assert list(csv.reader(io.StringIO(answer.content.decode())))[-1][0] == "Marking"


def test_a_list_on_the_screen_carries_its_marking(
    secretary: Visitor, neighbour: Visitor, marked: Plot
) -> None:
    sent = {"doctype": "PAPG Meeting", "fields": FIELDS, "page_length": 100}
    answer = secretary.call("frappe.desk.reportview.get", **sent).json()["message"]
    assert answer["papg_marking"] == "OFFICIAL-SENSITIVE"
    theirs = neighbour.call("frappe.desk.reportview.get", **sent).json()["message"]
    assert "OFFICIAL-SENSITIVE" not in str(theirs)


@pytest.mark.parametrize("user", [cast.MEMBER, cast.NEIGHBOUR, cast.PARTNER])
def test_who_may_not_export_gets_no_file(user: str, visit: Visit, marked: Plot) -> None:
    answer = visit(user).call(
        LIST, doctype="PAPG Meeting", fields=FIELDS, file_format_type="CSV", title="Mine"
    )
    assert answer.status_code == 403
    assert marked.canary not in answer.text


def test_a_file_whose_name_says_secret_is_not_kept(secretary: Visitor, marked: Plot) -> None:
    data = {"doctype": "PAPG Meeting", "docname": marked.meeting}
    answer = secretary.ask(
        "POST", "/api/method/upload_file", data=data, files={"file": ("TOP_SECRET annex.txt", b"text")}
    )
    assert answer.status_code == 417
    assert "Nothing above OFFICIAL is held here" in answer.text
