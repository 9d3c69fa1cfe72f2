"""A secretary proposes that a group closes; its chair records the decision, carries it out and undoes it."""

from collections.abc import Iterator

import frappe
import pytest
from playwright.sync_api import Browser

from papg.testing import cast
from provision.served import Served
from tests.journeys.browser import Person, chromium
from tests.journeys.stories import committed
from tests.journeys.test_structure_rest import CHANGE, reopen

WRITTEN = {
    "title": "One group fewer",
    "deciding_body": cast.BOARD_GROUP,
    "decides_on": "2026-12-14",
    "reasons": "The board does the same.",
    "benefits": "Shorter lines.",
}


@pytest.fixture(scope="module")
def browser(connection: None, server: Served) -> Iterator[Browser]:
    with committed(), chromium() as started:
        frappe.db.commit()
        yield started
        reopen()


def test_a_group_is_closed_on_paper_first_and_then_for_a_while(browser: Browser, server: Served) -> None:
    secretary, chair = (Person(browser, server.url, user) for user in (cast.SECRETARY, cast.CHAIR))
    change = proposed(secretary)
    decided(chair, change)
    carried_out_and_undone(chair)
    assert secretary.troubles + chair.troubles == []
    for person in (secretary, chair):
        person.leave()


def proposed(secretary: Person) -> str:
    secretary.go(f"/app/papg-structure-change/new?papg_group={cast.group('A')}")
    secretary.page.wait_for_function("() => window.cur_frm && cur_frm.doctype === 'PAPG Structure Change'")
    assert "Save first, then add the steps." in secretary.words()
    secretary.page.evaluate("values => cur_frm.set_value(values)", WRITTEN)
    secretary.save()
    narrowed_to_an_area(secretary)
    secretary.press("Add a step")
    dialog = secretary.dialog()
    dialog.locator("[data-fieldname=kind] select").select_option("Closes")
    dialog.locator("[data-fieldname=concerned_group] select").select_option(label=cast.GROUP_A)
    secretary.look("structure-step")
    dialog.get_by_role("button", name="Add", exact=True).click()
    secretary.page.wait_for_function("() => cur_frm.doc.steps.length && !cur_frm.is_dirty()")
    secretary.settle()
    assert f"{cast.GROUP_A} closes." in secretary.words()
    assert not secretary.offers("Record that it was adopted")
    secretary.look("structure-proposed")
    return secretary.record("name")


def narrowed_to_an_area(secretary: Person) -> None:
    """What splits off may be of one business area, and nothing else may."""
    secretary.press("Add a step")
    dialog = secretary.dialog()
    kind = dialog.locator("[data-fieldname=kind] select")
    area = dialog.locator(".frappe-control[data-fieldname=business_area]")
    kind.select_option("Closes")
    assert not area.is_visible()
    kind.select_option("A part splits off into another")
    for field in ("concerned_group", "other_group"):
        dialog.locator(f"[data-fieldname={field}] select").select_option(label=cast.GROUP_A)
    area.locator("input").fill("Licensing")
    secretary.page.locator(".awesomplete li:visible").filter(has_text="Licensing").first.click()
    dialog.get_by_role("button", name="Add", exact=True).click()
    secretary.page.wait_for_function("() => cur_frm.doc.steps.length && !cur_frm.is_dirty()")
    secretary.settle()
    assert secretary.page.evaluate("() => cur_frm.doc.steps[0].business_area") == "Licensing"
    assert f"{cast.GROUP_A} cannot be its own other group." in secretary.words()
    secretary.page.evaluate("() => { cur_frm.clear_table('steps'); cur_frm.dirty(); }")
    secretary.save()


def decided(chair: Person, change: str) -> None:
    chair.open(CHANGE, change)
    chair.press("Record that it was adopted")
    dialog = chair.dialog()
    today = frappe.utils.formatdate(frappe.utils.today(), "dd-MM-yyyy")
    for field in ("decided_on", "takes_effect_on"):
        entry = dialog.locator(f"[data-fieldname={field}] input")
        entry.fill(today)
        entry.press("Tab")
    dialog.locator("[data-fieldname=decision] textarea").fill("Agreed as proposed.")
    chair.look("structure-decision")
    dialog.get_by_role("button", name="Record", exact=True).click()
    chair.wait_for("stage", "Adopted")
    chair.look("structure-adopted")


def carried_out_and_undone(chair: Person) -> None:
    for step, stage in (("Carry out", "In effect"), ("Undo", "Undone")):
        chair.press(step)
        chair.dialog().get_by_role("button", name="Yes", exact=True).click()
        chair.wait_for("stage", stage)
        chair.page.wait_for_function("() => !cur_frm.is_dirty()")
        chair.look(f"structure-{stage.lower().replace(' ', '-')}")
    assert f"{cast.GROUP_A} closes." in chair.record("what_was_done")
    assert frappe.db.get_value("PAPG Group", cast.group("A"), "status") == "Active"
