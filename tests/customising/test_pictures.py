"""The pictures of the administrator's guide: what the council's own record type and way of approving look like."""

from collections.abc import Iterator

import frappe
import pytest
from playwright.sync_api import Browser, expect

from papg.testing import cast
from provision.served import Served
from tests.customising.ground import forms_kept
from tests.customising.test_minutes_variants import OFFICER
from tests.customising.test_own_types import FIELDS, NOTE
from tests.journeys.browser import Person, chromium
from tests.journeys.rest import Program, programs_of
from tests.journeys.stories import days_ago, put_terms_in_force
from tests.journeys.test_group_meets_rest import meeting_held, written

PLACE = "Quayside Square"


@pytest.fixture(scope="module")
def minutes(connection: None, server: Served) -> Iterator[str]:
    """Minutes with the responsible officer, and the record type."""
    with forms_kept():
        put_terms_in_force()
        programs = programs_of(server.url, (cast.INTEGRATION, cast.ADMINISTRATOR))
        administrator, secretary = programs[cast.ADMINISTRATOR], programs[cast.INTEGRATION]
        yield prepared(administrator, secretary)


def prepared(administrator: Program, secretary: Program) -> str:
    administrator.change("Workflow", OFFICER, is_active=1)
    administrator.create("DocType", name=NOTE, fields=FIELDS, title_field="place_visited")
    minutes = written(secretary, meeting_held(secretary, days_ago(20)))
    secretary.step(minutes, "Send to responsible officer")
    return minutes


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


def test_a_record_type_of_the_council_works_at_the_desk(
    browser: Browser, server: Served, minutes: str
) -> None:
    secretary = Person(browser, server.url, cast.SECRETARY)
    secretary.go(f"/app/site-visit-note/new?papg_group={cast.group('A')}")
    secretary.page.wait_for_function(f"() => window.cur_frm && cur_frm.doctype === '{NOTE}'")
    secretary.settle()
    secretary.page.fill(".form-page:visible input[data-fieldname='place_visited']", PLACE)
    secretary.page.fill(
        ".form-page:visible textarea[data-fieldname='what_was_seen']", "Two bollards are loose."
    )
    secretary.save()
    secretary.look("administrator-form")
    secretary.go("/app/site-visit-note")
    expect(secretary.page.get_by_text(PLACE).first).to_be_visible()
    secretary.look("administrator-list")
    secretary.open("PAPG Minutes", minutes)
    expect(secretary.page.get_by_text("With responsible officer").first).to_be_visible()
    secretary.look("administrator-officer")
    frappe.db.rollback()
    assert frappe.db.get_value(NOTE, {"place_visited": PLACE}, "owner") == cast.SECRETARY
    assert secretary.troubles == []
