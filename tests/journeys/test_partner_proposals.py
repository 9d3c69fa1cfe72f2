"""A partner without scripts proposes items for the next agenda, and reads what the chair made of them."""

from collections.abc import Iterator

import frappe
import pytest
from playwright.sync_api import Page

from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.partner_story import Story
from tests.journeys.accessible import faults
from tests.journeys.partners import Visitor
from tests.journeys.test_partner_corrections import picture

RECORD = "PAPG Proposed Item"
BRIDGE, STALLS = "Closure of the bridge", "Rent of the stalls"
URGENT, NOT_OURS = "It closes on Monday.", "The market committee decides this."


@pytest.fixture
def proposals(story: Story) -> Iterator[str]:
    """The page of the partner's group; what is proposed there is taken away again."""
    group = cast.group("A")
    yield f"/partner/group/{group}"
    frappe.db.rollback()
    frappe.db.delete(RECORD, {"papg_group": group})
    frappe.db.delete("PAPG Agenda Item", {"parent": story["meeting coming"], "title": BRIDGE})
    frappe.db.commit()


def test_a_partner_proposes_items_and_reads_what_became_of_them(
    without_script: Page, proposals: str, story: Story
) -> None:
    page = without_script
    page.goto(proposals)
    page.get_by_role("link", name="Propose an item").click()
    assert faults(page) == []
    page.get_by_role("button", name="Propose item").click()
    assert page.title().startswith("Error: ")
    assert faults(page) == []
    picture(page, "proposal-error")
    for item in (BRIDGE, STALLS):
        page.goto(f"{proposals}/propose")
        page.get_by_label("Item", exact=True).fill(item)
        page.get_by_label("What the group is to hear or decide").fill("Hear what it means for the market.")
        page.get_by_role("button", name="Propose item").click()
        assert page.get_by_role("status").inner_text().startswith("Your item has been proposed.")
    settle(BRIDGE, state="Accepted", accepted_for=story["meeting coming"], settled_reason=URGENT)
    settle(STALLS, state="Declined", settled_reason=NOT_OURS)
    page.goto(proposals)
    assert page.get_by_role("row", name=BRIDGE).get_by_text("On the agenda of").count() == 1
    assert page.get_by_role("row", name=STALLS).get_by_text(NOT_OURS).count() == 1
    assert faults(page) == []
    picture(page, "proposals")
    page.goto(f"/partner/meeting/{story['meeting coming']}")
    assert page.get_by_role("row", name=BRIDGE).get_by_text(f"Late item: {URGENT}").count() == 1
    assert page.get_by_text(STALLS).count() == 0
    assert faults(page) == []
    picture(page, "meeting-late-item")


def settle(title: str, by: str = cast.PARTNER, **values: str) -> None:
    """The chair settles what the partner, or the deputy, proposed."""
    frappe.db.rollback()
    item = frappe.get_last_doc(RECORD, {"title": title, "proposed_by": by})
    with acting_as(cast.CHAIR):
        item.update(values)
        item.save()
    frappe.db.commit()


def test_nobody_proposes_to_a_group_they_do_not_sit_on(
    partner: Visitor, deputy: Visitor, proposals: str
) -> None:
    foreign = f"/partner/group/{cast.group('B')}"
    for visitor, path in ((partner, foreign), (deputy, foreign), (partner, "/partner/group/made-up")):
        assert visitor.page(f"{path}/propose").status_code == 404
        answer = visitor.fill_in(f"{path}/propose", proposed="Mine", reason="For nobody.")
        assert answer.content == visitor.page("/partner/nothing").content
    assert frappe.db.count(RECORD) == 0


def test_a_deputy_proposes_where_they_stand_in_and_reads_there_what_became_of_it(
    deputy: Visitor, proposals: str, story: Story
) -> None:
    meeting = f"/partner/meeting/{story['meeting deputised']}"
    assert f"{proposals}/propose" in deputy.page(meeting).text
    assert deputy.page(proposals).status_code == 404
    assert meeting in deputy.page(f"{proposals}/propose").text
    answer = deputy.fill_in(f"{proposals}/propose", proposed=BRIDGE, reason="For the market.")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{meeting}?proposed=1")
    settle(BRIDGE, cast.DEPUTY, state="Declined", settled_reason=NOT_OURS)
    page = deputy.page(f"{meeting}?proposed=1").text
    assert "Your item has been proposed." in page
    assert BRIDGE in page
    assert NOT_OURS in page
    frappe.db.set_value("PAPG Minutes", story["circulated"], "stage", "Agreed")
    frappe.db.commit()
    try:
        assert deputy.page(f"{proposals}/propose").status_code == 403
    finally:
        frappe.db.set_value("PAPG Minutes", story["circulated"], "stage", "Circulated")
        frappe.db.commit()
