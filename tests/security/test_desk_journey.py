"""A secretary's day at the desk: every address it asks for is on the list, and nothing on the screen goes wrong.

When it fails because the desk asks for something new, decide: a line in `papg/security/allowed/`, or an entry of the
desk that is not offered any more (`public/js/desk/hide_unused.js`).
"""

from collections.abc import Iterator
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Request

from papg.rules.membership import STAFF
from papg.security import allowlist
from papg.security.calls import FILE_PATH
from papg.testing import cast
from provision.served import Served
from tests.journeys.browser import Person, chromium
from tests.security.ground import Plot

OF_THE_SERVER = ("/assets/", "/socket.io/")


class Recorded(Person):
    """Somebody at the desk, with every address their browser asks this site for."""

    def log_in(self, password: str) -> None:
        self.asked: set[tuple[str, str]] = set()
        self.context.on("request", self.note)
        super().log_in(password)

    def note(self, request: Request) -> None:
        """Remember what was asked for."""
        address = urlsplit(request.url)
        if address.netloc == urlsplit(self.page.url).netloc and not address.path.startswith(OF_THE_SERVER):
            self.asked.add((request.method, endpoint_of(request, address.path)))

    def run(self, script: str, argument: object = None) -> object:
        """Do something as the desk's own scripts do it, and wait for what follows."""
        answer = self.page.evaluate(script, argument)
        self.settle()
        return answer


def endpoint_of(request: Request, path: str) -> str:
    """The method or path a request names."""
    body = request.post_data or "" if "urlencoded" in request.headers.get("content-type", "") else ""
    named = parse_qs(body).get("cmd")
    if named:
        return named[0]
    if path.startswith("/private/files/"):
        return FILE_PATH
    return unquote(path).removeprefix("/api/method/")


@pytest.fixture
def secretary(plots: dict[str, Plot], server: Served) -> Iterator[Recorded]:
    with chromium() as browser:
        person = Recorded(browser, server.url, cast.SECRETARY)
        yield person
        person.leave()


def test_a_secretarys_day_asks_for_nothing_that_is_not_listed(
    secretary: Recorded, plots: dict[str, Plot]
) -> None:
    secretary.settle()
    lists(secretary)
    meeting(secretary, plots["A"])
    others(secretary)
    unlisted = {
        f"{verb} {endpoint}"
        for verb, endpoint in secretary.asked
        if endpoint != FILE_PATH
        and not any(verb in entry.verbs for entry in allowlist.find({STAFF, "guest"}, endpoint))
        and endpoint != "/"
    }
    assert unlisted == set()
    assert secretary.troubles == []


def lists(secretary: Recorded) -> None:
    """Lists of every record type of the sidebar, filtered, sorted, saved as a filter, as a report, exported."""
    for record_type in (
        "PAPG Group",
        "PAPG Member",
        "PAPG Terms of Reference",
        "PAPG Minutes",
        "PAPG Action",
    ):
        secretary.run("type => frappe.set_route('List', type)", record_type)
    secretary.run("() => frappe.set_route('List', 'PAPG Meeting', 'List')")
    secretary.run("() => cur_list.filter_area.add('PAPG Meeting', 'status', '=', 'Planned')")
    secretary.page.locator(".sort-selector .btn-order:visible").click()
    secretary.settle()
    saved = "{doctype: 'List Filter', reference_doctype: 'PAPG Meeting', filter_name: 'Mine', filters: '[]'}"
    secretary.run(f"() => frappe.db.insert({{...{saved}, for_user: frappe.session.user}})")
    secretary.run("() => frappe.set_route('List', 'PAPG Meeting', 'Report')")
    secretary.run("() => frappe.set_route('Tree', 'PAPG Group')")
    secretary.run("() => frappe.set_route('query-report', 'PAPG Action plan')")


def meeting(secretary: Recorded, plot: Plot) -> None:
    """A meeting opened, changed, commented on with a mention, given a paper that is taken off again, and printed."""
    secretary.run("name => frappe.set_route('Form', 'PAPG Meeting', name)", plot.meeting)
    secretary.page.wait_for_function("name => window.cur_frm && cur_frm.docname === name", arg=plot.meeting)
    secretary.settle()
    secretary.run("() => cur_frm.set_value('place', 'Committee Room 3')")
    secretary.save()
    comment(secretary)
    paper(secretary)
    secretary.run("() => cur_frm.print_doc()")
    secretary.page.wait_for_selector(".print-preview-wrapper:visible")
    secretary.settle()


def comment(secretary: Recorded) -> None:
    """A comment that mentions somebody."""
    box = secretary.page.locator(".comment-input-container .ql-editor:visible")
    box.scroll_into_view_if_needed()
    box.click()
    secretary.page.keyboard.type("Ready for @Head", delay=30)
    secretary.page.locator(".ql-mention-list-item").first.wait_for()
    secretary.page.keyboard.press("Enter")
    secretary.page.locator(".btn-comment:visible").click()
    secretary.page.locator(".timeline-message-box:has-text('Ready for') >> visible=true").first.wait_for()
    secretary.settle()


def paper(secretary: Recorded) -> None:
    """A file attached by the form's own dialog, and removed."""
    page = secretary.page
    page.locator(".add-attachment-btn:visible").click()
    page.locator(".modal.show input[type=file]").set_input_files(
        files=[{"name": "notes.txt", "mimeType": "text/plain", "buffer": b"Notes"}]
    )
    page.locator(".modal.show .btn-modal-primary").click()
    row = page.locator(".attachment-row:has-text('notes.txt'):visible")
    row.wait_for()
    secretary.settle()
    row.locator(".remove-btn").click()
    page.locator(".modal.show .btn-modal-primary").click()
    row.wait_for(state="detached")
    secretary.settle()


def others(secretary: Recorded) -> None:
    """New records, the search field, the notifications, the menu of the user, loading the desk anew."""
    page = secretary.page
    for record_type in ("PAPG Action", "PAPG Minutes", "PAPG Meeting", "PAPG Member"):
        secretary.run("type => frappe.new_doc(type)", record_type)
    page.locator("#navbar-search").fill("meeting")
    page.locator(".search-bar li").first.wait_for()
    page.keyboard.press("Escape")
    page.locator(".dropdown-notifications .notifications-icon").click()
    secretary.settle()
    page.keyboard.press("Escape")
    secretary.run("() => frappe.set_route('')")
    page.locator(".dropdown-navbar-user .nav-link").click()
    assert page.locator(".dropdown-navbar-user .dropdown-menu").inner_text().split("\n")[:2] == [
        "Change password",
        "Second factor",
    ]
    page.keyboard.press("Escape")
    with page.expect_navigation():
        page.evaluate("() => frappe.ui.toolbar.clear_cache()")
    secretary.settle()
