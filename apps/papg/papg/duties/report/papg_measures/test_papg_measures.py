"""Measures as a table: the right figures for their reader and day, in words, with a chart, at a constant cost."""

from typing import Any

import frappe
import pytest

from papg.duties.report.papg_measures.papg_measures import execute
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.factories import make, make_group
from papg.testing.measures import a_figure, a_measure, corrected


@pytest.fixture(autouse=True)
def nothing_else(people: None) -> None:
    for record_type in ("PAPG Measure Correction", "PAPG Measure Value", "PAPG Measure"):
        frappe.db.delete(record_type)


def table(user: str = cast.MEMBER, **filters: Any) -> list[tuple[str, ...]]:
    """Measure, period, figure and direction of each row."""
    with acting_as(user):
        rows = execute(filters)[1]
    return [(row["title"], row["period"], row["value"], row["direction"]) for row in rows]


def test_a_gap_has_a_line_and_a_direction_follows_from_neighbours_only() -> None:
    measure = a_measure()
    for period, value in (("Q1 2015/16", "20"), ("Q2 2015/16", "1,030"), ("Q4 2015/16", "33")):
        a_figure(measure, period, value, as_at="2016-03-31")
    assert table() == [
        ("Staff trained", "Q1 2015/16", "20", "Not known"),
        ("Staff trained", "Q2 2015/16", "1,030", "Up"),
        ("Staff trained", "Q3 2015/16", "Not known", "Not known"),
        ("Staff trained", "Q4 2015/16", "33", "Not known"),
    ]


def test_of_a_year_every_quarter_that_has_begun_is_shown_and_the_one_before_gives_the_direction() -> None:
    measure = a_measure()
    a_figure(measure, "Q4 2014/15", "40", as_at="2015-03-31")
    a_figure(measure, "Q1 2015/16", "30", as_at="2015-06-30")
    assert table(year=2015, as_at="2015-09-30") == [
        ("Staff trained", "Q1 2015/16", "30", "Down"),
        ("Staff trained", "Q2 2015/16", "Not known", "Not known"),
    ]
    with pytest.raises(frappe.ValidationError, match="Year: “3000” is no year up to now"):
        table(year=3000)


def test_what_was_known_on_a_day_is_told_also_after_a_correction() -> None:
    figure = a_figure(a_measure(), as_at="2016-01-01")
    corrected(figure, value="31", as_at="2016-02-01", correction_reason="Counted twice")
    days = ("2015-12-31", "2016-01-01", "2016-01-31", "2016-02-01")
    assert [[row[2] for row in table(as_at=day)] for day in days] == [[], ["33"], ["33"], ["31"]]
    with acting_as(cast.MEMBER):
        assert [execute({"as_at": day})[1][0]["as_at"] for day in days[2:]] == [
            *("1 January 2016", "1 February 2016, corrected"),
        ]


def test_a_total_its_parts_do_not_make_is_shown_as_such() -> None:
    total = a_measure("Everybody")
    for title, value in (("Inside", "187"), ("Schools", "87")):
        a_figure(a_measure(title, part_of=total), value=value)
    a_figure(total, value="280")
    with acting_as(cast.MEMBER):
        _columns, rows, said, _chart = execute()
    assert [(row["title"], row["parts"], row["is_gap"]) for row in rows] == [
        ("Everybody", "Does not add up", 1),
        ("of which: Inside", "–", 0),
        ("of which: Schools", "–", 0),
    ]
    assert "Everybody, Q3 2015/16: The parts make 274, 6 fewer than the total of 280." in said


def test_a_verbal_update_is_told_as_one_and_is_no_figure() -> None:
    a_figure(a_measure(), value="", is_verbal_update=1, remark="More people ask.")
    with acting_as(cast.MEMBER):
        row = execute()[1][0]
    assert (row["value"], row["said"]) == ("Not known", "Verbal update: More people ask.")


def test_the_chart_shows_the_periods_all_measures_have_a_figure_for() -> None:
    first, second = a_measure("One"), a_measure("Two")
    for period, value in (("Q1 2015/16", "20"), ("Q3 2015/16", "33")):
        a_figure(first, period, value)
    a_figure(second, "Q3 2015/16", "2.5")
    with acting_as(cast.MEMBER):
        both, one = execute()[3], execute({"measure": first})[3]
    assert both and one
    assert both["data"] == {
        "labels": ["Q3 2015/16"],
        "datasets": [{"name": "One", "values": [33.0]}, {"name": "Two", "values": [2.5]}],
    }
    assert one["data"]["labels"] == ["Q1 2015/16", "Q3 2015/16"]


def test_quarters_and_years_do_not_share_a_chart_and_can_be_told_apart() -> None:
    a_figure(a_measure("By quarter"))
    a_figure(a_measure("By year", period_kind="Financial year"), "2015/16")
    with acting_as(cast.MEMBER):
        assert execute()[3] is None
    assert [row[1] for row in table(period_kind="Financial year")] == ["2015/16"]


def test_each_reader_sees_the_measures_of_their_own_groups() -> None:
    a_figure(a_measure("Ours"))
    a_figure(a_measure("Theirs", "B"), user=cast.THREE)
    assert [row[0] for row in table(cast.MEMBER)] == ["Ours"]
    assert [row[0] for row in table(cast.NEIGHBOUR)] == ["Theirs"]
    assert [row[0] for row in table(cast.THREE)] == ["Ours", "Theirs"]
    assert [row[0] for row in table(cast.THREE, papg_group=cast.group("B"))] == ["Theirs"]
    assert table(cast.BOARD) == []
    assert table(cast.MEMBER, papg_group=cast.group("B")) == []


def test_the_query_count_is_the_same_for_3_and_for_30_groups() -> None:
    counts = []
    for wanted in (3, 30):
        while frappe.db.count("PAPG Measure") < wanted:
            measure = make("PAPG Measure", papg_group=make_group().name).name
            figure = make("PAPG Measure Value", measure=measure)
            figure.update({"value": "31", "correction_reason": "Counted twice"})
            figure.save()
        with acting_as(cast.AUDITOR):
            execute()
            with counted_queries() as queries:
                assert len(execute()[1]) == wanted
        counts.append(len(queries))
    assert counts[0] == counts[1] > 0
