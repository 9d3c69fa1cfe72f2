"""Keys go to the accounts of programs, and to nobody's else; a lost second factor is taken off an account."""

from collections.abc import Iterator

import frappe
import pytest

from papg.security import second_factor
from papg.setup import keys
from papg.testing import cast


@pytest.fixture(autouse=True)
def people(site: None) -> Iterator[None]:
    cast.install()
    return


def test_a_program_gets_a_key_in_two_parts_and_another_one_when_asked_again() -> None:
    first, second = keys.give(cast.INTEGRATION), keys.give(cast.INTEGRATION)
    assert first.partition(":")[0] == second.partition(":")[0]
    assert first != second
    account = frappe.get_doc("User", cast.INTEGRATION)
    assert second == f"{account.api_key}:{account.get_password('api_secret')}"


@pytest.mark.parametrize(
    "account", [cast.SECRETARY, cast.ADMINISTRATOR, "Administrator", "nobody@harbour.example"]
)
def test_a_person_gets_none(account: str) -> None:
    with pytest.raises(frappe.ValidationError, match=r"is no account of a program\. Make one: add-user"):
        keys.give(account)


def test_a_second_factor_is_taken_off_an_account_and_its_sessions_end() -> None:
    second_factor.keep(cast.SECRETARY, second_factor.new_secret())
    frappe.db.sql("insert into tabSessions (user, sid) values (%s, 'of-the-secretary')", cast.SECRETARY)
    keys.forget_second_factor(cast.SECRETARY)
    assert second_factor.secret_of(cast.SECRETARY) is None
    assert not frappe.db.sql("select sid from tabSessions where sid = 'of-the-secretary'")


def test_an_account_that_is_not_there_is_named() -> None:
    with pytest.raises(frappe.ValidationError, match=r"There is no account nobody@harbour\.example"):
        keys.forget_second_factor("nobody@harbour.example")
