"""A group assesses itself, as its people see it: scoring, moderation, signing off, and an action from a gap."""

from collections.abc import Iterator
from dataclasses import dataclass

import frappe
import pytest
from playwright.sync_api import Browser, expect

from papg.testing import cast
from papg.testing.maturity import a_framework
from provision.served import Served
from tests.journeys.browser import Person, chromium
from tests.journeys.stories import committed

REASON = "C2 needs a reason."
RATIONALE = "The last exercise showed it."
TASK = "Try the plan out in spring"


@dataclass
class Room:
    """Where the journey takes place."""

    browser: Browser
    url: str
    framework: str

    def enter(self, user: str) -> Person:
        return Person(self.browser, self.url, user)


@pytest.fixture(scope="module")
def room(connection: None, server: Served) -> Iterator[Room]:
    with committed():
        framework = a_framework(3)
        frappe.db.commit()
        with chromium() as browser:
            yield Room(browser, server.url, framework)


def test_a_group_assesses_itself_at_the_desk(room: Room) -> None:
    secretary = room.enter(cast.SECRETARY)
    assessment = begun(secretary, room.framework)
    for line in (1, 2):
        score(secretary, line)
    share_out(secretary, 3)
    secretary.save()
    member = room.enter(cast.MEMBER)
    scored_by_member(member, assessment)
    secretary.open("PAPG Maturity Assessment", assessment)
    profiled(secretary)
    secretary.take_step("Send to moderator")
    secretary.wait_for("stage", "With moderator")
    chair = room.enter(cast.CHAIR)
    sent_back(chair, assessment)
    put_right(secretary, assessment)
    signed_off(chair, assessment)
    action_raised(secretary, assessment)
    assert (secretary.troubles, chair.troubles, member.troubles) == ([], [], [])


def pick(person: Person, field: str, words: str) -> None:
    """Choose an entry of a link field."""
    box = person.field(field).locator("input")
    box.fill(words)
    person.settle()
    person.page.locator(".awesomplete li:visible").filter(has_text=words).first.click()
    person.settle()


def begun(secretary: Person, framework: str) -> str:
    """A new assessment: group and framework are chosen, and the lines are there."""
    secretary.go("/app/papg-maturity-assessment/new")
    secretary.page.wait_for_function("() => window.cur_frm && cur_frm.doctype === 'PAPG Maturity Assessment'")
    pick(secretary, "papg_group", cast.GROUP_A)
    pick(secretary, "framework", framework)
    secretary.save()
    secretary.page.wait_for_function("() => (cur_frm.doc.scores || []).length === 3")
    secretary.settle()
    secretary.look("assessment-begun")
    return secretary.record("name")


def score(secretary: Person, line: int) -> None:
    """Open a line: what each level looks like is in view, and the levels to choose are the framework's."""
    secretary.page.locator(f"[data-fieldname='scores'] .grid-row[data-idx='{line}'] .btn-open-row").click()
    secretary.page.wait_for_function(
        "() => document.activeElement.matches('select[data-fieldname=current_level]')"
    )
    row = secretary.page.locator(".grid-row-open")
    shown = row.locator("[data-fieldname='wordings']")
    for level in (1, 2, 3):
        expect(shown).to_contain_text(f"Wording of level {level}.")
    row.locator("[data-fieldname='current_level'] select").select_option(label="1: Level 1")
    row.locator("[data-fieldname='target_level'] select").select_option(label="3: Level 3")
    secretary.page.wait_for_function("line => cur_frm.doc.scores[line - 1].target_level === '3'", arg=line)
    secretary.look(f"assessment-line-{line}")
    secretary.page.keyboard.press("Escape")


def share_out(secretary: Person, line: int) -> None:
    """A line is given to the member who is to score it."""
    secretary.page.locator(f"[data-fieldname='scores'] .grid-row[data-idx='{line}'] .btn-open-row").click()
    secretary.page.wait_for_function("() => document.activeElement.closest('.grid-row-open')")
    box = secretary.page.locator(".grid-row-open [data-fieldname='assigned_to'] input")
    # While a row is open the desk is never quiet.
    box.fill(cast.POSTS[cast.MEMBER])
    choice = secretary.page.locator(".grid-row-open .awesomplete li:visible")
    choice.filter(has_text=cast.POSTS[cast.MEMBER]).first.click()
    secretary.page.wait_for_function("line => cur_frm.doc.scores[line - 1].assigned_to", arg=line)
    secretary.page.keyboard.press("Escape")


