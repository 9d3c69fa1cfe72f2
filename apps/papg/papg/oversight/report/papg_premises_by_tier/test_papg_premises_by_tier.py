"""Premises by tier: as at a day, for the right reader, at a constant cost."""

from typing import Any

import frappe
import pytest

from papg.oversight import premises
from papg.oversight.report.papg_premises_by_tier.papg_premises_by_tier import execute
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.factories import make, make_group


@pytest.fixture(autouse=True)
def nothing_else(site: None) -> None:
    cast.install()
    frappe.db.delete(premises.RECORD)


def registered(letter: str = "A", **fields: Any) -> None:
    make(premises.RECORD, papg_group=cast.group(letter), **fields)


def table(user: str = cast.MEMBER, **filters: str) -> list[tuple[str, str]]:
    with acting_as(user):
        return [(row["title"], row["tier"]) for row in execute(filters)[1]]


def test_the_report_has_the_tier_as_at_its_day_with_what_asks_most_first() -> None:
    for threshold, day in (
        ("Standard duty, Act of 2025", "2027-06-14"),
        ("Enhanced duty, Act of 2025", "2028-06-14"),
    ):
        frappe.db.set_value(premises.THRESHOLD, threshold, "in_force_on", day)
    registered(title="Arena", number_expected=5_000)
    registered(title="Chapel", number_expected=5_000, kind_of_use="Place of worship")
    registered(title="Bakery", number_expected=20, kind_of_use="Shop")
    registered(title="Depot", number_expected=None)
    assert table(as_at="2027-06-13") == [
        ("Depot", "Unknown"),
        ("Arena", "Not yet in force"),
        ("Chapel", "Not yet in force"),
        ("Bakery", "None"),
    ]
    assert table(as_at="2027-06-14")[:2] == [("Arena", "Standard"), ("Chapel", "Standard")]
    assert table(as_at="2028-06-14")[:2] == [("Arena", "Enhanced"), ("Chapel", "Standard")]
    assert table(as_at="2028-06-14", tier="Enhanced") == [("Arena", "Enhanced")]
    said = execute({"as_at": "2028-06-14", "tier": "Enhanced"})[2]
    assert said.startswith("As at 14 June 2028: Enhanced 1, Standard 1, Unknown 1, None 1.")
    assert "no legal advice: the regulator is the Security Industry Authority" in said


def test_each_reader_finds_the_premises_of_their_own_groups_in_the_report() -> None:
    registered(title="Guildhall")
    registered("B", title="Pier")
    assert [title for title, _tier in table()] == ["Guildhall"]
    assert [title for title, _tier in table(cast.NEIGHBOUR)] == ["Pier"]
    assert table(papg_group=cast.group("B")) == []
    assert table(cast.BOARD) == []
    assert [title for title, _tier in table(cast.AUDITOR, papg_group=cast.group("B"))] == ["Pier"]


def test_the_query_count_is_the_same_for_3_and_for_30_groups() -> None:
    counts = []
    for wanted in (3, 30):
        while frappe.db.count(premises.RECORD) < wanted:
            make(premises.RECORD, papg_group=make_group().name)
        with acting_as(cast.AUDITOR):
            execute()
            with counted_queries() as queries:
                assert len(execute()[1]) == wanted
        counts.append(len(queries))
    assert counts[0] == counts[1] > 0
