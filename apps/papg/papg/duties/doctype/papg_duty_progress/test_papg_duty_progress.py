"""Rows of progress: one of a day, history that stays, deadlines as typed, and who may do what."""

import frappe
import pytest
from frappe.utils import getdate

from papg.duties import history
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.duties import NEW_YEAR, a_row, change, requirement


def test_the_title_names_the_requirement_and_the_day() -> None:
    row = a_row(code="1.4")
    assert row.title.startswith("1.4 Police officers")
    assert row.title.endswith(", as at 1 January 2016")


# One row of a day


def test_a_second_row_of_a_day_is_refused_and_the_first_is_named() -> None:
    first = a_row()
    with pytest.raises(frappe.ValidationError, match="As at 1 January 2016 this group has a row") as refusal:
        a_row()
    assert first.name in str(refusal.value)
    assert "Open it, or give another day" in str(refusal.value)


def test_another_day_another_requirement_and_another_group_have_a_row_of_their_own() -> None:
    names = {
        a_row().name,
        a_row(as_at="2016-01-02").name,
        a_row(code="1.2").name,
        a_row(cast.THREE, "B").name,
    }
    assert len(names) == 4


def test_of_two_people_who_save_the_same_day_at_once_the_second_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    a_row()
    # Neither sees the other's row yet.
    monkeypatch.setattr(history, "others", lambda progress: [])
    with pytest.raises(frappe.UniqueValidationError, match="As at 1 January 2016 somebody else has just"):
        a_row()


# History


def test_the_latest_row_is_changed_until_another_follows() -> None:
    row = a_row(progress="Begun.")
    assert change(row, progress="Half way.").progress == "Half way."
    a_row(as_at="2016-04-01")
    with pytest.raises(frappe.ValidationError, match="it was followed by the row as at 1 April 2016"):
        change(row, progress="Rewritten.")
    assert frappe.db.get_value("PAPG Duty Progress", row.name, "progress") == "Half way."


def test_history_is_changed_by_nobody_however_high() -> None:
    row = a_row()
    a_row(as_at="2016-01-02")
    for user in (cast.SECRETARY, cast.CHAIR, "Administrator"):
        with pytest.raises(frappe.ValidationError, match="is history"):
            change(row, user, evidence="Added later.")


def test_a_row_of_a_day_gone_by_may_be_brought_in_and_is_history_from_the_start() -> None:
    latest = a_row()
    earlier = a_row(as_at="2015-10-01")
    with pytest.raises(frappe.ValidationError, match="The row as at 1 October 2015 is history"):
        change(earlier, progress="Rewritten.")
    assert change(latest, progress="Still open.").progress == "Still open."


def test_a_day_typed_wrongly_is_put_right_but_not_moved_behind_another_row() -> None:
    a_row(as_at="2015-10-01")
    row = a_row(as_at="2061-01-01")
    assert getdate(change(row, as_at=NEW_YEAR).as_at) == getdate(NEW_YEAR)
    with pytest.raises(
        frappe.ValidationError, match="As at 30 September 2015 is before the row as at 1 October"
    ):
        change(row, as_at="2015-09-30")


def test_group_and_requirement_of_a_row_stay() -> None:
    row = a_row()
    for field, value in (("papg_group", cast.group("C")), ("requirement", requirement("1.2"))):
        with pytest.raises((frappe.CannotChangeConstantError, frappe.PermissionError)):
            change(row, cast.THREE, **{field: value})


def test_the_form_says_which_row_is_the_latest() -> None:
    row, latest = a_row(), a_row(as_at="2016-04-01")
    said = {}
    for name in (row.name, latest.name):
        doc = frappe.get_doc("PAPG Duty Progress", name)
        doc.run_method("onload")
        said[name] = doc.get_onload("followed_by")
    assert said[latest.name] is None
    assert said[row.name] == {
        "name": latest.name,
        "sentence": "This row is history: the latest one is as at 1 April 2016.",
    }


@pytest.mark.parametrize(
    ("user", "letter", "offered"),
    [
        (cast.SECRETARY, "A", True),
        (cast.CHAIR, "A", False),
        (cast.MEMBER, "A", False),
        (cast.THREE, "B", True),
        (cast.THREE, "A", False),
    ],
)
def test_the_form_offers_to_go_on_with_a_row_where_the_reader_is_secretary(
    user: str, letter: str, offered: bool
) -> None:
    writer = {"A": cast.SECRETARY, "B": cast.THREE}[letter]
    row = a_row(writer, letter)
    with acting_as(user):
        doc = frappe.get_doc("PAPG Duty Progress", row.name)
        doc.run_method("onload")
    assert doc.get_onload("may_continue") == offered


