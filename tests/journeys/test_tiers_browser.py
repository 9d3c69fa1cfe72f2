"""Three tiers before a change of structure and two after it, as people see them; the pictures of the guide."""

from collections.abc import Iterator
from dataclasses import dataclass

import frappe
import pytest
from frappe.utils import getdate

from papg.permissions import membership_roles
from papg.rules.due_dates import govuk_date
from papg.testing import cast, structure
from papg.testing.acting import acting_as
from papg.testing.factories import make_action
from papg.testing.structure import BOARD, CHANGE, LOCAL, PARTNERS, named
from papg.testing.upwards import escalated
from provision.served import Served
from tests.journeys.browser import SCREENSHOTS, Person, chromium, keep_picture
from tests.journeys.stories import committed

WRITTEN = {
    "deciding_body": "Chief Executives' Group",
    "decides_on": "2026-12-14",
    "reasons": "The partners group and the board speak of the same things with the same people.",
    "benefits": "One meeting fewer, and what a district finds is heard where it is decided.",
}


@dataclass
class Desk:
    """The administrator, who sees every group, the chair of the board, and what is proposed to it."""

    administrator: Person
    chair: Person
    change: str


@pytest.fixture(scope="module")
def desk(connection: None, server: Served) -> Iterator[Desk]:
    try:
        with committed():
            structure.three_tiers()
            with acting_as("Administrator"):
                for title in ("Train the front desks", "Write to the venues"):
                    action = make_action(named(PARTNERS), title=title)
            escalated(action, "Administrator", escalated_to=named(BOARD))
            change = structure.proposed(**WRITTEN).name
            frappe.db.commit()
            with chromium() as browser:
                people = (Person(browser, server.url, user) for user in (cast.ADMINISTRATOR, cast.CHAIR))
                yield Desk(*people, change)
    finally:
        take_groups_away()


def take_groups_away() -> None:
    """The groups, and the roles their people had by them: other tests share the cast."""
    frappe.db.rollback()
    names = tuple(
        frappe.get_all("PAPG Group", {"group_name": ("in", (BOARD, PARTNERS, *LOCAL))}, pluck="name")
    )
    for table in frappe.get_meta("PAPG Group").get_table_fields():
        frappe.db.delete(table.options, {"parent": ("in", names)})
    frappe.db.delete("PAPG Group", {"name": ("in", names)})
    for user in cast.POSTS:
        membership_roles.sync(user)
    frappe.db.commit()


def test_three_tiers_become_two(desk: Desk) -> None:
    assert tree(desk.administrator, "tiers-before", BOARD, PARTNERS) == [BOARD, PARTNERS, *LOCAL]
    desk.chair.open(CHANGE, desk.change)
    assert desk.chair.offers("Add a step")
    assert not desk.chair.offers("Add Row")
    said = desk.chair.field("plan")
    assert f"{PARTNERS} closes and goes into {BOARD}." in said.inner_text()
    assert f"The Chair of {LOCAL[6]}, whoever it is, joins {BOARD}." in said.inner_text()
    desk.chair.look("tiers-preview")
    said.evaluate("place => place.closest('.form-section').scrollIntoView({ block: 'center' })")
    keep_picture(desk.chair.page, SCREENSHOTS / "tiers-preview-1366x768.png")
    structure.in_effect(structure.adopted(frappe.get_doc(CHANGE, desk.change)))
    frappe.db.commit()
    ended = f"{PARTNERS} (ended on {govuk_date(getdate(structure.yesterday()))})"
    assert tree(desk.administrator, "tiers-after", BOARD) == [BOARD, *LOCAL, ended]
    desk.chair.go("/app/papg-member/view/list")
    desk.chair.page.evaluate(
        "board => cur_list.filter_area.add([['PAPG Member', 'papg_group', '=', board]])", named(BOARD)
    )
    desk.chair.page.wait_for_function("() => cur_list.data.length === 10")
    desk.chair.settle()
    shown = desk.chair.words()
    assert all(f"Chair of {title}" in shown for title in LOCAL)
    desk.chair.look("tiers-board")
    for person in (desk.administrator, desk.chair):
        assert person.troubles == []
        person.leave()


def tree(person: Person, picture: str, *opened: str) -> list[str]:
    """The groups of the story in the order of the tree, once these are opened; the others stay as they are."""
    person.go("/app/papg-group/view/tree")
    for title in opened:
        person.page.locator(".tree-link").filter(has_text=title).first.click()
        person.settle()
    person.look(picture)
    shown = person.page.locator(".tree-label").all_inner_texts()
    return [title for title in shown if title.startswith((BOARD, PARTNERS, *LOCAL))]
