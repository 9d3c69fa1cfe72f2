"""What is withheld, year by year, and what of it is due for review."""

from typing import Any

import frappe
import pytest
from frappe.utils import add_days, add_to_date, getdate, now_datetime, today

from papg.meetings.report.papg_withheld.papg_withheld import execute
from papg.testing import cast, disclosure
from papg.testing.acting import acting_as, counted_queries
from papg.testing.disclosure import COPY, PERSONAL, passage, whole_item

pytestmark = pytest.mark.usefixtures("room")


def report(user: str = cast.SECRETARY, **filters: Any) -> tuple[list[dict[str, Any]], str]:
    with acting_as(user):
        _columns, rows, message = execute(filters)
    return rows, message


def test_each_removal_of_an_approved_copy_is_a_row_that_never_says_what() -> None:
    disclosure.drafted_copy()
    disclosure.approved_copy(
        disclosure.drafted_copy(None, passage("north gate", PERSONAL, "A private place."), whole_item(2))
    )
    rows, message = report()
    assert [(row["where"], row["section"], row["reason"]) for row in rows] == [
        ("Passage", "section 40(2)", "A private place."),
        ("Item 2", "section 24(1)", disclosure.REASON),
    ]
    assert {row["year"] for row in rows} == {getdate(today()).year}
    assert rows[0]["group_name"] == cast.GROUP_A and rows[0]["act"] == "Freedom of Information Act 2000"
    assert "north gate" not in frappe.as_json(rows)
    assert message.startswith("Withheld: 2. Due for review: 0.")


@pytest.mark.parametrize(("days", "due"), [(-1, 0), (0, 1), (1, 1)])
def test_a_removal_is_due_from_its_day_on(days: int, due: int) -> None:
    copy = disclosure.approved_copy()
    frappe.db.set_value(COPY, copy.name, "review_on", add_days(today(), -days))
    rows, message = report()
    assert f"Due for review: {due}." in message
    assert len(report(only_due=1)[0]) == due
    assert rows[0]["state"] == ("Due now" if due else "")


def test_a_later_copy_of_the_same_minutes_is_the_review() -> None:
    minutes = disclosure.agreed_minutes()
    first = disclosure.approved_copy(disclosure.drafted_copy(minutes))
    a_year_ago = {"approved_on": add_to_date(now_datetime(), years=-1), "review_on": today()}
    frappe.db.set_value(COPY, first.name, a_year_ago)
    assert "Due for review: 1." in report()[1]
    disclosure.approved_copy(disclosure.drafted_copy(minutes))
    rows, message = report()
    assert "Withheld: 2. Due for review: 0." in message
    assert [row["state"] for row in rows] == ["", "Decided again in a later copy"]
    assert [row["year"] for row in report(year=getdate(today()).year - 1)[0]] == [getdate(today()).year - 1]


@pytest.mark.parametrize(
    ("user", "number"),
    [
        (cast.SECRETARY, 1),
        (cast.CHAIR, 1),
        (cast.AUDITOR, 1),
        (cast.MEMBER, 0),
        (cast.NEIGHBOUR, 0),
        (cast.BOARD, 0),
        (cast.PARTNER, 0),
        (cast.ADMINISTRATOR, 0),
    ],
)
def test_rows_within_reach_are_shown_and_no_others(user: str, number: int) -> None:
    disclosure.approved_copy()
    assert len(report(user)[0]) == number
    assert report(user, papg_group=cast.group("B")) == ([], "Nothing is withheld.")


def test_the_query_count_is_the_same_for_3_and_for_30_rows() -> None:
    counts = []
    for number in (3, 30):
        text = " ".join(f"Word{each} here." for each in range(number))
        rows = [passage(f"Word{each} here") for each in range(number)]
        disclosure.approved_copy(disclosure.drafted_copy(disclosure.agreed_minutes(text), *rows))
        report()
        with counted_queries() as queries:
            assert len(report()[0]) >= number
        counts.append(len(queries))
    assert counts[0] == counts[1] > 0
