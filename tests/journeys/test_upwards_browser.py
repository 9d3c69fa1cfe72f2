"""A late action goes up and is answered, a report is issued, read and printed: as its people see it."""

from collections.abc import Iterator

import frappe
import pytest
from frappe.utils import add_days, getdate, today
from playwright.sync_api import Browser

from papg.rules.due_dates import govuk_date
from papg.testing import cast, pdf
from papg.testing.actions import an_action
from papg.testing.upwards import ANSWER, REASON
from provision.served import Served
from tests.journeys.browser import Person, chromium
from tests.journeys.stories import committed

TITLE = "Survey the barriers of the square"


@pytest.fixture(scope="module")
def browser(connection: None, server: Served) -> Iterator[Browser]:
    with committed():
        an_action(title=TITLE, due_on=add_days(today(), -20), raised_on=add_days(today(), -60))
        frappe.db.commit()
        with chromium() as started:
            yield started


def test_a_late_action_is_escalated_and_answered_and_a_report_is_issued_and_printed(
    browser: Browser, server: Served
) -> None:
    secretary = Person(browser, server.url, cast.SECRETARY)
    board = Person(browser, server.url, cast.BOARD)
    chair = Person(browser, server.url, cast.CHAIR)
    escalation = escalated(secretary)
    answered(board, escalation)
    read_again(secretary, escalation)
    report = written(secretary)
    issued(chair, report)
    printed(board, report)
    for person in (secretary, board, chair):
        assert person.troubles == []
        person.leave()


def action() -> str:
    return frappe.db.get_value("PAPG Action", {"title": TITLE}, order_by="creation desc")


def escalated(secretary: Person) -> str:
    """The secretary sees that the action is late and takes it to the board."""
    secretary.open("PAPG Action", action())
    assert "Overdue by 20 days" in secretary.words()
    secretary.press("Escalate")
    dialog = secretary.dialog()
    assert "Strategic Safety Board (Delivery)" in dialog.locator("select").inner_text()
    dialog.locator("[data-fieldname='reason'] textarea").fill(REASON)
    day = dialog.locator("[data-fieldname='respond_by'] input")
    day.fill(frappe.utils.formatdate(add_days(today(), 14), "dd-mm-yyyy"))
    day.press("Tab")
    secretary.look("escalate-dialog")
    dialog.get_by_role("button", name="Escalate", exact=True).click()
    secretary.page.wait_for_url("**/papg-escalation/*")
    secretary.page.wait_for_function("() => cur_frm.doctype === 'PAPG Escalation' && cur_frm.doc.sent_to")
    secretary.settle()
    assert cast.BOARD_GROUP in secretary.words()
    secretary.look("escalation-open")
    return secretary.record("name")


def answered(board: Person, escalation: str) -> None:
    """Somebody on the board finds the escalation in the list, reads title and reason, and answers."""
    board.go("/app/papg-escalation")
    board.page.locator(".list-row").get_by_text(TITLE, exact=True).click()
    board.page.wait_for_url(f"**/papg-escalation/{escalation}")
    board.settle()
    shown = board.words()
    assert TITLE in shown and REASON in shown and cast.GROUP_A in shown
    assert not board.offers("Action") and not board.offers("Withdraw")
    board.press("Answer")
    dialog = board.dialog()
    dialog.locator("[data-fieldname='response'] textarea").fill(ANSWER)
    dialog.get_by_role("button", name="Answer", exact=True).click()
    board.wait_for("status", "Answered")
    assert board.record("responded_by") == cast.BOARD
    board.look("escalation-answered")


def read_again(secretary: Person, escalation: str) -> None:
    """From the action to the answer and back."""
    secretary.open("PAPG Action", action())
    secretary.shown("button", "Escalated to").click()
    secretary.page.locator(".dropdown-menu.show").get_by_text(f"{cast.BOARD_GROUP}: Answered").click()
    secretary.page.wait_for_url(f"**/papg-escalation/{escalation}")
    secretary.settle()
    assert ANSWER in secretary.words()
    secretary.press("Action")
    secretary.page.wait_for_url("**/papg-action/*")
    secretary.settle()


def written(secretary: Person) -> str:
    """The secretary starts a report from the group, fills it from the records and sends it for review."""
    secretary.open("PAPG Group", cast.group("A"))
    secretary.press("Write report")
    secretary.dialog().get_by_role("button", name="Write", exact=True).click()
    secretary.page.wait_for_url("**/papg-report/*")
    secretary.page.wait_for_function("() => cur_frm.doctype === 'PAPG Report' && cur_frm.doc.body_title")
    secretary.settle()
    secretary.look("report-begun")
    secretary.press("Fill from records")
    secretary.page.wait_for_function(
        "() => (cur_frm.doc.sections[3].body || '').includes('Survey the barriers')"
    )
    type_purpose(secretary)
    secretary.save()
    secretary.look("report-draft")
    secretary.take_step("Send for review")
    secretary.wait_for("stage", "Review")
    return secretary.record("name")


def type_purpose(secretary: Person) -> None:
    """Open the first section and write what the report is for."""
    secretary.page.locator("[data-fieldname='sections'] .grid-row[data-idx='1'] .btn-open-row").click()
    secretary.page.wait_for_function("() => document.activeElement.closest('.grid-row-open')")
    secretary.page.locator(".grid-row-open .ql-editor[contenteditable='true']").click()
    secretary.page.keyboard.type("To inform the board.")
    secretary.page.wait_for_function(
        "() => (cur_frm.doc.sections[0].body || '').includes('inform the board.')"
    )
    secretary.page.keyboard.press("Escape")


def issued(chair: Person, report: str) -> None:
    chair.open("PAPG Report", report)
    chair.take_step("Issue")
    chair.wait_for("stage", "Issued")
    assert (chair.record("docstatus"), chair.record("issued_by")) == (1, cast.CHAIR)
    chair.look("report-issued")


def printed(board: Person, report: str) -> None:
    """Somebody on the board finds the report in the list, reads it and prints it."""
    board.go("/app/papg-report")
    board.page.locator(".list-row").get_by_text(f"Report to {cast.BOARD_GROUP}", exact=True).first.click()
    board.page.wait_for_url(f"**/papg-report/{report}")
    board.settle()
    board.look("report-read")
    assert not board.offers("Fill from records")
    board.press("Print")
    board.page.wait_for_url("**/print/**")
    board.settle()
    board.look("report-print")
    with board.context.expect_page() as opened:
        board.shown("button", "PDF").click()
    answer = board.context.request.get(opened.value.url)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    text, day = pdf.text(answer.body()), govuk_date(getdate(today()))
    assert (
        f"Report to {cast.BOARD_GROUP}" in text
        and "1. Purpose of the report 1.1 To inform the board." in text
    )
    assert TITLE in text and f"Issued by the Chair, Head of Community Safety on {day}." in text
