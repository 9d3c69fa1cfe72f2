"""Made-up calls neither break the server, nor leak, nor change what they may not: a small part of `make fuzz`."""

import pytest

from provision.served import Served
from tests.fuzz.fuzz import Account, fuzz

CALLS = 700
SEED = 4


@pytest.fixture(scope="module")
def account(connection: None, server: Served) -> Account:
    """What the calls came to; the site is afterwards as it was."""
    return fuzz(server, lambda line: None, SEED, CALLS)


def test_made_up_calls_break_nothing_leak_nothing_and_change_nothing(account: Account) -> None:
    assert account.is_clean, "\n".join([*account.findings(), account.last_line()])


def test_the_calls_were_enough_and_some_of_them_were_accepted(account: Account) -> None:
    assert account.calls >= 600
    assert account.accepted >= 60
