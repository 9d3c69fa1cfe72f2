"""The page to read the interface for programs, at a browser, under its content security policy."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from papg.testing import cast
from provision.served import Served
from tests.journeys.browser import Person, chromium
from tests.journeys.partners import Visitor
from tests.journeys.stories import committed


@pytest.fixture(scope="module")
def browser(connection: None, server: Served) -> Iterator[Browser]:
    with committed(), chromium() as opened:
        yield opened


def test_a_secretary_reads_what_a_program_of_theirs_may_do(browser: Browser, server: Served) -> None:
    secretary = Person(browser, server.url, cast.SECRETARY)
    secretary.page.goto("/interface")
    actions = secretary.page.locator("#operations-tag-Action")
    actions.click()
    secretary.look("interface")
    operation = secretary.page.locator(".opblock-get", has_text="List Action")
    operation.locator(".opblock-summary-control").click()
    expect(operation.get_by_text("order_by").first).to_be_visible()
    # It is to be read: nothing is sent from here.
    for button in ("Try it out", "Authorize"):
        expect(secretary.page.get_by_role("button", name=button)).to_have_count(0)
    expect(secretary.page.locator("#operations-tag-Workflow")).to_have_count(0)
    for width, height in ((390, 844), (1366, 768)):
        secretary.page.set_viewport_size({"width": width, "height": height})
        assert secretary.page.evaluate("document.documentElement.scrollWidth") <= width
    assert secretary.troubles == []


def test_who_has_no_key_to_use_gets_no_page(server: Served, browser: Browser) -> None:
    partner = Visitor(server.url, cast.PARTNER)
    assert partner.page("/interface").status_code == 404
    assert Visitor(server.url).page("/interface").status_code == 404
