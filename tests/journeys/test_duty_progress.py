"""A duty is followed: a secretary records progress, sees the table as at the day, prints it and continues it later."""

from collections.abc import Iterator

import frappe
import pytest
from playwright.sync_api import expect

from papg.rules.due_dates import govuk_date
from papg.testing import cast, pdf
from papg.testing.duties import PREVENT
from provision.served import Served
from tests.journeys.browser import Person, chromium
from tests.journeys.stories import committed

EXPECTED = "Panels of partners share information and manage cases together"
PROGRESS = "The panel meets every month."
STEP = "Review who sits on the panel"
REPORT_TABLE = ".papg-progress-table"


@pytest.fixture
def secretary(connection: None, server: Served) -> Iterator[Person]:
    with committed():
        frappe.db.commit()
        with chromium() as browser:
            person = Person(browser, server.url, cast.SECRETARY)
            yield person
            person.leave()


def test_a_secretary_records_progress_and_prints_the_table_of_the_duty(secretary: Person) -> None:
    recorded(secretary)
    reported(secretary)
    printed(secretary)
    continued(secretary)
    found_from_the_group(secretary)
    assert secretary.troubles == []


def choose(person: Person, field: str, words: str, shown: str) -> None:
    """Choose a record in a link field of the form."""
    entry = person.field(field).locator("input")
    entry.fill(words)
    person.page.locator(".awesomplete li:visible").filter(has_text=shown).first.click()
    person.settle()


def recorded(secretary: Person) -> None:
    """From the list to a new row: what the duty expects stands beside it, and the deadline is read."""
    secretary.go("/app/papg-duty-progress")
    secretary.look("duty-list")
    secretary.go("/app/papg-duty-progress/new")
    choose(secretary, "papg_group", "Harbour", cast.GROUP_A)
    choose(secretary, "requirement", "1.3", EXPECTED)
    expect(secretary.field("expects")).to_contain_text(EXPECTED)
    day = secretary.field("as_at").locator("input")
    day.fill("01-01-2016")
    day.press("Tab")
    secretary.field("progress").locator("textarea").fill(PROGRESS)
    secretary.field("status").locator("select").select_option("Achieved")
    secretary.field("direction").locator("select").select_option("Ongoing")
    add_step(secretary)
    secretary.save()
    assert secretary.record("title").endswith(", as at 1 January 2016")
    steps = secretary.record("next_steps")
    assert [(row["due_as_typed"], row["due_from"], row["due_to"]) for row in steps] == [
        ("Jan/Feb", "2016-01-01", "2016-02-29")
    ]
    secretary.look("duty-form")


def add_step(secretary: Person) -> None:
    """A next step in the table of the form."""
    table = secretary.field("next_steps")
    table.get_by_role("button", name="Add Row").click()
    row = table.locator(".grid-row[data-idx='1']")
    for field, words in (("next_step", STEP), ("due_as_typed", "Jan/Feb")):
        cell = row.locator(f".grid-static-col[data-fieldname='{field}']")
        cell.click()
        cell.locator("input, textarea").fill(words)
    secretary.page.wait_for_function("() => cur_frm.doc.next_steps[0].next_step")


def reported(secretary: Person) -> None:
    """From the row to the table of the duty as at its day: three columns, five headings, sixteen requirements."""
    secretary.press("Progress as at")
    secretary.page.wait_for_url("**/query-report/**")
    table = secretary.page.locator(REPORT_TABLE)
    expect(table.locator("thead th")).to_have_text(
        ["What the duty expects", "Progress so far", "Next steps and expected outcome"]
    )
    expect(table.locator("tbody th")).to_have_count(5)
    expect(table.locator("tbody tr:has(td)")).to_have_count(16)
    row = table.locator("tr", has_text=EXPECTED)
    expect(row).to_contain_text(PROGRESS)
    expect(row).to_contain_text("Status: Achieved, Ongoing")
    expect(row).to_contain_text(f"{STEP} (Jan/Feb)")
    expect(table.get_by_text("Nothing recorded by 1 January 2016")).to_have_count(15)
    assert "Rating of the whole: not known, 16 of 16 requirements have none." in secretary.words()
    secretary.look("duty-report")


def printed(secretary: Person) -> None:
    """One click makes the PDF, which says the same."""
    with secretary.context.expect_page() as opened:
        secretary.shown("button", "Print the progress").click()
    answer = secretary.context.request.get(opened.value.url)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    text = pdf.text(answer.body())
    assert f"Progress on the {PREVENT} as at 1 January 2016" in text
    assert PROGRESS in text
    assert f"{STEP} (Jan/Feb)" in text
    assert text.count("Nothing recorded by 1 January 2016") == 15
    assert pdf.tags(answer.body()).count("/H2") == 5


def continued(secretary: Person) -> None:
    """The row goes on as a row of today; the first is history from then on."""
    secretary.page.locator(REPORT_TABLE).get_by_role("link", name="Open this row").click()
    secretary.page.wait_for_url("**/papg-duty-progress/*")
    secretary.settle()
    first = secretary.record("name")
    secretary.press("Continue")
    secretary.page.wait_for_function("() => cur_frm.is_new()")
    assert secretary.record("progress") == PROGRESS
    secretary.press("Save")
    secretary.page.wait_for_function("() => !cur_frm.is_new()")
    secretary.open("PAPG Duty Progress", first)
    today = govuk_date(frappe.utils.getdate())
    said = secretary.page.locator(".form-message:visible")
    expect(said).to_have_text(f"This row is history: the latest one is as at {today}.")
    expect(secretary.field("progress").locator("textarea")).to_be_hidden()
    assert not secretary.offers("Continue")
    secretary.look("duty-history")


def found_from_the_group(secretary: Person) -> None:
    """The group's form leads to the table; it shows the duty the group wrote about last."""
    secretary.open("PAPG Group", cast.group("A"))
    secretary.pick("Records", "Duty progress")
    secretary.page.wait_for_url("**/query-report/**")
    expect(secretary.page.locator(REPORT_TABLE).locator("tr", has_text=EXPECTED)).to_contain_text(PROGRESS)
