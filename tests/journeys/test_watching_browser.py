"""What a group watches, at the secretary's desk: a late answer, the calendar, the register and the threat level."""

from collections.abc import Iterator

import frappe
import pytest
from frappe.utils import add_days, today
from playwright.sync_api import Browser

from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make, make_meeting
from provision.served import Served
from tests.journeys.browser import PHONE, SCREEN, Person, chromium
from tests.journeys.stories import committed

TITLE = "Lantern parade on the quay and through the streets of the old town"
DOCUMENT = "Profile of the harbour"
HELD_IN_ORDER = ("Winter meeting", "Spring meeting")

# Titles of a list that go on past the end of their column.
CUT_OFF = """() => [...document.querySelectorAll(".list-subject > .level-item.ellipsis")]
    .filter((title) => title.getBoundingClientRect().right > title.parentElement.getBoundingClientRect().right)
    .map((title) => title.innerText)"""


@pytest.fixture(scope="module")
def browser(connection: None, server: Served) -> Iterator[Browser]:
    with committed():
        with acting_as(cast.SECRETARY):
            of_group = {"papg_group": cast.group("A")}
            asked = {
                "asked_of": "CTSA",
                "asked_on": add_days(today(), -30),
                "answer_by": add_days(today(), -2),
            }
            make("PAPG Referral", title=TITLE, happens_on=today(), **asked, **of_group)
            holders = [{"member": cast.member(cast.CHAIR), "how": "Holds a copy", "shown_on": today()}]
            make("PAPG Restricted Document", title=DOCUMENT, holders=holders, **of_group)
            make_meeting(cast.group("A"), title="Winter meeting", starts_at="2015-01-21 10:00")
            make_meeting(cast.group("A"), title="Spring meeting", starts_at="2015-04-21 10:00")
        frappe.db.commit()
        with chromium() as started:
            yield started


def test_a_secretary_keeps_watch(browser: Browser, server: Served) -> None:
    secretary = Person(browser, server.url, cast.SECRETARY)
    home(secretary)
    referrals(secretary)
    register(secretary)
    secretary.open("PAPG Meeting", frappe.db.get_value("PAPG Meeting", {"title": "Winter meeting"}))
    level = secretary.field("threat_level")
    level.get_by_text("SEVERE (an attack is highly likely), since 29 August 2014.").wait_for()
    secretary.look("meeting-threat-level")
    assert secretary.troubles == []
    secretary.leave()


def home(secretary: Person) -> None:
    """The home page names the next meetings in the order in which they are held."""
    meetings = secretary.page.locator(".quick-list-widget-box", has_text="My next meetings")
    meetings.locator(".quick-list-item").first.wait_for()
    titles = meetings.locator(".quick-list-item .title").all_inner_texts()
    assert [title for title in titles if title in HELD_IN_ORDER] == list(HELD_IN_ORDER)


def referrals(secretary: Person) -> None:
    """The list says whose answer is late, the form what to do, and the calendar shows it and lets nobody drag it."""
    page = secretary.page
    secretary.go("/app/papg-referral")
    page.get_by_text("Answer is late").first.wait_for()
    assert page.locator(".list-row-head").get_by_text("Takes place on").locator("visible=true").count() == 1
    assert page.evaluate(CUT_OFF) == []
    secretary.look("referral-list")
    secretary.press("Calendar")
    page.locator(".fc-event", has_text=TITLE).first.wait_for()
    assert page.locator(".fc-event .fc-time").count() == 0
    secretary.look("referral-calendar")
    assert page.locator(".fc-event.fc-draggable").count() == 0
    on_a_phone(secretary)
    secretary.open("PAPG Referral", frappe.db.get_value("PAPG Referral", {"title": TITLE}))
    assert "2 days ago. Ask again, or record the outcome." in secretary.words()
    secretary.look("referral-form")


def on_a_phone(secretary: Person) -> None:
    """There the calendar names what takes place in a list, since a day of the sheet is too small for a title."""
    width, height = PHONE
    secretary.page.set_viewport_size({"width": width, "height": height})
    secretary.go("/app/papg-referral/view/calendar/default")
    secretary.page.locator(".fc-list-item", has_text=TITLE).wait_for()
    width, height = SCREEN
    secretary.page.set_viewport_size({"width": width, "height": height})


def register(secretary: Person) -> None:
    """The form of a restricted document has a place for posts and days, and none for files and remarks."""
    page = secretary.page
    secretary.open(
        "PAPG Restricted Document", frappe.db.get_value("PAPG Restricted Document", {"title": DOCUMENT})
    )
    assert cast.POSTS[cast.CHAIR] in secretary.words()
    for place in (".form-attachments", ".comment-box"):
        assert page.locator(place).locator("visible=true").count() == 0, place
    secretary.look("restricted-document")
