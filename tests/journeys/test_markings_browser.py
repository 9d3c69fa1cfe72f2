"""The marking is in view at the desk: above a form, and above a list for everything in it."""

from collections.abc import Iterator

import frappe
import pytest
from playwright.sync_api import Browser, expect

from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make_meeting
from provision.served import Served
from tests.journeys.browser import Person, chromium
from tests.journeys.stories import committed


@pytest.fixture(scope="module")
def meetings(connection: None, server: Served) -> Iterator[tuple[str, str]]:
    """A meeting marked low, and one with an old paper that raises it."""
    with committed():
        with acting_as(cast.SECRETARY):
            group = cast.group("A")
            low = make_meeting(group, title="Plain", marking="OFFICIAL")
            old = [{"title": "Profile", "marking": "RESTRICTED"}]
            high = make_meeting(group, title="Raised", marking="OFFICIAL", papers=old)
        frappe.db.commit()
        yield low.name, high.name


@pytest.fixture(scope="module")
def browser(meetings: tuple[str, str]) -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


def test_forms_and_lists_carry_the_marking_of_what_they_show(
    browser: Browser, server: Served, meetings: tuple[str, str]
) -> None:
    secretary = Person(browser, server.url, cast.SECRETARY)
    shown = secretary.page.locator(".papg-marking:visible")
    for name, marking in zip(meetings, ("OFFICIAL", "OFFICIAL-SENSITIVE"), strict=True):
        secretary.open("PAPG Meeting", name)
        expect(shown).to_have_text(marking)
    for title, marking in (("Plain", "OFFICIAL"), ("Raised", "OFFICIAL-SENSITIVE")):
        secretary.go(f"/app/papg-meeting?title={title}")
        expect(shown).to_have_text(marking)
    secretary.look("marking-list")
    assert secretary.troubles == []
    secretary.leave()
