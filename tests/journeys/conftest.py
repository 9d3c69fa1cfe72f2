"""A picture of every open window when a journey fails; the partners, their records and their windows."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import frappe
import pytest
from playwright.sync_api import Page, ViewportSize, sync_playwright

from papg.testing import cast
from papg.testing.partner_story import Story, take_away, tell
from provision.served import Served
from tests.journeys.browser import OPEN, SCREENSHOTS, keep_picture
from tests.journeys.partners import Visitor


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Hook: keep what was on the screen, and what had gone wrong by then."""
    outcome: Any = yield
    report = outcome.get_result()
    if not (report.failed and report.when == "call"):
        return
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    for person in OPEN:
        picture = SCREENSHOTS / f"failed-{item.name[:60]}-{person.user.partition('@')[0]}.png"
        keep_picture(person.page, picture)
        report.sections.append((f"Window of {person.user}", "\n".join([person.page.url, *person.troubles])))


@pytest.fixture(scope="module")
def story(connection: None, server: Served) -> Iterator[Story]:
    """The records, committed so that the served site sees them, and taken away afterwards."""
    frappe.set_user("Administrator")
    story = Story()
    cast.install()
    tell(story)
    frappe.db.commit()
    yield story
    frappe.set_user("Administrator")
    frappe.db.rollback()
    take_away(story)
    frappe.db.commit()


@pytest.fixture(scope="module")
def partner(server: Served, story: Story) -> Visitor:
    return Visitor(server.url, cast.PARTNER)


@pytest.fixture(scope="module")
def deputy(server: Served, story: Story) -> Visitor:
    return Visitor(server.url, cast.DEPUTY)


@pytest.fixture(params=[(390, 844), (1366, 768)], ids=["phone", "screen"])
def window(request: pytest.FixtureRequest, server: Served, partner: Visitor) -> Iterator[Page]:
    """A browser window in which the partner is logged in."""
    with window_of(request.param, server, partner) as page:
        yield page


@pytest.fixture(params=[(320, 640), (1366, 768)], ids=["small phone", "screen"])
def without_script(request: pytest.FixtureRequest, server: Served, partner: Visitor) -> Iterator[Page]:
    """The same with scripts switched off."""
    with window_of(request.param, server, partner, java_script_enabled=False) as page:
        yield page


@contextmanager
def window_of(size: tuple[int, int], server: Served, partner: Visitor, **how: Any) -> Iterator[Page]:
    """A window of this size."""
    viewport = ViewportSize(width=size[0], height=size[1])
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        context = browser.new_context(base_url=server.url, viewport=viewport, **how)
        context.add_cookies([{"name": "sid", "value": partner.cookies["sid"], "url": server.url}])
        yield context.new_page()
        browser.close()
