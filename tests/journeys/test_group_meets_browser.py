"""A group meets, as its people see it: plan, minutes, approval, agreement, print and the partner's page."""

from collections.abc import Iterator
from dataclasses import dataclass

import frappe
import pytest
from playwright.sync_api import Browser, expect

from papg.testing import cast, pdf
from papg.testing.meetings import held_meeting
from provision.served import Served
from tests.journeys.browser import SCREEN, Person, chromium
from tests.journeys.stories import (
    CANARY,
    add_restricted_item,
    committed,
    put_terms_in_force,
)

SAID = "The adviser described the national threat level."
# Texts in rows of a table that go on below the end of their row.
CUT_OFF = """() => [...document.querySelectorAll(".grid-static-col .ql-editor > *")]
    .filter((text) => text.getBoundingClientRect().bottom > text.closest(".grid-row").getBoundingClientRect().bottom)
    .map((text) => text.innerText)"""
ADDED = "Venues asked for a summary. "
REASON = "Entry 2 leaves out what the venues asked for."
STARTED = "05-10-2026 10:00"


@dataclass
class Room:
    """Where the journeys take place."""

    browser: Browser
    url: str

    def enter(self, user: str) -> Person:
        return Person(self.browser, self.url, user)


@pytest.fixture(scope="module")
def room(connection: None, server: Served) -> Iterator[Room]:
    with committed():
        put_terms_in_force()
        frappe.db.commit()
        with chromium() as browser:
            yield Room(browser, server.url)


def test_a_group_meets_and_agrees_its_minutes_at_the_desk(room: Room) -> None:
    secretary = room.enter(cast.SECRETARY)
    meeting = planned(secretary)
    held(secretary)
    add_restricted_item(meeting, cast.SECRETARY)
    frappe.db.commit()
    minutes = written(secretary, meeting)
    recorded(secretary)
    secretary.take_step("Send to chair")
    secretary.wait_for("stage", "With chair")
    chair = room.enter(cast.CHAIR)
    sent_back(chair, minutes)
    amended(secretary, minutes)
    circulated(chair, minutes)
    agreed(chair)
    printed(chair)
    assert (secretary.troubles, chair.troubles) == ([], [])
    read_by_a_partner(room.enter(cast.PARTNER), meeting, minutes)


def planned(secretary: Person) -> str:
    """From the group to the next meeting: agenda and attendance are there; the agenda goes out."""
    secretary.settle()
    secretary.look("secretary-home")
    sidebar = secretary.page.get_by_role("navigation", name="Records")
    sidebar.get_by_role("link", name="Groups", exact=True).click()
    secretary.page.locator(".list-row").get_by_text(cast.GROUP_A, exact=True).click()
    secretary.page.wait_for_url("**/papg-group/*")
    secretary.settle()
    secretary.look("group")
    secretary.press("Plan meeting")
    secretary.page.wait_for_url("**/papg-meeting/*")
    secretary.settle()
    shown = secretary.words()
    for words in ("Minutes of the last meeting", "Threat and incidents", "Open actions"):
        assert words in shown
    for person in (cast.CHAIR, cast.PARTNER, cast.SECRETARY):
        assert cast.POSTS[person] in shown
    secretary.look("meeting-planned")
    secretary.press("Issue agenda")
    secretary.page.wait_for_function("() => cur_frm.doc.agenda_issued_on")
    secretary.settle()
    return secretary.record("name")


def held(secretary: Person) -> None:
    """The meeting was brought forward, everybody came but one, and the quorum is worked out."""
    start = secretary.field("starts_at").locator("input")
    start.fill(STARTED)
    start.press("Tab")
    secretary.wait_for("starts_at", "2026-10-05 10:00:00")
    secretary.press("Everybody was present")
    secretary.field("status").locator("select").select_option("Held")
    secretary.save()
    assert "5 October 2026" in secretary.record("title")
    assert secretary.page.locator(".form-message:visible").inner_text().startswith("Quorate")
    secretary.look("meeting-held")


def written(secretary: Person, meeting: str) -> str:
    """From the meeting to its minutes: an entry for each item, and what was said under one of them."""
    secretary.open("PAPG Meeting", meeting)
    secretary.press("Write minutes")
    secretary.page.wait_for_url("**/papg-minutes/*")
    secretary.settle()
    marking = secretary.field("marking").locator("input")
    marking.fill("OFFICIAL-SENSITIVE")
    secretary.settle()
    secretary.page.locator(".awesomplete li:visible").get_by_text("OFFICIAL-SENSITIVE", exact=True).click()
    type_under(secretary, 2, SAID)
    secretary.save()
    assert SAID in secretary.page.locator("[data-fieldname='entries']").first.inner_text()
    secretary.look("minutes-draft")
    return secretary.record("name")


def type_under(secretary: Person, item: int, words: str) -> None:
    """Open an entry and type at the start of its text."""
    row = secretary.page.locator(f"[data-fieldname='entries'] .grid-row[data-idx='{item}']")
    row.locator(".btn-open-row").click()
    # An opened row takes the focus a moment later, wherever one has clicked by then.
    secretary.page.wait_for_function("() => document.activeElement.closest('.grid-row-open')")
    editor = secretary.page.locator(".grid-row-open .ql-editor[contenteditable='true']")
    editor.click()
    secretary.page.keyboard.press("Control+Home")
    secretary.page.keyboard.type(words)
    secretary.page.wait_for_function(
        "([item, words]) => (cur_frm.doc.entries[item - 1].discussion || '').includes(words.trim())",
        arg=[item, words],
    )
    secretary.look("minutes-entry")
    secretary.page.keyboard.press("Escape")


