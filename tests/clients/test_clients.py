"""Two clients nobody here wrote take the first steps of their year on the served site, and a wrong step is told."""

from collections.abc import Iterator

import frappe
import pytest

from papg.testing import cast
from provision.served import Served
from tests.clients.__main__ import CLIENTS, told
from tests.clients.journey import STEPS
from tests.clients.year import PEOPLE, SECRETARY, Account, Year, lived
from tests.journeys.rest import give_key
from tests.journeys.stories import committed


@pytest.fixture(scope="module")
def keys(connection: None, server: Served) -> Iterator[dict[str, str]]:
    with committed():
        found = {user: give_key(user) for user in PEOPLE}
        frappe.db.commit()
        yield found


def a_step_that_fails(year: Year) -> None:
    """The secretary reads a group that is not there."""
    year[SECRETARY].read("PAPG Group", "0123456789")


def a_step_that_is_wrong(year: Year) -> None:
    """The group is called otherwise."""
    assert year[SECRETARY].read("PAPG Group", year.left["group"])["group_name"] == cast.GROUP_B


@pytest.mark.parametrize("name", CLIENTS)
def test_each_client_takes_the_first_steps_and_a_wrong_one_is_told(
    name: str, keys: dict[str, str], server: Served
) -> None:
    said: list[str] = []
    account = Account()
    with CLIENTS[name](server.url) as make:
        year = Year({user: make(key) for user, key in keys.items()}, lambda day: None)
        lived(year, STEPS[:8], account, said.append)
        assert told(account, said.append) == 0, "\n".join(said)
        lived(year, (a_step_that_fails, a_step_that_is_wrong), account, said.append)
    assert told(account, said.append) == 1
    assert said[-1] == "steps=10 passed=8"
    assert ["FAILED" in line for line in said[-3:-1]] == [True, True]


def test_the_year_of_the_clients_is_long_enough() -> None:
    assert len({step.__name__ for step in STEPS}) == len(STEPS) >= 40
    assert all(step.__doc__ for step in STEPS)
