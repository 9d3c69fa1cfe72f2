"""Nobody sees or changes what is not theirs: the walk over person, record, right and door, and what it stands on."""

from collections import Counter
from collections.abc import Iterator
from copy import copy

import frappe
import pytest

from papg.api import home
from papg.permissions.wiring import child_parents
from papg.security import allowlist
from provision.served import Served
from tests.security import endpoints
from tests.walk import steps_closed, steps_plain, table, verdicts, ways_in
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


def test_every_way_in_has_its_class(ledger: Ledger) -> None:
    assert ledger.unclassified() == {}
    classes = Counter(verdict for verdict, _why in ledger.verdicts.values())
    assert classes[verdicts.WALKED] > 60
    assert classes[verdicts.CLOSED] > 500
    assert classes[verdicts.WITHOUT_ROWS] < 60


def test_the_walk_was_long_enough_to_mean_something(ledger: Ledger) -> None:
    assert ledger.allowed * 4 >= ledger.cells
    assert ledger.allowed > 5_000
    assert ledger.refused > 8_000


@pytest.fixture
def new_door(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A method of ours somebody has just written."""

    def new_door(papg_group: str) -> str:
        return papg_group

    new_door.__module__ = home.__name__
    monkeypatch.setattr(home, "new_door", frappe.whitelist()(new_door), raising=False)
    endpoints.names.cache_clear()
    yield f"{home.__name__}.new_door"
    frappe.whitelisted.remove(home.new_door)
    endpoints.names.cache_clear()


def judged_again(ledger: Ledger) -> dict[str, str]:
    """Ways in without a class, were they collected now."""
    again = copy(ledger)
    verdicts.judge(again, ways_in.every())
    return again.unclassified()


def test_a_new_method_nobody_has_tried_is_unclassified(ledger: Ledger, new_door: str) -> None:
    assert judged_again(ledger)[new_door].startswith("not tried as administrator, auditor, guest")


def test_a_new_method_on_a_list_is_unclassified_until_it_has_given_somebody_a_row(
    ledger: Ledger, new_door: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = allowlist.Entry(new_door, frozenset({"POST"}), None, "A new door", frozenset({"staff"}))
    monkeypatch.setitem(allowlist.entries(allowlist.OWN), new_door, (entry,))
    monkeypatch.setitem(ledger.tried, new_door, set(steps_closed.ALL_KINDS))
    assert judged_again(ledger) == {new_door: "on a list, and gave nobody a row"}


def test_what_is_called_a_door_without_rows_exists_and_is_on_a_list(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = steps_plain.without_rows()
    assert all(known.values())
    monkeypatch.setitem(known, "papg.api.home.no_such_door", "It is gone")
    assert judged_again(ledger) == {
        "papg.api.home.no_such_door": "said to be without rows, and there is no such door"
    }


def test_a_cell_is_counted_once_and_its_worse_outcome_stays() -> None:
    book, person, row = Ledger(), everybody()[0], Row("PAPG Meeting", "issued", "A")
    for _time in range(2):
        book.allow(person, row, "read", "form")
        book.refuse(person, row, "read", "form")
    assert (book.cells, book.allowed, book.refused) == (1, 1, 0)
    book.leak(person, row, "read", "form", None, "tells")
    assert (book.cells, book.allowed, len(book.leaking)) == (1, 0, 1)


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
