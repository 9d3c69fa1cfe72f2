"""People at their browsers: they log in through the form, and whatever goes wrong on the way is noted."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Error,
    Locator,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

from papg.testing import cast
from provision.paths import STATE

SCREENSHOTS = STATE / "screenshots"
SCREEN = (1366, 768)
PHONE = (390, 844)
PATIENCE = 60_000
PICTURE_PATIENCE = 20_000
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
JARGON = re.compile(r".*\b(?:doctype|docstatus|submit).*", re.IGNORECASE)
# Quiet for a moment: no request under way, nothing greyed out. Forms ask a second time when the first is answered.
IS_QUIET = """() => {
    const is_busy = document.readyState !== "complete" || document.querySelector("#freeze")
        || !window.frappe || !frappe.request || frappe.request.ajax_count > 0;
    window.quiet_since = is_busy ? null : window.quiet_since || performance.now();
    return !is_busy && performance.now() - window.quiet_since > 250;
}"""


# People whose windows are open, for the picture of a failure.
OPEN: list["Person"] = []


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser all people of a test share; each has a profile of their own."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=list(FLAGS))
        try:
            yield browser
        finally:
            OPEN.clear()
            browser.close()


def keep_picture(page: Page, file: Path) -> None:
    """Keep what is on the screen, for people to look at; a browser too busy to draw it decides nothing."""
    with suppress(Error):
        page.screenshot(path=str(file), animations="disabled", timeout=PICTURE_PATIENCE)


class Person:
    """Somebody at a browser window.

    `troubles` lists what went wrong since the window was opened: errors in the console and in scripts, failed
    requests, and answers that are refusals.
    """

    def __init__(self, browser: Browser, url: str, user: str, password: str = cast.PASSWORD) -> None:
        self.user = user
        self.troubles: list[str] = []
        self.context = browser.new_context(
            base_url=url, viewport={"width": SCREEN[0], "height": SCREEN[1]}, locale="en-GB"
        )
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        OPEN.append(self)
        self.watch(self.page)
        self.log_in(password)

    def watch(self, page: Page) -> None:
        """Note what goes wrong in a page."""
        page.on("console", self.note_console)
        page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))
        page.on("requestfailed", self.note_failure)
        page.on("response", self.note_refusal)

    def note_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.troubles.append(f"console: {message.text} {message.location['url']}")

    def note_failure(self, request: Request) -> None:
        if request.failure == "net::ERR_ABORTED":
            return  # the page was left before the answer came, or the answer is a download
        self.troubles.append(f"failed: {request.method} {request.url} {request.failure}")

    def note_refusal(self, response: Response) -> None:
        if response.status >= 400:
            sent = (response.request.post_data or "")[:200]
            self.troubles.append(f"refused: {response.status} {response.url} {sent}")

    def log_in(self, password: str) -> None:
        self.page.goto("/login")
        self.page.fill("#login_email", self.user)
        self.page.fill("#login_password", password)
        self.page.click(".btn-login")
        self.page.wait_for_url(lambda address: not urlsplit(address).path.startswith("/login"))

    def settle(self) -> None:
        """Wait until the desk has loaded what it shows."""
        self.page.evaluate("window.quiet_since = null")
        self.page.wait_for_function(IS_QUIET)

    def go(self, path: str) -> None:
        """Open an address, as from a bookmark."""
        self.page.goto(path)
        self.settle()

    def open(self, record_type: str, name: str) -> None:
        """Open a record of the desk and see that it is there."""
        self.go(f"/app/{record_type.lower().replace(' ', '-')}/{name}")
        self.page.wait_for_function("name => window.cur_frm && cur_frm.docname === name", arg=name)

    def press(self, label: str) -> None:
        """Press a button by what it says."""
        self.shown("button", label).click()
        self.settle()

    def shown(self, role: str, label: str) -> Locator:
        """What is on the screen under a name."""
        return self.page.get_by_role(role, name=label, exact=True).locator("visible=true").first

    def offers(self, label: str) -> bool:
        """Is there a button or an entry of a menu with this name?"""
        buttons = self.page.get_by_role("button", name=label, exact=True)
        entries = self.page.locator(f".dropdown-menu [data-label='{label.replace(' ', '%20')}']")
        return buttons.or_(entries).count() > 0

    def take_step(self, action: str) -> None:
        """Choose a step of the workflow from the menu of the form."""
        self.page.locator(".actions-btn-group:visible > button").click()
        self.page.locator(".actions-btn-group .dropdown-menu:visible").get_by_text(action, exact=True).click()

    def pick(self, menu: str, entry: str) -> None:
        """Choose an entry of a menu of the form."""
        self.shown("button", menu).click()
        self.page.locator(".dropdown-menu.show").get_by_text(entry, exact=True).click()
        self.settle()

    def choose(self, menu: str, entry: str) -> Locator:
        """Choose an entry of a menu of the form; the dialog it opens."""
        self.pick(menu, entry)
        return self.dialog()

    def dialog(self) -> Locator:
        """The dialog that is open; it takes the focus once it has come in whole."""
        self.page.wait_for_function("() => window.cur_dialog && cur_dialog.display")
        return self.page.locator(".modal.show").last

    def field(self, name: str) -> Locator:
        """A field of the form by its name."""
        return self.page.locator(f".form-page:visible [data-fieldname='{name}']").first

    def save(self) -> None:
        """Save the form; what was typed last has reached it."""
        self.page.wait_for_function("() => cur_frm.is_dirty()")
        self.press("Save")
        self.page.wait_for_function("() => !cur_frm.is_dirty()")

    def record(self, field: str) -> str:
        """What the open form holds in a field."""
        return self.page.evaluate("field => cur_frm.doc[field]", field)

    def wait_for(self, field: str, value: str) -> None:
        """Wait until the open form holds a value, as it does once the server has stored it."""
        self.page.wait_for_function("([field, value]) => cur_frm.doc[field] === value", arg=[field, value])
        self.settle()

    def words(self) -> str:
        """Everything that can be read on the screen."""
        return self.page.evaluate("document.body.innerText")

    def look(self, name: str) -> None:
        """Keep a picture of the screen, large and small, and refuse the framework's own words on it."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        assert JARGON.findall(self.words()) == []
        for width, height in (PHONE, SCREEN):
            self.page.set_viewport_size({"width": width, "height": height})
            picture = SCREENSHOTS / f"{name}-{width}x{height}.png"
            keep_picture(self.page, picture)

    def leave(self) -> None:
        """Close the window."""
        OPEN.remove(self)
        self.context.close()
