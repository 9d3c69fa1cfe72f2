"""A group gets its terms of reference and fills its last seat, as its people see it at the desk."""

from collections.abc import Iterator
from dataclasses import dataclass

import frappe
import pytest
from frappe.utils import today
from playwright.sync_api import Browser, expect

from papg.rules.terms import HEADINGS
from papg.testing import cast, pdf
from papg.testing.acting import acting_as
from papg.testing.factories import make_member
from provision.served import Served
from tests.journeys.browser import Person, chromium
from tests.journeys.stories import committed

FILLED = ("Planning and development", "Licensing", "Community safety", "Transport and highways")
VACANT = "Emergency planning"
PLANNER = "Emergency Plans Officer"
SAID = "Four meetings a year, with dates set a year ahead."
REASON = "Say how far ahead dates are set."


@dataclass
class Desk:
    """Where the journeys take place."""

    browser: Browser
    url: str
    planner: str

    def enter(self, user: str) -> Person:
        return Person(self.browser, self.url, user)


@pytest.fixture(scope="module")
def desk(connection: None, server: Served) -> Iterator[Desk]:
    with committed():
        with acting_as("Administrator"):
            for area in FILLED:
                member(f"Head of {area}", seats=[{"business_area": area}])
            planner = member(PLANNER)
        frappe.db.commit()
        with chromium() as browser:
            yield Desk(browser, server.url, planner)


def member(post: str, **fields: object) -> str:
    usual = {"full_name": post, "job_title": post, "organisation": cast.DEPARTMENT}
    return make_member(cast.group("A"), **usual, **fields).name


def test_terms_are_drafted_read_by_members_and_brought_into_force(desk: Desk) -> None:
    secretary = desk.enter(cast.SECRETARY)
    terms = drafted(secretary)
    written(secretary, "Four meetings a year.")
    secretary.take_step("Send to members")
    secretary.wait_for("stage", "With members")
    chair = desk.enter(cast.CHAIR)
    sent_back(chair, terms)
    secretary.open("PAPG Terms of Reference", terms)
    expect(secretary.page.locator(".form-message:visible")).to_contain_text(REASON)
    written(secretary, SAID)
    secretary.take_step("Send to members")
    secretary.wait_for("stage", "With members")
    read_by_a_member(desk.enter(cast.MEMBER), terms)
    brought_into_force(chair, terms)
    printed(chair)
    assert (secretary.troubles, chair.troubles) == ([], [])


def drafted(secretary: Person) -> str:
    """From the group to new terms: the ten headings are there, and all are said to be empty."""
    secretary.open("PAPG Group", cast.group("A"))
    secretary.pick("Records", "Terms of reference")
    secretary.page.wait_for_url("**/papg-terms-of-reference*")
    secretary.settle()
    secretary.shown("button", "Add Terms of reference").click()
    secretary.page.wait_for_function("() => window.cur_frm && cur_frm.is_new() && cur_frm.doc.papg_group")
    secretary.settle()
    day = secretary.field("in_force_from").locator("input")
    day.fill(frappe.utils.getdate(today()).strftime("%d-%m-%Y"))
    day.press("Tab")
    secretary.wait_for("in_force_from", today())
    secretary.save()
    assert [row["heading"] for row in secretary.record("sections")] == list(HEADINGS)
    message = secretary.page.locator(".form-message:visible")
    expect(message).to_contain_text("10 of 10 headings are empty: Membership, Governance, Mission statement")
    secretary.look("terms-draft")
    return secretary.record("name")


def written(secretary: Person, words: str) -> None:
    """Write under the fourth heading, with what to write in sight."""
    row = secretary.page.locator("[data-fieldname='sections'] .grid-row[data-idx='4']")
    row.locator(".btn-open-row").click()
    secretary.page.wait_for_function("() => document.activeElement.closest('.grid-row-open')")
    expect(secretary.page.locator(".grid-row-open")).to_contain_text("How often the group meets")
    editor = secretary.page.locator(".grid-row-open .ql-editor[contenteditable='true']")
    editor.click()
    secretary.page.keyboard.press("Control+A")
    secretary.page.keyboard.type(words)
    secretary.page.wait_for_function(
        "words => (cur_frm.doc.sections[3].body || '').includes(words)", arg=words
    )
    secretary.look("terms-section")
    secretary.page.keyboard.press("Escape")
    secretary.save()


