"""Before a meeting: the secretary asks, members answer and say whether they come, and silence shows."""

from collections.abc import Iterator

import frappe
import pytest
from frappe.utils import add_days, today
from playwright.sync_api import Browser, expect

from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make
from provision.served import Served
from tests.journeys.browser import Person, chromium
from tests.journeys.stories import committed

RECORD = "PAPG Contribution Request"


@pytest.fixture(scope="module")
def browser(connection: None, server: Served) -> Iterator[Browser]:
    with committed(), chromium() as found:
        yield found


@pytest.fixture
def meeting(browser: Browser) -> str:
    """A meeting to come whose agenda is issued."""
    frappe.db.rollback()
    with acting_as(cast.SECRETARY):
        name = make("PAPG Meeting", papg_group=cast.group("A"), agenda_issued_on=today()).name
    frappe.db.commit()
    return name


def test_the_secretary_asks_members_in_one_step_and_sees_who_stays_silent(
    browser: Browser, server: Served, meeting: str
) -> None:
    secretary = Person(browser, server.url, cast.SECRETARY)
    secretary.open("PAPG Meeting", meeting)
    secretary.press("Ask for contributions")
    dialog = secretary.dialog()
    dialog.locator("[data-fieldname='question'] textarea").fill("What is new in your area?")
    secretary.look("ask-for-contributions")
    dialog.get_by_role("button", name="Ask", exact=True).click()
    expect(secretary.page.locator(".papg-contributions tbody tr")).to_have_count(7)
    become_late(meeting)
    answer_as_member(browser, server)
    secretary.open("PAPG Meeting", meeting)
    rows = secretary.page.locator(".papg-contributions tbody tr")
    expect(rows.first).to_contain_text("Silent")
    expect(rows.first).to_contain_text(cast.POSTS[cast.PARTNER])
    expect(rows.last).to_contain_text(cast.POSTS[cast.MEMBER])
    assert "Asked 7, answered 1, nothing to report 0, silent 1, still to answer 5." in secretary.words()
    secretary.page.locator(".papg-contributions").scroll_into_view_if_needed()
    secretary.look("meeting-contributions")
    assert secretary.troubles == []


def become_late(meeting: str) -> None:
    """The day by which the partner was to answer passes."""
    frappe.db.rollback()
    asked = {"meeting": meeting, "member": cast.member(cast.PARTNER)}
    frappe.db.set_value(RECORD, asked, "due_on", add_days(today(), -1))
    frappe.db.commit()


def answer_as_member(browser: Browser, server: Served) -> None:
    """A member answers on the form."""
    member = Person(browser, server.url, cast.MEMBER)
    name = frappe.db.get_value(RECORD, {"member": cast.member(cast.MEMBER)}, order_by="creation desc")
    member.open(RECORD, name)
    member.field("answer").locator("textarea").fill("Two large licences were renewed.")
    member.look("contribution")
    member.save()
    assert member.record("status") == "Answered"
    assert member.troubles == []


def test_a_member_who_may_not_write_the_meeting_says_that_the_deputy_comes_and_the_secretary_sees_the_quorum(
    browser: Browser, server: Served, meeting: str
) -> None:
    member = Person(browser, server.url, cast.MEMBER)
    member.open("PAPG Meeting", meeting)
    assert not member.offers("Ask for contributions")
    member.press("Will you come?")
    dialog = member.dialog()
    dialog.locator("[data-fieldname='intention'] select").select_option("Deputy will come")
    member.look("will-you-come")
    dialog.get_by_role("button", name="Tell the secretary", exact=True).click()
    expect(member.page.get_by_role("button", name="You: Deputy will come", exact=True)).to_be_visible()
    assert member.troubles == []
    secretary = Person(browser, server.url, cast.SECRETARY)
    secretary.open("PAPG Meeting", meeting)
    said = secretary.words()
    assert "0 will come, 0 sent apologies, 1 send a deputy" in said and "will be quorate" in said
    secretary.look("meeting-expected")
    secretary.press("All came as they said")
    presences = secretary.page.evaluate("cur_frm.doc.attendance.map((row) => row.presence)")
    assert sorted(presences) == ["Deputised", *["Present"] * (len(presences) - 1)]
    assert secretary.troubles == []