def scored_by_member(member: Person, assessment: str) -> None:
    """The member scores the line that waits for them, with what each level looks like in view, and returns it."""
    member.open("PAPG Maturity Assessment", assessment)
    expect(member.page.locator(".progress-message")).to_contain_text("Assessed: 2 of 3. Not assessed yet: 1.")
    member.press("Score my lines")
    dialog = member.dialog()
    expect(dialog.locator("[data-fieldname='wordings']")).to_contain_text("Wording of level 2.")
    dialog.locator("[data-fieldname='current_level'] select").select_option(label="1: Level 1")
    dialog.locator("[data-fieldname='target_level'] select").select_option(label="3: Level 3")
    member.look("assessment-my-line")
    dialog.get_by_role("button", name="Save and next").click()
    expect(member.page.locator(".progress-message")).to_contain_text("Assessed: 3 of 3.")
    member.settle()
    member.press("Return my lines")
    member.dialog().get_by_role("button", name="Yes", exact=True).click()
    expect(member.page.locator(".progress-message")).to_contain_text("Returned: 1.")
    member.look("assessment-returned")


def profiled(secretary: Person) -> None:
    """The profile stands on the form as a table, and below it as radar and bars."""
    expect(secretary.page.locator("[data-fieldname='pictures'] svg")).to_have_count(2)
    secretary.page.locator("[data-fieldname='pictures'] svg").first.scroll_into_view_if_needed()
    secretary.look("assessment-pictures")
    table = secretary.page.locator("[data-fieldname='profile']").first
    for words in ("Leading the work", "Knowing the risks", "Being ready", "2.0"):
        expect(table).to_contain_text(words)
    secretary.look("assessment-scored")


def sent_back(chair: Person, assessment: str) -> None:
    """The moderator reads it, cannot change it, and sends it back with a reason."""
    chair.go("/app/papg-maturity-assessment")
    expect(chair.page.locator(".list-row").first).to_contain_text("With moderator")
    chair.look("assessment-list")
    chair.open("PAPG Maturity Assessment", assessment)
    chair.look("assessment-with-moderator")
    chair.take_step("Send back")
    dialog = chair.dialog()
    dialog.locator("textarea").fill(REASON)
    dialog.get_by_role("button", name="Send back").click()
    chair.wait_for("stage", "In progress")


def put_right(secretary: Person, assessment: str) -> None:
    """The secretary reads why, writes what was missing and sends it again."""
    secretary.open("PAPG Maturity Assessment", assessment)
    expect(secretary.page.locator(".form-message:visible")).to_contain_text(REASON)
    secretary.look("assessment-sent-back")
    secretary.page.locator("[data-fieldname='scores'] .grid-row[data-idx='2'] .btn-open-row").click()
    secretary.page.wait_for_function("() => document.activeElement.closest('.grid-row-open')")
    secretary.page.locator(".grid-row-open [data-fieldname='rationale'] textarea").fill(RATIONALE)
    secretary.page.keyboard.press("Tab")
    secretary.page.wait_for_function("words => cur_frm.doc.scores[1].rationale === words", arg=RATIONALE)
    secretary.page.keyboard.press("Escape")
    secretary.save()
    secretary.take_step("Send to moderator")
    secretary.wait_for("stage", "With moderator")


def signed_off(chair: Person, assessment: str) -> None:
    """The moderator signs it off, and it is locked."""
    chair.open("PAPG Maturity Assessment", assessment)
    chair.take_step("Sign off")
    confirm(chair)
    chair.wait_for("stage", "Signed off")
    assert (chair.record("docstatus"), chair.record("moderator")) == (1, cast.CHAIR)
    chair.look("assessment-signed-off")


def confirm(chair: Person) -> None:
    """The desk asks once more before it locks a record, if it asks."""
    button = chair.page.get_by_role("button", name="Yes", exact=True).locator("visible=true")
    if button.count():
        button.first.click()


def action_raised(secretary: Person, assessment: str) -> None:
    """From a gap to an action; the assessment shows the action, the list holds it, and it leads back."""
    secretary.open("PAPG Maturity Assessment", assessment)
    secretary.press("Raise action")
    dialog = secretary.dialog()
    dialog.locator("[data-fieldname='code'] select").select_option("C3")
    title = dialog.locator("[data-fieldname='title'] input")
    expect(title).to_have_value("C3: Statement 3 holds (reach level 3)")
    title.fill(TASK)
    secretary.look("assessment-action-dialog")
    dialog.get_by_role("button", name="Raise", exact=True).click()
    secretary.page.wait_for_function(
        "() => cur_frm.doc.__onload && (cur_frm.doc.__onload.actions || []).length"
    )
    secretary.settle()
    expect(secretary.page.locator("[data-fieldname='raised_actions']")).to_contain_text(TASK)
    secretary.look("assessment-with-action")
    secretary.go("/app/papg-action")
    secretary.page.locator(".list-row").get_by_text(TASK, exact=True).click()
    secretary.page.wait_for_url("**/papg-action/*")
    secretary.settle()
    assert secretary.record("source_part") == "C3"
    secretary.look("action-from-gap")
    secretary.press("Where it comes from")
    secretary.page.wait_for_url(f"**/papg-maturity-assessment/{assessment}")
