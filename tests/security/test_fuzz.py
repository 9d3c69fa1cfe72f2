"""Made-up calls neither break the server, nor leak, nor change what they may not: a small part of `make fuzz`."""

import pytest

from provision.served import Served
from tests.fuzz import judge
from tests.fuzz.caller import Reply
from tests.fuzz.fuzz import Account, fuzz
from tests.fuzz.message import Message
from tests.walk import people
from tests.walk.answers import Answer
from tests.walk.ledger import Ledger
from tests.walk.round import Round
from tests.walk.rows import Field

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


MARK = "zq0123456789ab"


def reply(status: int, text: str, asked: str = "/app") -> Reply:
    """An answer to a guest."""
    return Reply("guest", Message("GET", asked), Answer(status, {}, text.encode()))


@pytest.mark.parametrize("status", [500, 503])
def test_a_fault_of_the_server_is_noticed(status: int) -> None:
    assert judge.is_server_error(reply(status, ""))
    assert judge.is_server_error(Reply("guest", Message("GET", "/"), None, "ReadTimeout"))
    assert not judge.is_server_error(reply(404, ""))


@pytest.mark.parametrize(
    "text",
    ["Traceback (most recent call last)", "pymysql.err", "ValueError: x", 'File "/x.py"', "(1064, 'You"],
)
def test_words_from_the_inside_are_noticed_unless_they_were_asked_with(text: str) -> None:
    assert judge.inside(reply(403, f"So: {text}"))
    assert not judge.inside(reply(403, "There is no such record."))


def test_somebody_elses_words_and_names_are_noticed_unless_they_were_asked_with() -> None:
    field = Field()
    field.marks[MARK] = ("PAPG Meeting, issued of A", "title")
    row = field.add("PAPG Meeting", "0123456789", "issued", "A")
    row.own, row.contents = frozenset({MARK}), frozenset({MARK, row.name})
    guest = next(person for person in people.everybody() if not person.user)
    visitor = type("Nobody", (), {"person": guest})()
    tour = Round(visitor, field, Ledger(), None)
    for told in (MARK, row.name):
        assert judge.foreign(reply(200, f"Here: {told}"), tour)
        assert not judge.foreign(reply(404, f"Not there: {told}", f"/app/{told}"), tour)
    assert not judge.foreign(reply(200, "Here: nothing"), tour)