def recorded(secretary: Person) -> None:
    """A decision and an action from an entry."""
    dialog = secretary.choose("Record", "Decision")
    dialog.locator("select").select_option(label="2. Threat and incidents")
    dialog.locator("textarea").fill("Venues get a summary each quarter.")
    secretary.look("decision-dialog")
    dialog.get_by_role("button", name="Record").click()
    expect(secretary.page.locator(".desk-alert").get_by_text("Decision recorded")).to_be_visible()
    dialog = secretary.choose("Record", "Action")
    dialog.locator("select").select_option(label="2. Threat and incidents")
    dialog.locator("[data-fieldname='title'] input").fill("Write the summary")
    dialog.locator("[data-fieldname='owner_member'] input").fill("Licensing")
    secretary.page.locator(".awesomplete li:visible").filter(has_text=cast.POSTS[cast.MEMBER]).first.click()
    secretary.settle()
    dialog.get_by_role("button", name="Raise").click()
    expect(secretary.page.locator(".desk-alert").get_by_text("Action raised")).to_be_visible()


def sent_back(chair: Person, minutes: str) -> None:
    """The chair finds the minutes waiting, reads them and sends them back with a reason."""
    chair.settle()
    waiting = chair.page.locator(".number-widget-box").filter(has_text="Waiting for me")
    expect(waiting.locator(".number")).to_have_text("1")
    chair.look("chair-home")
    waiting.click()
    chair.page.locator(".list-row .list-subject a:visible").first.click()
    chair.page.wait_for_url(f"**/papg-minutes/{minutes}")
    chair.settle()
    chair.look("minutes-with-chair")
    chair.take_step("Send back")
    dialog = chair.dialog()
    dialog.locator("textarea").fill(REASON)
    chair.look("send-back-dialog")
    dialog.get_by_role("button", name="Send back").click()
    chair.wait_for("stage", "Draft")


def amended(secretary: Person, minutes: str) -> None:
    """The secretary reads why, puts it right and sends the minutes again."""
    secretary.open("PAPG Minutes", minutes)
    expect(secretary.page.locator(".form-message:visible")).to_contain_text(REASON)
    secretary.look("minutes-sent-back")
    type_under(secretary, 2, ADDED)
    secretary.save()
    secretary.page.set_viewport_size({"width": 800, "height": 768})
    assert secretary.page.evaluate(CUT_OFF) == []
    width, height = SCREEN
    secretary.page.set_viewport_size({"width": width, "height": height})
    secretary.take_step("Send to chair")
    secretary.wait_for("stage", "With chair")


def circulated(chair: Person, minutes: str) -> None:
    """The chair approves the amended text."""
    chair.open("PAPG Minutes", minutes)
    assert ADDED.strip() in chair.page.locator("[data-fieldname='entries']").first.inner_text()
    chair.take_step("Circulate")
    chair.wait_for("stage", "Circulated")
    assert chair.record("approved_by") == cast.CHAIR
    chair.look("minutes-circulated")


def agreed(chair: Person) -> None:
    """A later meeting is held; at it the chair has the minutes agreed as a correct record."""
    frappe.db.rollback()
    later = held_meeting("A", days_ago=3)
    frappe.db.commit()
    chair.take_step("Agree as a correct record")
    dialog = chair.dialog()
    meeting = dialog.locator("[data-fieldname='agreed_at'] input")
    meeting.fill(later.title)
    chair.page.locator(".awesomplete li:visible").filter(has_text=later.title).first.click()
    chair.settle()
    chair.look("agree-dialog")
    dialog.get_by_role("button", name="Agree", exact=True).click()
    chair.wait_for("stage", "Agreed")
    assert (chair.record("agreed_at"), chair.record("docstatus")) == (later.name, 1)
    chair.look("minutes-agreed")


def printed(chair: Person) -> None:
    """The print button leads to a PDF: marked on each page, with title and text, without the restricted item."""
    chair.press("Print")
    chair.page.wait_for_url("**/print/**")
    chair.settle()
    chair.look("minutes-print")
    with chair.context.expect_page() as opened:
        chair.shown("button", "PDF").click()
    answer = chair.context.request.get(opened.value.url)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    pages = pdf.pages(answer.body())
    assert pages and all("OFFICIAL-SENSITIVE" in page for page in pages)
    text = pdf.text(answer.body())
    assert "Minutes" in (pdf.title(answer.body()) or "")
    assert ADDED + SAID in text and "Venues get a summary each quarter." in text
    assert CANARY not in text


def read_by_a_partner(partner: Person, meeting: str, minutes: str) -> None:
    """A partner reads the agreed minutes on a page of their own and gets no further."""
    partner.page.wait_for_url("**/partner")
    partner.look("partner-home")
    partner.page.goto(f"/partner/minutes/{minutes}")
    shown = partner.words()
    assert ADDED + SAID in shown and CANARY not in shown
    partner.look("partner-minutes")
    assert partner.troubles == []
    assert partner.page.goto(f"/app/papg-minutes/{minutes}").url.endswith("/partner")
    for address, status in (
        (f"/api/resource/PAPG Minutes/{minutes}", 403),
        ("/api/resource/PAPG Restricted Item", 403),
        (f"/api/method/frappe.desk.form.load.getdoc?doctype=PAPG Meeting&name={meeting}", 403),
        ("/api/method/frappe.client.get_list?doctype=PAPG Member", 403),
        (f"/printview?doctype=PAPG Minutes&name={minutes}", 404),
        (f"/partner/group/{cast.group('B')}", 404),
    ):
        assert partner.context.request.get(address).status == status, address
    partner.leave()
