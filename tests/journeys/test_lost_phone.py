"""The council's administrator helps a member who lost the phone, at the form of the member."""

from collections.abc import Iterator

import frappe
import pytest
from playwright.sync_api import expect

from papg.security import second_factor
from papg.testing import cast
from papg.testing.partner_story import Story
from provision.served import Served
from tests.journeys.browser import Person, chromium


@pytest.fixture
def partner_has_a_phone(story: Story) -> Iterator[None]:
    second_factor.keep(cast.PARTNER, second_factor.new_secret())
    frappe.db.commit()
    yield
    frappe.db.rollback()
    second_factor.forget(cast.PARTNER)
    frappe.db.commit()


def test_the_second_factor_is_taken_off_by_a_button_secretaries_do_not_have(
    server: Served, story: Story, partner_has_a_phone: None
) -> None:
    member = cast.member(cast.PARTNER)
    with chromium() as browser:
        secretary = Person(browser, server.url, cast.SECRETARY)
        secretary.open("PAPG Member", member)
        assert secretary.offers("End access") and not secretary.offers("Lost phone")
        secretary.leave()
        administrator = Person(browser, server.url, cast.ADMINISTRATOR)
        administrator.open("PAPG Member", member)
        administrator.press("Lost phone")
        expect(administrator.dialog()).to_contain_text("call them back on a number you know")
        administrator.look("lost-phone")
        administrator.dialog().get_by_role("button", name="Yes").click()
        expect(administrator.page.get_by_text("The second factor has been taken off.")).to_be_visible()
        assert administrator.troubles == []
        administrator.leave()
    frappe.db.rollback()
    assert second_factor.secret_of(cast.PARTNER) is None
