"""A group's figures at the secretary's desk: the table with its chart."""

from collections.abc import Iterator

import frappe
import pytest
from playwright.sync_api import Browser, expect

from papg.setup.demo import figures
from papg.setup.demo.base import read
from papg.testing import cast
from papg.testing.acting import acting_as
from provision.served import Served
from tests.journeys.browser import Person, chromium
from tests.journeys.stories import committed

TOTAL = "People trained in ACT Awareness"


@pytest.fixture(scope="module")
def browser(connection: None, server: Served) -> Iterator[Browser]:
    with committed():
        data = read("figures")["eastmere"]
        with acting_as(cast.SECRETARY):
            figures.measure_group(cast.group("A"), {**data, "activities": []})
        frappe.db.commit()
        with chromium() as started:
            yield started


def test_a_secretary_looks_at_figures(browser: Browser, server: Served) -> None:
    secretary = Person(browser, server.url, cast.SECRETARY)
    on_the_table(secretary)
    assert secretary.troubles == []
    secretary.leave()


def on_the_table(secretary: Person) -> None:
    """From the measure to its table: the parts that do not make it, what is not known, and the chart."""
    secretary.open("PAPG Measure", frappe.db.get_value("PAPG Measure", {"title": TOTAL}))
    secretary.press("Figures")
    secretary.page.wait_for_url("**/query-report/**")
    expect(secretary.page.locator(".chart-wrapper svg.frappe-chart").first).to_be_visible()
    secretary.settle()
    shown = secretary.words()
    for said in (
        "The parts make 157, 3 fewer than the total of 160.",
        "Does not add up",
        "of which: Council staff",
    ):
        assert said in shown, shown
    for label in ("Create Card", "Set Chart", "Add Chart to Dashboard"):
        assert not secretary.offers(label), label
