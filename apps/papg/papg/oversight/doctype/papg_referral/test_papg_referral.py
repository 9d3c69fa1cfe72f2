"""Referral: its status follows what is recorded, a late answer is told, and a group's are its own."""

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import add_days, getdate, today

from papg.oversight.referrals import happening
from papg.rules.due_dates import govuk_date
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.factories import make

RECORD = "PAPG Referral"


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()
    frappe.db.delete(RECORD)


def referred(user: str = cast.SECRETARY, letter: str = "A", **fields: object) -> Document:
    with acting_as(user):
        return make(RECORD, papg_group=cast.group(letter), **fields)


def test_the_status_follows_what_is_recorded_whatever_is_sent() -> None:
    doc = referred(status="Settled")
    seen = [doc.status]
    for step in (
        {"asked_of": "CTSA", "asked_on": today()},
        {"advice": "Vehicle barriers at the west gate.", "advised_on": today()},
        {"outcome": "Held with the barriers."},
    ):
        doc.update({**step, "status": "To ask"})
        seen.append(doc.save().status)
    assert seen == ["To ask", "Asked", "Advised", "Settled"]


def test_whoever_is_asked_gets_a_day_to_answer_by_and_a_late_answer_is_told_on_the_form() -> None:
    asked = referred(asked_of="CTSA", asked_on=add_days(today(), -21), happens_on=add_days(today(), 60))
    assert str(asked.answer_by) == today()
    asked.onload()
    assert asked.get_onload("late") is None
    asked.answer_by = add_days(today(), -1)
    asked.onload()
    day = govuk_date(getdate(add_days(today(), -1)))
    assert asked.get_onload("late").startswith(f"CTSA was to answer by {day}, 1 day ago.")


def test_what_cannot_be_true_is_refused_with_the_remedy() -> None:
    with pytest.raises(frappe.ValidationError, match="Say who was asked"):
        referred(asked_on=today())


def test_a_group_that_has_ended_refers_nothing_more() -> None:
    frappe.db.set_value(
        "PAPG Group", cast.group("A"), {"status": "Dissolved", "dissolved_on": add_days(today(), -1)}
    )
    with pytest.raises(frappe.ValidationError, match=cast.GROUP_A):
        referred()


def test_secretary_and_chair_write_and_members_of_the_council_read() -> None:
    doc = referred()
    with acting_as(cast.CHAIR):
        frappe.get_doc(RECORD, doc.name).update({"asked_of": "DOCO"}).save()
        with pytest.raises(frappe.PermissionError):
            make(RECORD, papg_group=cast.group("A"))
    with acting_as(cast.MEMBER):
        assert frappe.get_list(RECORD, pluck="name") == [doc.name]
        with pytest.raises(frappe.PermissionError):
            frappe.get_doc(RECORD, doc.name).save()


@pytest.mark.parametrize("user", [cast.NEIGHBOUR, cast.BOARD])
def test_nobody_of_another_group_sees_it_in_list_or_calendar(user: str) -> None:
    doc = referred(happens_on="2026-06-14")
    with acting_as(user):
        assert frappe.get_list(RECORD) == []
        assert happening("2026-06-01", "2026-06-30") == []
        with pytest.raises(frappe.PermissionError):
            frappe.get_doc(RECORD, doc.name).check_permission()


def test_the_calendar_has_first_and_last_day_at_the_same_cost_for_3_and_for_30() -> None:
    referred(happens_on="2026-05-31")
    counts = []
    for wanted in (3, 30):
        while frappe.db.count(RECORD, {"happens_on": ("like", "2026-06-%")}) < wanted:
            referred(happens_on="2026-06-30" if frappe.db.count(RECORD) % 2 else "2026-06-01")
        with acting_as(cast.MEMBER):
            happening("2026-06-01", "2026-06-30")
            with counted_queries() as queries:
                rows = happening("2026-06-01", "2026-06-30")
        assert {str(row["happens_on"]) for row in rows} == {"2026-06-01", "2026-06-30"}
        assert (len(rows), any(row["is_movable"] for row in rows)) == (wanted, False)
        counts.append(len(queries))
    assert counts[0] == counts[1] > 0
