"""A partner without scripts proposes a correction, the chair settles it, the partner reads what became of it."""

from pathlib import Path

import frappe
from playwright.sync_api import Page

from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.partner_story import Story
from provision.paths import STATE
from tests.journeys.accessible import faults
from tests.journeys.partners import Visitor

SCREENSHOTS = STATE / "screenshots"


def picture(page: Page, name: str) -> None:
    """Keep how the page looks."""
    assert page.viewport_size
    Path(SCREENSHOTS).mkdir(parents=True, exist_ok=True)
    page.screenshot(
        path=SCREENSHOTS / f"partner-{name}-{page.viewport_size['width']}.png",
        full_page=True,
        animations="disabled",
    )


def test_a_correction_is_proposed_without_script_and_its_end_is_read_on_the_minutes(
    without_script: Page, story: Story
) -> None:
    page, name = without_script, story["circulated"]
    words = f"The plan was agreed at {page.viewport_size}."
    page.goto(f"/partner/minutes/{name}")
    page.get_by_role("link", name="Propose a correction to item 1").click()
    assert faults(page) == []
    picture(page, "correction")
    page.get_by_label("Text as it should be").fill(words)
    page.get_by_role("button", name="Propose correction").click()
    assert page.title().startswith("Error: ")
    assert page.get_by_label("Text as it should be").input_value() == words
    assert faults(page) == []
    picture(page, "correction-error")
    page.get_by_role("link", name="Say why item 1 should be changed.").click()
    page.get_by_label("Why").fill("It was agreed and not only noted.")
    page.get_by_role("button", name="Propose correction").click()
    assert page.get_by_role("status").inner_text().startswith("Your correction has been proposed.")
    assert page.get_by_role("cell", name="waits for the chair").count() == 1
    reject(name, words)
    page.goto(f"/partner/minutes/{name}")
    assert page.get_by_role("cell", name="It was said at another meeting.").count() >= 1
    assert page.get_by_role("status").count() == 0
    assert faults(page) == []
    picture(page, "minutes")


def reject(minutes: str, words: str) -> None:
    """The chair rejects the correction with a reason."""
    frappe.db.rollback()
    found = frappe.get_all(
        "PAPG Minutes Correction",
        {"minutes": minutes, "proposed_text": ("like", f"%{words[:20]}%"), "state": "Proposed"},
        pluck="name",
    )
    with acting_as(cast.CHAIR):
        correction = frappe.get_doc("PAPG Minutes Correction", found[0])
        correction.update({"state": "Rejected", "settled_reason": "It was said at another meeting."})
        correction.save()
    frappe.db.commit()


def test_every_page_of_partners_is_accessible_on_a_phone_and_on_a_screen(window: Page, story: Story) -> None:
    for label, path in (
        ("front", "/partner"),
        ("group", f"/partner/group/{cast.group('A')}"),
        ("meeting", f"/partner/meeting/{story['meeting coming']}"),
        ("minutes-agreed", f"/partner/minutes/{story['agreed']}"),
        ("list-of-minutes", "/partner/minutes"),
        ("actions", "/partner/actions"),
        ("action", f"/partner/actions/{story['spare action']}"),
        ("not-found", "/partner/nothing"),
    ):
        window.goto(path)
        assert faults(window) == [], path
        picture(window, label)


def test_the_page_of_a_correction_says_nothing_about_minutes_of_others(
    partner: Visitor, story: Story
) -> None:
    paths = [f"/partner/minutes/{story[part]}/correct/1" for part in ("foreign", "draft")]
    paths += [f"/partner/minutes/{story['circulated']}/correct/99", "/partner/minutes/made-up/correct/1"]
    answers = [partner.page(path) for path in paths]
    answers += [partner.fill_in(path, proposed="Mine.", reason="So it was.", seen="") for path in paths]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
