"""The desk in a browser: it opens without a complaint, and what happens elsewhere reaches the open page."""

from collections.abc import Iterator

import frappe
import pytest
from playwright.sync_api import Browser, expect

from papg.testing import cast, progress
from papg.testing.acting import acting_as
from provision.served import Served
from tests.journeys.browser import Person, chromium
from tests.journeys.stories import committed

AT_THE_DESK = (cast.CHAIR, cast.MEMBER, cast.BOARD, cast.AUDITOR, cast.ADMINISTRATOR)
OURS = (
    "kind => frappe.boot.user[kind]"
    ".filter(name => name.startsWith('PAPG ') && !frappe.boot.single_types.includes(name))"
)

# Counts the changes the page hears of.
HEARD = """() => {
    const told = { changes: 0 };
    frappe.realtime.on("doc_update", () => { told.changes += 1; });
    return told;
}"""
# Longer than the framework waits before it loads a record again.
A_WHILE = "() => new Promise((resolve) => setTimeout(resolve, 1500))"


@pytest.fixture(scope="module")
def browser(connection: None, server: Served) -> Iterator[Browser]:
    with committed():
        frappe.db.commit()
        with chromium() as browser:
            yield browser


@pytest.fixture(scope="module")
def secretary(browser: Browser, server: Served) -> Iterator[Person]:
    person = Person(browser, server.url, cast.SECRETARY)
    person.settle()
    yield person
    person.leave()


@pytest.mark.parametrize("user", AT_THE_DESK)
def test_the_desk_opens_without_an_error_for(user: str, browser: Browser, server: Served) -> None:
    person = Person(browser, server.url, user)
    person.settle()
    person.look(f"home-{user.partition('@')[0]}")
    person.leave()
    assert person.troubles == []


def test_every_list_of_a_secretary_opens_without_an_error(secretary: Person) -> None:
    names = secretary.page.evaluate(OURS, "can_read")
    assert {"PAPG Group", "PAPG Meeting", "PAPG Minutes", "PAPG Action"} <= set(names)
    for name in names:
        secretary.page.evaluate("name => frappe.set_route('List', name, 'List')", name)
        secretary.page.wait_for_function("name => window.cur_list && cur_list.doctype === name", arg=name)
        secretary.settle()
        secretary.look(f"list-{name.lower().replace(' ', '-')}")
    assert secretary.troubles == []


def test_every_new_form_of_a_secretary_opens_without_an_error(secretary: Person) -> None:
    names = secretary.page.evaluate(OURS, "can_create")
    assert {"PAPG Meeting", "PAPG Action"} <= set(names)
    for name in names:
        secretary.page.evaluate(
            "name => frappe.set_route('Form', name, `new-${frappe.router.slug(name)}`)", name
        )
        secretary.page.wait_for_function("name => window.cur_frm && cur_frm.doctype === name", arg=name)
        secretary.settle()
        secretary.look(f"new-{name.lower().replace(' ', '-')}")
    assert secretary.troubles == []


def start_job(percent: int) -> None:
    """Start a job in the secretary's name; a worker of the served site does it."""
    with acting_as(cast.SECRETARY):
        frappe.enqueue(progress.report, queue="short", percent=percent)


def test_the_progress_of_a_job_is_shown_while_it_runs(secretary: Person) -> None:
    wait_until_connected(secretary)
    start_job(40)
    bar = secretary.page.locator(".modal.show .progress-bar")
    expect(secretary.dialog()).to_contain_text(progress.TITLE)
    expect(bar).to_have_attribute("style", "width: 40%;")
    start_job(100)
    expect(bar).to_have_count(0)
    assert secretary.troubles == []


def wait_until_connected(person: Person) -> None:
    person.page.wait_for_function("() => frappe.realtime.socket && frappe.realtime.socket.connected")


def write_purpose(words: str) -> None:
    """The chair changes the group elsewhere."""
    frappe.db.rollback()
    group = frappe.get_doc("PAPG Group", cast.group("A"))
    group.purpose = words
    group.save()
    frappe.db.commit()


def test_what_others_save_does_not_take_away_what_is_being_written(secretary: Person) -> None:
    before = frappe.db.get_value("PAPG Group", cast.group("A"), "purpose")
    try:
        secretary.open("PAPG Group", cast.group("A"))
        wait_until_connected(secretary)
        told = secretary.page.evaluate_handle(HEARD)
        write_purpose("Safer squares.")
        secretary.page.wait_for_function("told => told.changes", arg=told)
        secretary.page.evaluate("() => cur_frm.set_value('purpose', 'Half a sentence')")
        expect(secretary.page.locator(".form-message:visible")).to_contain_text("has been modified")
        secretary.settle()
        assert secretary.record("purpose") == "Half a sentence"
    finally:
        write_purpose(before or "")
    secretary.page.evaluate("() => cur_frm.reload_doc()")
    shows(secretary, before or "")
    assert secretary.troubles == []


def test_a_record_is_not_loaded_again_for_a_change_of_ones_own(secretary: Person) -> None:
    before = frappe.db.get_value("PAPG Group", cast.group("A"), "purpose")
    secretary.open("PAPG Group", cast.group("A"))
    wait_until_connected(secretary)
    loaded: list[str] = []
    secretary.page.on("request", lambda request: loaded.append(request.url))
    told = secretary.page.evaluate_handle(HEARD)
    try:
        secretary.page.evaluate("() => cur_frm.debounced_reload_doc()")
        secretary.page.evaluate("() => cur_frm.set_value('purpose', 'Safer quays.')")
        secretary.save()
        secretary.page.wait_for_function("told => told.changes", arg=told)
        secretary.page.evaluate(A_WHILE)
        secretary.settle()
    finally:
        write_purpose(before or "")
    assert [url for url in loaded if "getdoc?" in url] == []
    assert secretary.troubles == []


def test_an_open_form_shows_what_others_save_also_after_the_live_server_was_restarted(
    secretary: Person, server: Served
) -> None:
    before = frappe.db.get_value("PAPG Group", cast.group("A"), "purpose")
    try:
        secretary.open("PAPG Group", cast.group("A"))
        wait_until_connected(secretary)
        write_purpose("Safer harbours.")
        shows(secretary, "Safer harbours.")
        assert secretary.troubles == []
        server.restart("realtime")
        wait_until_connected(secretary)
        write_purpose("Safer harbours and markets.")
        shows(secretary, "Safer harbours and markets.")
    finally:
        write_purpose(before or "")
    live = f":{server.instance.realtime_port}/"
    assert [trouble for trouble in secretary.troubles if live not in trouble] == []


def shows(person: Person, words: str) -> None:
    person.page.wait_for_function("words => cur_frm.doc.purpose === words", arg=words)
