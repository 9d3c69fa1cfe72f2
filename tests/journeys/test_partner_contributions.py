"""Before a meeting a partner without scripts answers what is asked, and says that a deputy will come."""

from collections.abc import Iterator

import frappe
import pytest
from playwright.sync_api import Page

from papg.testing import cast
from papg.testing.factories import JOINED_ON, make
from papg.testing.partner_story import Story
from tests.journeys.accessible import faults
from tests.journeys.partners import Visitor
from tests.journeys.test_partner_corrections import picture

RECORD = "PAPG Contribution Request"
DEPUTY = "Detective Inspector"


@pytest.fixture(scope="module")
def asked(story: Story) -> Iterator[str]:
    """What the partner, who has a deputy, is asked before the story's meeting to come."""
    row = frappe.get_doc("PAPG Member", cast.member(cast.PARTNER))
    row.append("deputies", {"deputy_name": DEPUTY, "valid_from": JOINED_ON})
    row.save()
    fields = {"kind": "Community tensions (general picture)", "question": "How calm is the harbour?"}
    request = make(RECORD, meeting=story["meeting coming"], member=row.name, **fields)
    frappe.db.commit()
    yield request.name
    frappe.db.rollback()
    frappe.db.delete("PAPG Member Deputy", {"parent": row.name})
    frappe.db.delete(RECORD, {"name": request.name})
    frappe.db.commit()


def test_a_partner_answers_and_sends_a_deputy_without_script(
    without_script: Page, asked: str, story: Story
) -> None:
    page = without_script
    page.goto("/partner")
    picture(page, "front-asked")
    assert faults(page) == []
    page.goto(f"/partner/contribution/{asked}")
    assert page.get_by_text("Give the general picture only").count() == 1
    page.get_by_label("What you contribute").fill(" ")
    page.get_by_label("There is nothing to report").uncheck()
    page.get_by_role("button", name="Save answer").click()
    assert page.title().startswith("Error: ")
    assert faults(page) == []
    picture(page, "contribution-error")
    page.get_by_label("What you contribute").fill("Calm, with more visitors than last year.")
    page.get_by_role("button", name="Save answer").click()
    assert page.get_by_role("status").inner_text().startswith("Your answer has been saved.")
    assert faults(page) == []
    picture(page, "contribution")
    page.goto(f"/partner/meeting/{story['meeting coming']}")
    page.get_by_label(f"My deputy will come: {DEPUTY}").check()
    page.get_by_role("button", name="Tell the secretary").click()
    assert page.get_by_role("status").inner_text().startswith("The secretary has been told.")
    assert page.get_by_label(f"My deputy will come: {DEPUTY}").is_checked()
    assert page.get_by_role("cell", name="Answered").count() == 1
    assert faults(page) == []
    picture(page, "meeting-coming")


def test_nobody_answers_what_another_was_asked_and_what_is_made_up_looks_the_same(
    partner: Visitor, deputy: Visitor, asked: str
) -> None:
    for visitor, name in ((deputy, asked), (partner, "made-up"), (deputy, "made-up")):
        assert visitor.page(f"/partner/contribution/{name}").status_code == 404
        assert visitor.fill_in(f"/partner/contribution/{name}", answer="Mine.").status_code == 404
    assert visitor.page(f"/partner/contribution/{asked}").content == visitor.page("/partner/nothing").content
