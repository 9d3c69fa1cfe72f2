"""Figures of measures: one of a period, corrections that are dated, totals and parts, and who may do what."""

import frappe
import pytest
from frappe.utils import add_days, getdate, today

from papg.duties import measuring
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.measures import a_figure, a_measure, corrected

VALUE = "PAPG Measure Value"


def test_a_period_is_kept_by_its_usual_name_beside_its_days_and_group() -> None:
    figure = a_figure(a_measure(), "October to December 2015")
    assert (figure.period, str(figure.period_from), str(figure.period_to)) == (
        *("Q3 2015/16", "2015-10-01", "2015-12-31"),
    )
    assert (figure.title, figure.papg_group) == ("Staff trained, Q3 2015/16", cast.group("A"))


def test_a_period_of_another_kind_is_refused() -> None:
    with pytest.raises(frappe.ValidationError, match="Period “2015/16” is no financial quarter"):
        a_figure(a_measure(), "2015/16")
    with pytest.raises(frappe.ValidationError, match="Period “Q3 2015/16” is no financial year"):
        a_figure(a_measure(period_kind="Financial year"))


def test_an_unknown_figure_stays_unknown_and_says_what_was_told() -> None:
    told = a_figure(a_measure(), value="", is_verbal_update=1, remark="More people ask.")
    nought = a_figure(a_measure("Nought"), value="0")
    assert [frappe.db.get_value(VALUE, row.name, "value") for row in (told, nought)] == ["", "0"]
    with pytest.raises(frappe.ValidationError, match="tick “Verbal update” and write what was said"):
        a_figure(a_measure("Silent"), value="")


def test_the_usual_source_is_taken_where_none_is_given() -> None:
    assert a_figure(a_measure(source="Training records"), source=None).source == "Training records"


def test_a_figure_of_a_later_period_leaves_the_earlier_as_it_was() -> None:
    measure = a_measure()
    first = a_figure(measure, "Q2 2015/16", "20")
    before = frappe.get_doc(VALUE, first.name).as_dict()
    a_figure(measure, "Q3 2015/16", "33")
    assert frappe.get_doc(VALUE, first.name).as_dict() == before


def test_a_period_is_recorded_once_and_the_first_row_is_named() -> None:
    measure = a_measure()
    first = a_figure(measure)
    with pytest.raises(frappe.ValidationError, match="Period Q3 2015/16 is recorded already") as refusal:
        a_figure(measure)
    assert first.name in str(refusal.value)


def test_of_two_people_who_save_the_same_period_at_once_the_second_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    measure = a_measure()
    a_figure(measure)
    # Neither sees the other's row yet.
    monkeypatch.setattr(measuring, "refuse_second_of_period", lambda value: None)
    with pytest.raises(frappe.UniqueValidationError, match="Period Q3 2015/16: somebody else has just"):
        a_figure(measure)


# Corrections


def test_a_correction_leaves_what_was_recorded_beside_it_with_day_and_reason() -> None:
    figure = a_figure(a_measure(), as_at="2016-01-01")
    corrected(figure, value="31", as_at="2016-02-01", correction_reason="Two were counted twice")
    corrected(figure, cast.CHAIR, source="Register", correction_reason="Wrong source")
    last = frappe.get_doc(VALUE, figure.name)
    assert (last.value, last.source, last.correction_reason) == ("31", "Register", None)
    assert [(row.value, str(row.as_at), row.source, row.reason) for row in last.corrections] == [
        ("33", "2016-01-01", "Progress report", "Two were counted twice"),
        ("31", "2016-02-01", "Progress report", "Wrong source"),
    ]
    assert {(row.corrected_on, row.corrected_by) for row in last.corrections} == {
        (getdate(today()), cast.SECRETARY),
        (getdate(today()), cast.CHAIR),
    }


def test_nothing_is_replaced_without_a_reason_or_as_at_an_earlier_day() -> None:
    figure = a_figure(a_measure(), as_at="2016-01-01")
    with pytest.raises(frappe.ValidationError, match="as at 1 January 2016 is kept"):
        corrected(figure, value="31")
    with pytest.raises(
        frappe.ValidationError, match="As at 31 December 2015 is before 1 January 2016, the day"
    ):
        corrected(figure, as_at="2015-12-31", correction_reason="Earlier")
    with pytest.raises(frappe.ValidationError, match="is still to come"):
        corrected(figure, as_at=add_days(today(), 1), correction_reason="Later")
    assert frappe.db.get_value(VALUE, figure.name, "value") == "33"


