"""A group's figures at the secretary's desk: the table with its chart, a correction, and a priority with its action."""

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

# Somebody pulls at the window's edge while the bars grow.
PULL = """async () => {
    for (let turn = 0; turn < 40; turn++) {
        window.dispatchEvent(new Event("resize"));
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
}"""


@pytest.fixture(scope="module")
def browser(connection: None, server: Served) -> Iterator[Browser]:
    with committed():
        data = read("figures")["eastmere"]
        with acting_as(cast.SECRETARY):
            figures.measure_group(cast.group("A"), {**data, "activities": []})
            figures.do_for_priority(cast.group("A"), data["priority"])
        frappe.db.commit()
        with chromium() as started:
            yield started


def test_a_secretary_looks_at_figures_corrects_one_and_finds_a_priority_from_its_action(
    browser: Browser, server: Served
) -> None:
    secretary = Person(browser, server.url, cast.SECRETARY)
    on_the_table(secretary)
    on_the_figure(secretary)
    from_action_to_priority(secretary)
    assert [trouble for trouble in secretary.troubles if "417" not in trouble] == []
    secretary.leave()


def on_the_table(secretary: Person) -> None:
    """From the measure to its table: the parts that do not make it, what is not known, and the chart."""
    secretary.open("PAPG Measure", frappe.db.get_value("PAPG Measure", {"title": TOTAL}))
    secretary.press("Figures")
    secretary.page.wait_for_url("**/query-report/**")
    expect(secretary.page.locator(".chart-wrapper svg.frappe-chart").first).to_be_visible()
    secretary.page.evaluate(PULL)
    expect(secretary.page.locator(".chart-wrapper svg.frappe-chart")).to_have_count(1)
    shown = secretary.words()
    for said in (
        "The parts make 157, 3 fewer than the total of 160.",
        "Does not add up",
        "of which: Council staff",
    ):
        assert said in shown, shown
    for label in ("Create Card", "Set Chart", "Add Chart to Dashboard"):
        assert not secretary.offers(label), label
    assert "Execution Time" not in shown
    axis = secretary.page.locator(".chart-wrapper .y.axis").text_content() or ""
    assert "200" in axis and ".00" not in axis
    secretary.look("measures-table")


def on_the_figure(secretary: Person) -> None:
    """A figure is not replaced without a reason; with one, what was recorded stands under it."""
    measure = frappe.db.get_value("PAPG Measure", {"title": TOTAL})
    figure = frappe.get_last_doc("PAPG Measure Value", {"measure": measure}, order_by="period_to desc")
    secretary.open("PAPG Measure Value", figure.name)
    secretary.page.evaluate("cur_frm.set_value('value', '157')")
    secretary.page.wait_for_function("() => cur_frm.is_dirty()")
    secretary.press("Save")
    expect(secretary.dialog()).to_contain_text("Give the reason for the correction")
    secretary.page.evaluate("cur_dialog.hide()")
    secretary.page.evaluate("cur_frm.set_value('correction_reason', 'The college was counted twice')")
    secretary.save()
    expect(secretary.page.locator(".form-message:visible")).to_contain_text("The parts make 157.")
    assert "The college was counted twice" in secretary.words()
    secretary.look("measure-figure")


def from_action_to_priority(secretary: Person) -> None:
    """An action leads to the priority it is for, and the priority shows the action and leads on to its duty."""
    action = frappe.get_last_doc("PAPG Action", {"papg_group": cast.group("A")})
    secretary.open("PAPG Action", action.name)
    chosen = secretary.field("papg_priority").locator("input")
    expect(chosen).to_have_value("1 Everybody knows what to notice and whom to tell")
    secretary.open("PAPG Priority", action.papg_priority)
    assert action.title in secretary.words()
    assert secretary.offers("Raise an action")
    secretary.look("priority")
    secretary.go("/app/query-report/PAPG Priorities")
    assert "0 of 1 closed" in secretary.words()
    secretary.look("priorities")
