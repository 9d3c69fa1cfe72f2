"""An action at the secretary's desk and in its owner's hands: suggestions, repeating, views, and the answer by link."""

from collections.abc import Iterator

import frappe
import pytest
from frappe.utils import add_days, today
from playwright.sync_api import Browser

from papg import link_keys
from papg.testing import cast
from papg.testing.actions import an_action
from provision.served import Served
from tests.journeys.accessible import faults
from tests.journeys.browser import PHONE, SCREENSHOTS, Person, chromium, keep_picture
from tests.journeys.stories import committed

OWNER = "market.manager@square.example"
TITLE = "Renew the bollards of the market"


@pytest.fixture(scope="module")
def browser(connection: None, server: Served) -> Iterator[Browser]:
    with committed():
        an_action(
            title=TITLE,
            owner_member=None,
            owner_email=OWNER,
            due_on=add_days(today(), -2),
            raised_on=add_days(today(), -40),
            rag="Red",
            rag_reason="The maker has closed.",
            obstacle_kind="Money",
        )
        frappe.db.commit()
        with chromium() as started:
            yield started
        frappe.db.delete("Auto Repeat", {"reference_doctype": "PAPG Action"})
        frappe.db.commit()


def test_a_secretary_sees_why_to_escalate_lets_it_repeat_and_finds_it_in_every_view(
    browser: Browser, server: Served
) -> None:
    secretary = Person(browser, server.url, cast.SECRETARY)
    on_the_form(secretary)
    in_the_views(secretary)
    assert secretary.troubles == []
    secretary.leave()
    by_link(browser, server)


def on_the_form(secretary: Person) -> None:
    """The form says what the rating means and why to escalate; the action is set to come again."""
    secretary.open("PAPG Action", frappe.db.get_value("PAPG Action", {"title": TITLE}))
    shown = secretary.words()
    for said in (
        "Overdue by 2 days",
        "Escalating it is suggested: Rated Red.",
        "Will not be done by its date unless somebody above the owner does something.",
    ):
        assert said in shown, shown
    assert secretary.offers("Ask the owner by mail")
    secretary.look("action-form")
    secretary.press("Repeat")
    secretary.dialog().get_by_role("button", name="Repeat", exact=True).click()
    secretary.page.get_by_text("Comes again quarterly, next on").wait_for()
    secretary.settle()
    assert secretary.offers("Stop repeating")
    secretary.look("action-repeating")


def by_link(browser: Browser, server: Served) -> None:
    """The owner, who has no account, follows the link of a letter on a telephone and answers."""
    key = link_keys.new()
    frappe.db.rollback()
    frappe.db.set_value(
        "PAPG Action",
        {"title": TITLE},
        {
            "link_fingerprint": link_keys.fingerprint(key),
            "link_sent_to": OWNER,
            "link_until": add_days(today(), 1),
        },
    )
    frappe.db.commit()
    page = browser.new_page(viewport={"width": PHONE[0], "height": PHONE[1]})
    page.goto(f"{server.url}/answer?key={key}")
    keep_picture(page, SCREENSHOTS / "answer-by-link-390x844.png")
    assert faults(page) == []
    page.get_by_label("How far is it?").fill("The maker has been replaced.")
    page.get_by_label("Done", exact=True).check()
    page.get_by_role("button", name="Send answer").click()
    page.get_by_role("heading", name="Thank you").wait_for()
    assert faults(page) == []
    page.close()


def in_the_views(secretary: Person) -> None:
    """Board, calendar and timeline of the framework show it to who may read it."""
    page = secretary.page
    secretary.go("/app/papg-action/view/kanban/Actions")
    column = page.locator(".kanban-column", has_text="Open").first
    column.locator(".kanban-card", has_text=TITLE).first.wait_for()
    secretary.look("action-board")
    secretary.go("/app/papg-action/view/calendar/default")
    page.locator(".fc-event", has_text=TITLE).first.wait_for()
    secretary.look("action-calendar")
    secretary.go("/app/papg-action/view/gantt")
    page.locator(".gantt .bar-label", has_text=TITLE).first.wait_for()
    assert "(" not in page.locator(".gantt .bar-label", has_text=TITLE).first.text_content()
    secretary.look("action-timeline")
