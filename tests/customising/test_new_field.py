"""The council's administrator adds a field to actions in the browser, and it is wherever actions are."""

import json
from collections.abc import Iterator

import frappe
import pytest
from playwright.sync_api import Browser, expect

from papg.security import allowlist, kinds
from papg.testing import cast, pdf
from papg.testing.actions import an_action
from provision.served import Served
from tests.customising.ground import forms_kept
from tests.journeys.browser import Person, chromium
from tests.journeys.rest import Program, give_key
from tests.security.test_desk_journey import Recorded

WARD = "Quayside"


@pytest.fixture(scope="module")
def browser(connection: None, server: Served) -> Iterator[Browser]:
    with forms_kept():
        an_action()
        frappe.db.commit()
        with chromium() as opened:
            yield opened


def test_an_administrator_adds_a_field_and_it_is_wherever_actions_are(
    browser: Browser, server: Served
) -> None:
    administrator = Recorded(browser, server.url, cast.ADMINISTRATOR)
    administrator.settle()
    add_ward(administrator)
    secretary = Person(browser, server.url, cast.SECRETARY)
    name = filled_in(secretary)
    filtered(secretary, name)
    assert f"Ward: {WARD}" in action_plan(secretary)
    read_by_a_program(server, name)
    kept_off_paper(server, secretary)
    taken_out(administrator)
    unlisted = {
        f"{verb} {endpoint}"
        for verb, endpoint in administrator.asked
        if endpoint != "/"
        and not any(
            verb in entry.verbs for entry in allowlist.find({kinds.ADMINISTRATOR, kinds.GUEST}, endpoint)
        )
    }
    assert (unlisted, administrator.troubles, secretary.troubles) == (set(), [], [])


def add_ward(administrator: Recorded) -> None:
    """From the list of actions to a field that is in the list, in its filter and on paper."""
    administrator.go("/app/papg-action")
    administrator.look("customise-list")
    administrator.page.locator(".menu-btn-group:visible > button").click()
    administrator.look("customise-menu")
    administrator.page.locator(".dropdown-menu:visible").get_by_text("Add a field", exact=True).click()
    administrator.page.wait_for_function("() => window.cur_frm && cur_frm.doctype === 'Custom Field'")
    administrator.settle()
    administrator.page.fill(".form-page:visible input[data-fieldname='label']", "Ward")
    administrator.page.locator(".form-page:visible [data-fieldname='insert_after'] select").select_option(
        "title"
    )
    for box in ("in_list_view", "in_standard_filter"):
        administrator.page.locator(f".form-page:visible input[data-fieldname='{box}']").check()
    administrator.look("customise-field")
    administrator.save()
    assert administrator.record("fieldname") == "custom_ward"
    administrator.look("customise-saved")


def filled_in(secretary: Person) -> str:
    """The secretary fills the field in."""
    name = frappe.db.get_value("PAPG Action", {"title": "Review the plan"})
    secretary.open("PAPG Action", name)
    expect(secretary.field("custom_ward")).to_be_visible()
    secretary.page.fill(".form-page:visible input[data-fieldname='custom_ward']", WARD)
    secretary.save()
    secretary.look("customise-form")
    return name


def filtered(secretary: Person, name: str) -> None:
    """The list shows the field and filters by it."""
    secretary.go("/app/papg-action")
    box = secretary.page.locator(".standard-filter-section input[data-fieldname='custom_ward']")
    for value, rows in (("Hilltop", 0), (WARD, 1)):
        box.fill(value)
        box.press("Enter")
        secretary.page.wait_for_function("rows => cur_list.data.length === rows", arg=rows)
    secretary.settle()
    assert secretary.page.evaluate("cur_list.data[0].name") == name
    secretary.look("customise-filter")


def action_plan(secretary: Person) -> str:
    """What the paper says that is handed round."""
    query = {"print_name": "action-plan", "doctype": "PAPG Group", "name": cast.group("A")}
    answer = secretary.context.request.get("/api/method/papg.printing.download.pdf", params=query)
    assert answer.status == 200
    return pdf.text(answer.body())


def read_by_a_program(server: Served, name: str) -> None:
    """A program reads the field in the record, asks for it in the list, filters and changes it."""
    frappe.db.rollback()
    program = Program(server.url, give_key(cast.INTEGRATION))
    frappe.db.commit()
    assert program.get_record("PAPG Action", name)["custom_ward"] == WARD
    assert program.names("PAPG Action", custom_ward=WARD) == {name}
    asked = {"fields": json.dumps(["name", "custom_ward"]), "filters": json.dumps({"name": name})}
    rows = program.ask("GET", "/api/resource/PAPG Action", params=asked).json()["data"]
    assert rows == [{"name": name, "custom_ward": WARD}]
    assert program.change("PAPG Action", name, custom_ward="Hilltop")["custom_ward"] == "Hilltop"


def kept_off_paper(server: Served, secretary: Person) -> None:
    """A field of a level no role reads, or one not ticked for the list, is not on the action plan."""
    frappe.db.rollback()
    administrator = Program(server.url, give_key(cast.ADMINISTRATOR))
    frappe.db.commit()
    for change, is_printed in (
        ({"permlevel": 1}, False),
        ({"permlevel": 0}, True),
        ({"in_list_view": 0}, False),
    ):
        administrator.change("Custom Field", "PAPG Action-custom_ward", **change)
        assert ("Ward: Hilltop" in action_plan(secretary)) == is_printed


def taken_out(administrator: Recorded) -> None:
    """From the list of the council's own fields to the end of one."""
    administrator.go("/app/custom-field")
    administrator.page.get_by_text("PAPG Action-custom_ward").first.click()
    administrator.page.wait_for_function(
        "() => window.cur_frm && cur_frm.docname === 'PAPG Action-custom_ward'"
    )
    administrator.settle()
    administrator.page.locator(".menu-btn-group:visible > button").click()
    administrator.page.locator(".dropdown-menu:visible").get_by_text("Delete", exact=False).first.click()
    with administrator.page.expect_response(lambda answer: "client.delete" in answer.url):
        administrator.dialog().get_by_role("button", name="Yes", exact=True).click()
    administrator.settle()
    frappe.db.rollback()
    assert not frappe.db.exists("Custom Field", "PAPG Action-custom_ward")