def test_saving_again_makes_no_correction_and_rows_that_were_sent_are_not_believed() -> None:
    figure = a_figure(a_measure())
    corrected(figure, value="31", correction_reason="Counted twice")
    sent = [{"value": "1,000", "reason": "Made up"}]
    for rows in (sent, []):
        corrected(figure, corrections=rows, correction_reason="Nothing else")
        after = frappe.get_doc(VALUE, figure.name)
        assert [(row.value, row.reason) for row in after.corrections] == [("33", "Counted twice")]


def test_measure_period_and_group_of_a_figure_stay() -> None:
    figure = a_figure(a_measure())
    other = a_measure("Another")
    for field, value in (("measure", other), ("period", "Q2 2015/16"), ("papg_group", cast.group("B"))):
        with pytest.raises((frappe.CannotChangeConstantError, frappe.PermissionError)):
            corrected(figure, correction_reason="Moved", **{field: value})


# Totals and their parts


def test_a_part_has_a_total_of_its_own_group_and_periods_which_is_no_part_itself() -> None:
    total = a_measure("Everybody")
    part = a_measure("Inside", part_of=total)
    with pytest.raises(frappe.ValidationError, match="a total has parts and is no part itself"):
        a_measure("Half of the inside", part_of=part)
    with pytest.raises(frappe.ValidationError, match="a total has parts and is no part itself"):
        corrected(frappe.get_doc("PAPG Measure", total), part_of=a_measure("Above"))
    with pytest.raises(frappe.ValidationError, match="a measure of this group that is counted by the same"):
        a_measure("Yearly", part_of=total, period_kind="Financial year")
    with pytest.raises(frappe.ValidationError, match="no part of itself"):
        corrected(frappe.get_doc("PAPG Measure", total), part_of=total)
    with pytest.raises(frappe.ValidationError, match="a measure of this group that is counted by the same"):
        a_measure("Theirs", "B", part_of=total)
    with pytest.raises(frappe.LinkValidationError, match="Part of the total: there is no"):
        a_measure("Ours", part_of="0123456789")


def test_the_form_says_which_way_it_goes_and_what_the_parts_make() -> None:
    total = a_measure("Everybody")
    a_figure(a_measure("Inside", part_of=total), value="187")
    a_figure(a_measure("Schools", part_of=total), value="87")
    a_figure(total, "Q2 2015/16", "200")
    figure = frappe.get_doc(VALUE, a_figure(total, value="280").name)
    with acting_as(cast.MEMBER):
        figure.run_method("onload")
    assert figure.get_onload("told") == [
        "Up since Q2 2015/16.",
        "The parts make 274, 6 fewer than the total of 280.",
    ]


# Who may do what


@pytest.mark.parametrize("user", [cast.SECRETARY, cast.CHAIR, cast.DEPUTY_CHAIR])
def test_who_runs_the_group_corrects_its_figures(user: str) -> None:
    assert corrected(a_figure(a_measure()), user, value="31", correction_reason="Twice").value == "31"


@pytest.mark.parametrize("user", [cast.MEMBER, cast.AUDITOR, cast.ADMINISTRATOR])
def test_who_only_reads_changes_nothing(user: str) -> None:
    figure = a_figure(a_measure())
    with acting_as(user):
        assert figure.name in frappe.get_list(VALUE, pluck="name")
    with pytest.raises(frappe.PermissionError):
        corrected(figure, user, value="31", correction_reason="Twice")


@pytest.mark.parametrize("user", [cast.PARTNER, cast.DEPUTY, cast.NEIGHBOUR, cast.BOARD])
def test_nobody_else_sees_a_measure_or_its_figures(user: str) -> None:
    measure = a_measure()
    figure = a_figure(measure)
    assert not frappe.has_permission(VALUE, "read", figure.name, user=user)
    assert not frappe.has_permission("PAPG Measure", "read", measure, user=user)


@pytest.mark.parametrize("user", [cast.CHAIR, cast.MEMBER, cast.NEIGHBOUR, cast.THREE, cast.ADMINISTRATOR])
def test_only_the_secretary_records_a_figure(user: str) -> None:
    measure = a_measure()
    with pytest.raises((frappe.PermissionError, frappe.LinkValidationError)):
        a_figure(measure, user=user)
    assert not frappe.db.exists(VALUE, {"measure": measure})


def test_nobody_deletes_a_figure() -> None:
    figure = a_figure(a_measure())
    for user in (cast.SECRETARY, cast.CHAIR, cast.ADMINISTRATOR):
        with acting_as(user), pytest.raises(frappe.PermissionError):
            frappe.delete_doc(VALUE, figure.name)
