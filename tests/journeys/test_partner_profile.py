"""A partner at the own profile, in a real browser: the telephone, a wrong password, the other window, the new phone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, expect, sync_playwright

from papg.testing import cast
from papg.testing.partner_story import Story
from provision.paths import STATE
from provision.served import Served
from tests.journeys.accessible import faults
from tests.journeys.partners import Visitor
from tests.security import front_door
from tests.security.front_door import code_of

SCREENSHOTS = STATE / "screenshots"
KEY = re.compile(r"[^A-Z2-7]")


@pytest.fixture(params=[(390, 844), (1366, 768)], ids=["phone", "screen"])
def window(request: pytest.FixtureRequest, server: Served, story: Story) -> Iterator[Page]:
    """A window on a site where nobody is excepted from the second factor; nobody is logged in yet."""
    width, height = request.param
    with front_door.nobody_excepted(server.instance), sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        context = browser.new_context(base_url=server.url, viewport=ViewportSize(width=width, height=height))
        yield context.new_page()
        browser.close()


def picture(page: Page, name: str) -> None:
    """Keep how the page looks, once nothing is wrong with it."""
    assert faults(page) == [], name
    assert page.viewport_size
    Path(SCREENSHOTS).mkdir(parents=True, exist_ok=True)
    file = SCREENSHOTS / f"profile-{name}-{page.viewport_size['width']}.png"
    page.screenshot(path=file, full_page=True, animations="disabled")


def come_in(page: Page) -> str:
    """Log in for the first time; the key of the phone."""
    page.goto("/login")
    page.get_by_label("E-mail address").fill(cast.PARTNER)
    page.get_by_label("Password").fill(cast.PASSWORD)
    page.get_by_role("button", name="Log in").click()
    return show_new_code(page, "Code from the app")


def show_new_code(page: Page, label: str) -> str:
    """Enter the first code of the key on the page; the key."""
    key = KEY.sub("", page.locator("dd.key").inner_text())
    page.get_by_label(label).fill(code_of(key))
    page.get_by_role("button", name="Continue").click()
    return key


def test_a_partner_keeps_the_own_account(window: Page, server: Served) -> None:
    page, key = window, come_in(window)
    page.get_by_role("link", name="Your profile").click()
    expect(page.get_by_role("heading", name="Your profile")).to_be_visible()
    assert page.get_by_text("6 January 2025").count() >= 1
    picture(page, "page")
    change_telephone(page)
    try_a_wrong_password(page)
    move_to_another_phone(page, key)


def change_telephone(page: Page) -> None:
    field, save = page.get_by_label("Telephone number"), page.get_by_role("button", name="Save telephone")
    field.fill("by the door")
    save.click()
    assert page.title().startswith("Error: ") and field.input_value() == "by the door"
    picture(page, "telephone-error")
    field.fill("01632 960001")
    save.click()
    expect(page.get_by_role("status")).to_have_text("Your telephone number has been saved.")
    assert field.input_value() == "01632 960001"
    field.fill("")
    save.click()


def try_a_wrong_password(page: Page) -> None:
    page.get_by_label("Old password").fill("not this one")
    page.get_by_label("New password").fill("Harvest-Kettle-Marble-2208")
    page.get_by_role("button", name="Set a new password").click()
    page.get_by_role("link", name="This is not your password.").click()
    expect(page.get_by_label("Old password")).to_be_focused()
    assert {page.get_by_label(which).input_value() for which in ("Old password", "New password")} == {""}
    picture(page, "password-error")


def move_to_another_phone(page: Page, key: str) -> None:
    front_door.forget_counts()
    page.goto("/partner/profile")
    page.get_by_role("link", name="Set up on a new phone").click()
    picture(page, "second-factor")
    page.get_by_label("Password").fill(cast.PASSWORD)
    page.get_by_label("Code from the phone you have now").fill("000000")
    page.get_by_role("button", name="Continue").click()
    assert page.title().startswith("Error: ")
    picture(page, "second-factor-error")
    page.get_by_label("Password").fill(cast.PASSWORD)
    page.get_by_label("Code from the phone you have now").fill(code_of(key, 1))
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("button", name="Keep the phone I have")).to_be_visible()
    picture(page, "second-factor-new")
    assert show_new_code(page, "Code from the new phone") != key
    expect(page.get_by_role("status")).to_contain_text("Your second factor is on the new phone now.")
    page.get_by_role("link", name="Go back").click()
    expect(page.get_by_text("You are signed in nowhere else.")).to_be_visible()


def test_a_partner_signs_out_everywhere_else(window: Page, server: Served) -> None:
    with front_door.configured(server.instance, second_factor_off_for_demonstration=1):
        here, other = (Visitor(server.url, cast.PARTNER) for _window in range(2))
        window.context.add_cookies([{"name": "sid", "value": here.cookies["sid"], "url": server.url}])
        window.goto("/partner/profile")
        assert window.get_by_role("row").count() >= 3
        picture(window, "sessions")
        window.get_by_role("button", name="Sign out everywhere else").click()
        expect(window.get_by_role("status")).to_have_text("You are signed out everywhere else.")
        assert window.get_by_role("row").count() == 2
        assert other.page("/partner").headers["Location"].startswith("/login")