def sent_back(chair: Person, terms: str) -> None:
    """The chair sends the terms back and says why."""
    chair.open("PAPG Terms of Reference", terms)
    message = chair.page.locator(".form-message:visible")
    expect(message).to_contain_text(
        "9 of 10 headings are empty: Membership, Governance, Mission statement, Sub"
    )
    chair.look("terms-with-members")
    chair.take_step("Send back")
    dialog = chair.dialog()
    dialog.locator("textarea").fill(REASON)
    dialog.get_by_role("button", name="Send back").click()
    chair.wait_for("stage", "Draft")


def read_by_a_member(member: Person, terms: str) -> None:
    """A member reads what is proposed and is offered no step."""
    member.open("PAPG Terms of Reference", terms)
    assert SAID in member.words()
    assert not member.offers("Bring into force")
    assert member.troubles == []
    member.leave()


def brought_into_force(chair: Person, terms: str) -> None:
    """The chair is told what is still empty and brings the terms into force all the same."""
    chair.open("PAPG Terms of Reference", terms)
    chair.take_step("Bring into force")
    dialog = chair.dialog()
    expect(dialog).to_contain_text("9 of 10 headings are empty")
    chair.look("terms-confirm")
    dialog.get_by_role("button", name="Bring into force").click()
    chair.wait_for("stage", "In force")
    expect(chair.page.locator(".desk-alert")).to_contain_text("9 of its headings say nothing yet")
    chair.look("terms-in-force")


def printed(chair: Person) -> None:
    """The print is a marked PDF with the headings, what is written, and what is not."""
    chair.press("Print")
    chair.page.wait_for_url("**/print/**")
    chair.settle()
    chair.look("terms-print")
    with chair.context.expect_page() as opened:
        chair.shown("button", "PDF").click()
    answer = chair.context.request.get(opened.value.url)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    text = pdf.text(answer.body())
    assert f"Meeting schedule {SAID} Subgroups Not yet written" in text
    assert "State In force" in text
    assert all("OFFICIAL" in page for page in pdf.pages(answer.body()))


def test_the_coverage_of_a_group_shows_a_vacancy_until_the_seat_is_filled(desk: Desk) -> None:
    secretary = desk.enter(cast.SECRETARY)
    secretary.settle()
    to_fill = secretary.page.locator(".number-widget-box").filter(has_text="Seats to fill")
    expect(to_fill.locator(".number")).to_have_text("1")
    assert "Vacant" in line_of(secretary, VACANT)
    secretary.look("group-coverage")
    seat(secretary, desk.planner)
    assert f"Filled\t{PLANNER}" in line_of(secretary, VACANT)
    expect(secretary.field("coverage")).to_contain_text("Required seats to fill: 0.")
    secretary.go("/app")
    expect(to_fill.locator(".number")).to_have_text("0")
    assert secretary.troubles == []
    secretary.leave()


def line_of(secretary: Person, area: str) -> str:
    """What the coverage on the group's form says of an area."""
    secretary.open("PAPG Group", cast.group("A"))
    row = secretary.page.locator(".papg-coverage tr").filter(has_text=area).first
    row.scroll_into_view_if_needed()
    return row.inner_text()


def seat(secretary: Person, member: str) -> None:
    """Give a member the seat, on the member's form."""
    secretary.open("PAPG Member", member)
    seats = secretary.field("seats")
    seats.get_by_role("button", name="Add Row").click()
    cell = seats.locator(".grid-body [data-fieldname='business_area']").first
    cell.click()
    cell.locator("input").fill(VACANT)
    secretary.page.locator(".awesomplete li:visible").get_by_text(VACANT, exact=True).first.click()
    secretary.settle()
    secretary.save()
