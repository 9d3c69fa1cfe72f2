"""A secretary plans a year of meetings from the group, looks at the dates, makes them, and moves one."""

from collections.abc import Iterator
from datetime import date

import frappe
import pytest
from icalendar import Calendar
from playwright.sync_api import Browser

from papg.testing import cast
from provision.served import Served
from tests.journeys.browser import Person, chromium
from tests.journeys.stories import committed, put_terms_in_force

YEAR = date.today().year + 1
SERIES = "PAPG Meeting Series"


@pytest.fixture(scope="module")
def browser(connection: None, server: Served) -> Iterator[Browser]:
    with committed():
        put_terms_in_force()
        frappe.db.commit()
        with chromium() as started:
            yield started


def test_a_year_of_meetings_is_planned_made_and_changed(browser: Browser, server: Served) -> None:
    secretary = Person(browser, server.url, cast.SECRETARY)
    series = planned(secretary)
    made(secretary)
    moved_by_hand(secretary)
    changed(secretary, series)
    assert secretary.troubles == []
    secretary.leave()


def planned(secretary: Person) -> str:
    """From the group, with nothing but the first day; the dates are shown before anything is made."""
    secretary.open("PAPG Group", cast.group("A"))
    secretary.look("series-group")
    secretary.press("Plan a series")
    secretary.page.wait_for_url("**/papg-meeting-series/**")
    secretary.settle()
    assert "Save to see the dates" in secretary.words()
    secretary.look("series-new")
    first = secretary.field("first_on").locator("input")
    first.fill(f"12-01-{YEAR}")
    first.press("Tab")
    secretary.save()
    assert f"12 January {YEAR}" in secretary.words()
    assert secretary.words().count("To be made") == 4
    assert "members see none of its meetings" in secretary.words()
    secretary.look("series-preview")
    return secretary.record("name")


def made(secretary: Person) -> None:
    secretary.press("Create the meetings")
    dialog = secretary.dialog()
    assert "4 to make" in dialog.inner_text()
    secretary.look("series-confirm")
    dialog.get_by_role("button", name="Yes", exact=True).click()
    secretary.page.wait_for_function("() => cur_frm.doc.__onload.dates.has_meetings")
    secretary.settle()
    assert not secretary.offers("Create the meetings")
    assert secretary.words().count("Planned") == 4
    secretary.look("series-made")


def moved_by_hand(secretary: Person) -> None:
    """The second meeting moves by a week, by hand, and is fetched for the calendar."""
    secretary.page.locator(".form-page:visible table a").nth(1).click()
    secretary.page.wait_for_function("() => window.cur_frm && cur_frm.doctype === 'PAPG Meeting'")
    secretary.settle()
    secretary.page.evaluate(
        """() => Promise.all(["starts_at", "ends_at"].map((field) =>
            cur_frm.set_value(field, moment(cur_frm.doc[field]).add(7, "days").format("YYYY-MM-DD HH:mm:ss"))))"""
    )
    secretary.save()
    secretary.look("series-meeting")
    with secretary.page.expect_download() as download:
        secretary.shown("button", "Add to your calendar").click()
    assert download.value.suggested_filename.endswith(".ics")
    (event,) = Calendar.from_ical(download.value.path().read_bytes()).events
    assert (event["sequence"], event["status"]) == (1, "TENTATIVE")


def changed(secretary: Person, series: str) -> None:
    """Another weekday: the preview says what moves and what stays, and then it is so."""
    secretary.open(SERIES, series)
    secretary.page.evaluate("() => cur_frm.set_value('on_weekday', 'Wednesday')")
    secretary.save()
    assert secretary.words().count("Moves here from") == 3
    assert "Stays as it is" in secretary.words() and "It was changed by hand." in secretary.words()
    secretary.look("series-changed")
    secretary.press("Change the meetings")
    secretary.dialog().get_by_role("button", name="Yes", exact=True).click()
    secretary.page.wait_for_function("() => !cur_frm.doc.__onload.dates.to_do")
    secretary.settle()
    assert secretary.words().count("Moves here from") == 0
    secretary.look("series-done")
