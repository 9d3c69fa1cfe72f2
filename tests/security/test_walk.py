"""Nobody sees or changes what is not theirs: the walk over person, record, right and door, and what it stands on."""

from collections.abc import Iterator

import pytest

from papg.permissions.wiring import child_parents
from provision.served import Served
from tests.walk import table
from tests.walk.ledger import Ledger
from tests.walk.people import Person, everybody
from tests.walk.rows import Row
from tests.walk.walk import report, walk


@pytest.fixture(scope="module")
def ledger(connection: None, server: Served) -> Iterator[Ledger]:
    """One walk for all tests; the site is afterwards as it was."""
    yield walk(server, lambda line: None)


def test_no_door_gives_anybody_what_the_table_of_rights_does_not_grant(ledger: Ledger) -> None:
    assert ledger.leaking == [], "\n".join(report(ledger))


def test_everybody_gets_what_the_table_of_rights_grants(ledger: Ledger) -> None:
    assert ledger.wrongly_refused == [], "\n".join(report(ledger))


def test_the_walk_was_long_enough_to_mean_something(ledger: Ledger) -> None:
    assert ledger.allowed > 1_500
    assert ledger.refused > 15_000


def test_the_walk_knows_every_column_of_the_table_and_sends_somebody_for_each() -> None:
    columns = {column for line in table.lines() for column in line.letters}
    assert columns == frozenset().union(*(person.all_columns() for person in everybody()))


def test_a_condition_without_a_row_in_both_groups_is_named() -> None:
    rows = [Row("PAPG Meeting", "issued", "A", when=frozenset({"issued"}))]
    missing = table.unsown(rows)
    assert "PAPG Meeting, issued: no row in B" in missing
    assert "PAPG Meeting, not issued: no row in A" in missing
    assert "PAPG Meeting, issued: no row in A" not in missing


@pytest.mark.parametrize(
    ("position", "when", "letters"),
    [
        ("Secretary", "draft", "rwc"),
        ("Chair", "draft", "r"),
        ("Member", "draft", ""),
        ("Member", "agreed", "r"),
    ],
)
def test_the_rights_expected_of_minutes_are_those_a_reader_finds_in_the_table(
    position: str, when: str, letters: str
) -> None:
    person = Person("somebody", "somebody@harbour.example", "desk", {"A": frozenset({position})})
    row = Row("PAPG Minutes", "minutes", "A", when=frozenset({when}))
    foreign = Row("PAPG Minutes", "minutes", "B", when=frozenset({when}))
    for right, letter in table.LETTERS.items():
        assert table.may(person, row, right) == (letter in letters)
        assert not table.may(person, foreign, right)


def test_every_child_table_hangs_on_a_record_type_of_the_table() -> None:
    for child, parents in child_parents().items():
        assert parents, child
        assert set(parents) <= set(table.records()), child
