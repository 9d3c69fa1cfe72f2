"""From agreed minutes to a released disclosure copy, as secretary and chair see it."""

from collections.abc import Iterator

import frappe
import pytest
from frappe.utils import today
from playwright.sync_api import Browser

from papg.rules.redaction import holds
from papg.testing import cast, disclosure, pdf
from papg.testing.disclosure import COPY, NATIONAL_SECURITY, REASON
from provision.served import Served
from tests.journeys.browser import Person, chromium
from tests.journeys.stories import committed


@pytest.fixture(scope="module")
def browser(connection: None, server: Served) -> Iterator[Browser]:
    with committed():
        disclosure.agreed_minutes()
        frappe.db.commit()
        with chromium() as started:
            yield started


def minutes() -> str:
    return frappe.db.get_value("PAPG Minutes", {"stage": "Agreed"}, order_by="creation desc")


def test_a_copy_is_made_from_the_minutes_approved_released_and_printed(
    browser: Browser, server: Served
) -> None:
    secretary = Person(browser, server.url, cast.SECRETARY)
    chair = Person(browser, server.url, cast.CHAIR)
    copy = made(secretary)
    approved_and_released(chair, copy)
    printed(secretary, copy)
    for person in (secretary, chair):
        assert person.troubles == []
        person.leave()


def made(secretary: Person) -> str:
    """The secretary makes the copy with one button, takes a passage out and sends it to the chair."""
    secretary.open("PAPG Minutes", minutes())
    secretary.press("Make a disclosure copy")
    dialog = secretary.dialog()
    dialog.locator("[data-fieldname='request_reference'] input").fill("FOI 2026/044")
    secretary.look("disclosure-dialog")
    dialog.get_by_role("button", name="Make the copy", exact=True).click()
    secretary.page.wait_for_url("**/papg-disclosure-copy/*")
    secretary.page.wait_for_function(f"() => cur_frm.doctype === '{COPY}' && cur_frm.doc.due_on")
    secretary.settle()
    assert (
        "The answer is due by" in secretary.words() and "The twentieth working day after" in secretary.words()
    )
    secretary.page.evaluate(
        "row => { cur_frm.add_child('removals', row); cur_frm.refresh_field('removals'); cur_frm.dirty(); }",
        {"removed": "Passage", "passage": "north gate", "exemption": NATIONAL_SECURITY, "reason": REASON},
    )
    secretary.save()
    secretary.look("disclosure-draft")
    secretary.take_step("Send to chair")
    secretary.wait_for("stage", "With chair")
    return secretary.record("name")


def approved_and_released(chair: Person, copy: str) -> None:
    chair.open(COPY, copy)
    chair.take_step("Approve for release")
    chair.wait_for("stage", "Approved")
    chair.press("Record the release")
    dialog = chair.dialog()
    chair.look("disclosure-release")
    dialog.get_by_role("button", name="Record", exact=True).click()
    chair.wait_for("released_on", today())
    assert not chair.offers("Record the release")
    chair.look("disclosure-released")


def printed(secretary: Person, copy: str) -> None:
    """The secretary reads the copy on the screen, then as the file that goes out, and finds it in the yearly list."""
    secretary.open(COPY, copy)
    secretary.press("Print")
    secretary.page.wait_for_url("**/print/**")
    secretary.settle()
    secretary.look("disclosure-print")
    assert not holds(secretary.page.locator("body").inner_text(), "north gate")
    with secretary.context.expect_page() as opened:
        secretary.shown("button", "PDF").click()
    answer = secretary.context.request.get(opened.value.url)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    text = pdf.text(answer.body())
    assert "The [Withheld under section 24(1)] has no barrier." in text and not holds(text, "north gate")
    secretary.go("/app/query-report/PAPG Withheld")
    secretary.page.wait_for_function("() => frappe.query_report && (frappe.query_report.data || []).length")
    secretary.settle()
    secretary.look("disclosure-withheld")
    assert "section 24(1)" in secretary.words()
