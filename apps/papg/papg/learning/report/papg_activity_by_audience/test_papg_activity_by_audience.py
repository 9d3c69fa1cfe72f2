"""Whom a group has reached: counted in heads, still valid or not, for the right reader, at a constant cost."""

from typing import Any

import frappe
import pytest

from papg.learning.report.papg_activity_by_audience.papg_activity_by_audience import execute
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.factories import make, make_group


@pytest.fixture(autouse=True)
def nothing_else(site: None) -> None:
    cast.install()
    frappe.db.delete("PAPG Activity")


def held(letter: str = "A", **fields: Any) -> None:
    make("PAPG Activity", papg_group=cast.group(letter), **{"held_on": "2026-06-14"} | fields)


def table(user: str = cast.MEMBER, **filters: str) -> list[tuple[Any, ...]]:
    """Audience, kind, sessions, people, trainers and those still valid of each row."""
    with acting_as(user):
        rows = execute({"as_at": "2026-12-31"} | filters)[1]
    names = ("audience", "kind", "sessions", "headcount", "trainers", "valid")
    return [tuple(row[name] for name in names) for row in rows]


def test_activities_of_an_audience_are_added_up_in_the_order_of_the_list() -> None:
    held(audience="Education leads", headcount=87)
    held(headcount=33, trainers=33, sessions=3)
    held(headcount=1_000, trainers=1, sessions=1)
    assert table() == [
        ("CCTV operatives", "Training", 4, "1,033", 34, "1,033"),
        ("Education leads", "Training", 1, "87", 0, "87"),
    ]


def test_a_count_nobody_made_is_not_nought() -> None:
    held(kind="Briefing", audience="Elected members")
    held(kind="Briefing", audience="Elected members", headcount=40)
    assert table() == [("Elected members", "Briefing", 2, "Not counted", 0, "Not counted")]


def test_an_accreditation_counts_to_its_last_day() -> None:
    held(kind="Accreditation", audience="Enforcement", headcount=12, valid_until="2027-06-14")
    assert [table(as_at=day)[0][5] for day in ("2027-06-14", "2027-06-15")] == ["12", "0"]


def test_only_what_was_held_in_the_time_is_counted() -> None:
    held(headcount=5)
    days = (("2026-06-14", "2026-06-14"), ("2026-06-15", "2026-12-31"), ("2026-01-01", "2026-06-13"))
    assert [len(table(from_date=begins, as_at=ends)) for begins, ends in days] == [1, 0, 0]


def test_each_reader_sees_the_activity_of_their_own_groups() -> None:
    held(headcount=5)
    held("B", kind="Engagement", headcount=7)
    assert [row[3] for row in table()] == ["5"]
    assert [row[3] for row in table(cast.NEIGHBOUR)] == ["7"]
    assert table(cast.BOARD) == []
    assert table(papg_group=cast.group("B")) == []
    assert [row[3] for row in table(cast.AUDITOR, kind="Engagement")] == ["7"]


def test_the_query_count_is_the_same_for_3_and_for_30_groups() -> None:
    counts = []
    for wanted in (3, 30):
        while frappe.db.count("PAPG Activity") < wanted:
            make("PAPG Activity", papg_group=make_group().name, held_on="2026-06-14")
        with acting_as(cast.AUDITOR):
            execute()
            with counted_queries() as queries:
                assert len(execute()[1]) == wanted
        counts.append(len(queries))
    assert counts[0] == counts[1] > 0
