"""Coverage over all groups: what is shown, on which day, to whom, and what it costs."""

from typing import Any

import frappe
import pytest
from frappe.utils import add_days, today

from papg.api import home
from papg.membership.report.papg_coverage_of_groups.papg_coverage_of_groups import execute
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.factories import make_group, make_member, make_organisation

LICENSING = [{"business_area": "Licensing"}]


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()


def report(user: str = cast.AUDITOR, **filters: Any) -> tuple[list[dict[str, Any]], str]:
    with acting_as(user):
        _columns, rows, message = execute(filters)
    return rows, message


def licensing(**filters: Any) -> dict[str, Any]:
    rows, _message = report(papg_group=cast.group("A"), show="All seats", **filters)
    return next(row for row in rows if row["seat"] == "Licensing")


def test_the_gaps_of_every_group_are_shown_the_required_ones_of_each_first() -> None:
    rows, message = report()
    groups = [row["group_name"] for row in rows]
    assert groups == sorted(groups)
    assert {cast.GROUP_A, cast.GROUP_B} <= set(groups)
    for group in set(groups):
        states = [row["is_to_fill"] for row in rows if row["group_name"] == group]
        assert states == sorted(states, reverse=True) and states[0]
    assert all(row["is_gap"] for row in rows)
    to_fill = sum(row["is_to_fill"] for row in rows)
    assert f"Required seats to fill: {to_fill}. Expected seats to fill: {len(rows) - to_fill}." in message


def test_a_seat_is_filled_until_its_last_day_and_has_lapsed_the_day_after() -> None:
    make_member(
        cast.group("A"),
        organisation=cast.DEPARTMENT,
        job_title="Licensing Manager",
        seats=LICENSING,
        joined_on="2026-01-05",
        left_on="2026-03-31",
    )
    assert [
        licensing(on=day)["state"] for day in ("2026-01-04", "2026-01-05", "2026-03-31", "2026-04-01")
    ] == [
        "Vacant",
        "Filled",
        "Filled",
        "Lapsed",
    ]
    assert licensing(on="2026-04-01")["how"] == "Licensing Manager, until 31 March 2026"


def test_a_filled_seat_is_among_all_seats_and_not_among_the_gaps() -> None:
    make_member(cast.group("A"), organisation=cast.DEPARTMENT, seats=LICENSING)
    assert licensing()["state"] == "Filled"
    gaps, _message = report(papg_group=cast.group("A"))
    assert "Licensing" not in {row["seat"] for row in gaps if not row["part_of"]}


def test_the_home_page_counts_the_same_for_the_group_one_runs() -> None:
    rows, _message = report(cast.SECRETARY, papg_group=cast.group("A"))
    with acting_as(cast.SECRETARY):
        assert home.seats_to_fill()["value"] == sum(row["is_to_fill"] for row in rows) > 0


@pytest.mark.parametrize(
    ("user", "groups"),
    [
        (cast.SECRETARY, {cast.GROUP_A}),
        (cast.MEMBER, {cast.GROUP_A}),
        (cast.NEIGHBOUR, {cast.GROUP_B}),
        (cast.PARTNER, set()),
        (cast.BOARD, set()),
        (cast.DEPUTY, set()),
    ],
)
def test_groups_within_reach_are_shown_and_no_others(user: str, groups: set[str]) -> None:
    rows, message = report(user)
    assert {row["group_name"] for row in rows} == groups
    if not groups:
        assert message == "No group within your reach has the seats the guidance asks for."
    assert report(user, papg_group=cast.group("C"))[0] == []


def test_a_group_that_is_over_is_shown_as_it_was_while_it_lasted() -> None:
    over = {"status": "Dissolved", "dissolved_on": add_days(today(), -1)}
    frappe.db.set_value("PAPG Group", cast.group("A"), over)
    assert report(papg_group=cast.group("A"))[0] == []
    assert report(papg_group=cast.group("A"), on=add_days(today(), -1))[0]


def test_the_query_count_is_the_same_for_3_and_for_30_groups() -> None:
    organisation = make_organisation().name
    counts = []
    for number in (3, 30):
        while frappe.db.count("PAPG Group") < number + 4:
            group = make_group(authority=cast.COUNCIL).name
            make_member(group, organisation=organisation, seats=LICENSING)
        report()
        with counted_queries() as queries:
            report()
        counts.append(len(queries))
    assert counts[0] == counts[1] > 0