# Deadlines


def test_a_deadline_stands_as_typed_beside_the_days_it_means() -> None:
    typed = (
        "March 2016",
        "Q4",
        "Jan/Feb",
        "end of January",
        "Q4 2015/16",
        "next possible quarterly meeting",
        "",
    )
    row = a_row(next_steps=[{"next_step": "Report", "due_as_typed": due} for due in typed])
    row.reload()
    found = {step.due_as_typed or "": (str(step.due_from), str(step.due_to)) for step in row.next_steps}
    nothing = ("None", "None")
    assert found == {
        "March 2016": ("2016-03-01", "2016-03-31"),
        "Q4": ("2016-01-01", "2016-03-31"),
        "Jan/Feb": ("2016-01-01", "2016-02-29"),
        "end of January": ("2016-01-31", "2016-01-31"),
        "Q4 2015/16": ("2016-01-01", "2016-03-31"),
        "next possible quarterly meeting": nothing,
        "": nothing,
    }


def test_days_that_were_sent_are_not_believed() -> None:
    step = {
        "next_step": "Report",
        "due_as_typed": "ongoing",
        "due_from": "2020-01-01",
        "due_to": "2020-12-31",
    }
    row = a_row(next_steps=[step])
    assert (row.next_steps[0].due_from, row.next_steps[0].due_to) == (None, None)


def test_a_next_step_is_changed_with_its_row_only() -> None:
    row = a_row(next_steps=[{"next_step": "Report"}])
    with acting_as(cast.SECRETARY):
        step = frappe.get_doc("PAPG Next Step", row.next_steps[0].name)
        with pytest.raises(frappe.PermissionError, match="is changed together with its record"):
            step.save()


# Who may do what


@pytest.mark.parametrize("user", [cast.SECRETARY, cast.CHAIR, cast.DEPUTY_CHAIR])
def test_who_runs_the_group_changes_its_rows(user: str) -> None:
    assert change(a_row(), user, rag="Amber").rag == "Amber"


@pytest.mark.parametrize("user", [cast.MEMBER, cast.AUDITOR, cast.ADMINISTRATOR])
def test_who_only_reads_changes_nothing(user: str) -> None:
    row = a_row()
    with acting_as(user):
        assert frappe.get_list("PAPG Duty Progress", pluck="name") == [row.name]
    with pytest.raises(frappe.PermissionError):
        change(row, user, rag="Amber")


@pytest.mark.parametrize("user", [cast.PARTNER, cast.DEPUTY, cast.NEIGHBOUR, cast.BOARD])
def test_nobody_else_sees_a_row(user: str) -> None:
    row = a_row()
    assert not frappe.has_permission("PAPG Duty Progress", "read", row.name, user=user)


@pytest.mark.parametrize("user", [cast.CHAIR, cast.MEMBER, cast.PARTNER, cast.AUDITOR, cast.ADMINISTRATOR])
def test_only_the_secretary_records_a_new_row(user: str) -> None:
    with pytest.raises((frappe.PermissionError, frappe.LinkValidationError)):
        a_row(user)
    assert not frappe.db.count("PAPG Duty Progress")


def test_a_secretary_of_one_group_records_nothing_in_another() -> None:
    with pytest.raises(frappe.LinkValidationError, match="Group: there is no"):
        a_row(cast.SECRETARY, "C")
    with pytest.raises((frappe.PermissionError, frappe.LinkValidationError)):
        a_row(cast.THREE, "C")


def test_nobody_deletes_a_row() -> None:
    row = a_row()
    for user in (cast.SECRETARY, cast.CHAIR, cast.ADMINISTRATOR):
        with acting_as(user), pytest.raises(frappe.PermissionError):
            frappe.delete_doc("PAPG Duty Progress", row.name)


def test_a_list_costs_the_same_with_3_and_with_30_rows() -> None:
    counts = []
    for wanted in (3, 30):
        for number in range(frappe.db.count("PAPG Duty Progress"), wanted):
            a_row(as_at=f"2016-02-{number + 1:02}" if number < 28 else f"2016-03-{number - 27:02}")
        with acting_as(cast.MEMBER):
            ask = {"fields": ["title", "as_at", "status", "direction"], "limit": 0}
            frappe.get_list("PAPG Duty Progress", **ask)
            with counted_queries() as queries:
                assert len(frappe.get_list("PAPG Duty Progress", **ask)) == wanted
        counts.append(len(queries))
    assert counts[0] == counts[1] > 0
