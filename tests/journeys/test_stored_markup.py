"""Markup that got into a record past every door does nothing where staff look at the record.

The doors refuse it, so it is put into the tables themselves: what is tried is the last line, in the browser.
"""

from collections.abc import Iterator

import frappe
import pytest
from playwright.sync_api import Browser

from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make_action
from papg.testing.meetings import drafted, held_meeting
from provision.served import Served
from tests.journeys.browser import Person, chromium
from tests.journeys.stories import committed

TRAP = '<img src=x onerror="window.trapped = 1">'
TEXT = ("Data", "Small Text", "Text", "Long Text", "Text Editor")
SHORTEST = 140


@pytest.fixture(scope="module")
def trapped(connection: None, server: Served) -> Iterator[dict[str, str]]:
    """A meeting, its minutes and an action of the secretary's with the trap in every text they hold."""
    with committed():
        meeting = held_meeting(agenda=[{"title": "One"}])
        minutes = drafted(meeting)
        with acting_as(cast.SECRETARY):
            action = make_action(cast.group("A"), title="Trapped")
        found = {doc.doctype: doc.name for doc in (meeting, minutes, action)}
        for record_type, name in found.items():
            set_trap(frappe.get_doc(record_type, name))
        frappe.db.commit()
        yield found


def set_trap(doc: frappe.model.document.Document) -> None:
    """Put the trap into every text of a record and of its rows that is not a key to something."""
    for row in (doc, *doc.get_all_children()):
        for field in row.meta.fields:
            is_key = row.meta.autoname == f"field:{field.fieldname}"
            if field.fieldtype in TEXT and not is_key and (field.length or SHORTEST) >= len(TRAP):
                frappe.db.set_value(row.doctype, row.name, field.fieldname, TRAP, update_modified=False)


@pytest.fixture(scope="module")
def browser(trapped: dict[str, str]) -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def secretary(browser: Browser, server: Served) -> Iterator[Person]:
    person = Person(browser, server.url, cast.SECRETARY)
    person.page.on("dialog", lambda dialog: person.page.evaluate("window.trapped = 1"))
    yield person
    person.leave()


def is_trapped(person: Person) -> bool:
    """Did the markup do something?"""
    return bool(person.page.evaluate("!!window.trapped"))


def test_the_trap_works_where_nothing_stops_it(secretary: Person) -> None:
    page = secretary.context.browser.new_page()
    page.set_content(TRAP)
    page.wait_for_function("window.trapped")
    page.close()


def test_a_form_shows_stored_markup_and_does_not_run_it(secretary: Person, trapped: dict[str, str]) -> None:
    for record_type, name in trapped.items():
        secretary.open(record_type, name)
        assert not is_trapped(secretary), record_type


def test_lists_and_reports_do_not_run_it(secretary: Person, trapped: dict[str, str]) -> None:
    for record_type in trapped:
        for view in ("List", "Report"):
            secretary.page.evaluate("route => frappe.set_route(...route)", ["List", record_type, view])
            secretary.settle()
            assert not is_trapped(secretary), f"{record_type}, {view}"


def test_home_prints_and_search_do_not_run_it(secretary: Person, trapped: dict[str, str]) -> None:
    secretary.go("/app")
    assert not is_trapped(secretary)
    for record_type, name in trapped.items():
        secretary.page.goto(f"/printview?doctype={record_type}&name={name}", wait_until="networkidle")
        assert not is_trapped(secretary), record_type
    secretary.go("/app/papg-action")
    secretary.page.locator("#navbar-search").fill("img")
    secretary.settle()
    assert not is_trapped(secretary)


def test_the_trap_was_set_in_most_texts(trapped: dict[str, str]) -> None:
    frappe.db.rollback()
    for record_type, name in trapped.items():
        assert str(frappe.get_doc(record_type, name).as_dict()).count("window.trapped") >= 2, record_type
