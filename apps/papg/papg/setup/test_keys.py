"""Keys go to the accounts of programs, and to nobody's else."""

from collections.abc import Iterator

import frappe
import pytest

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
