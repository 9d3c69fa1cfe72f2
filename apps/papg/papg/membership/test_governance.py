"""The governance of a group held against good practice, as its form shows it."""

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import getdate, today

from papg.rules.due_dates import govuk_date
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make, make_group


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()


def saved(user: str = cast.SECRETARY, **fields: object) -> Document:
    """The first group as its secretary saves it."""
    group = frappe.get_doc("PAPG Group", cast.group("A"))
    group.update(fields)
    with acting_as(user):
        return group.save()


WHOLE = {
    "adopted_on": "2026-01-05",
    "responsible_officer": "Director of Place",
    "reports_to": [{"post": "Chief Executive"}],
}


def governance(user: str = cast.SECRETARY, **fields: object) -> list[str]:
    shown = saved(user, **fields).practice_warnings.splitlines()
    return [line for line in shown if line.endswith("(Protect & Prepare Groups guidance, Governance)")]


def test_what_the_governance_of_a_group_lacks_is_said_until_it_is_on_record() -> None:
    assert [line.partition(".")[0] for line in governance(reports_to=[])] == [
        f"The group is not adopted into the council's governance on {govuk_date(getdate(today()))}",
        "Nobody is named to whom the group reports",
        "No responsible officer is named",
        "No Prevent group is named beside this one",
    ]
    assert len(governance(**WHOLE)) == 1
    # A group beside it is mostly out of the secretary's reach, and so the administrator's to name.
    assert governance(cast.ADMINISTRATOR, sibling_group=make_group().name) == []
    assert governance() == []


def test_a_reason_is_recorded_where_there_is_no_prevent_group_beside_it() -> None:
    reason = {"rule": "The Prevent group beside it is named", "reason": "One group does both."}
    assert governance(**WHOLE, departures=[reason]) == []
    shown = saved(**WHOLE).practice_warnings
    assert f"The Prevent group beside it is named: not so for {cast.GROUP_A}. Reason recorded on" in shown


def test_a_board_is_not_asked_for_governance_of_its_own() -> None:
    board = frappe.get_doc("PAPG Group", cast.group("Board"))
    board.set_warnings()
    assert "Governance" not in board.practice_warnings


@pytest.mark.parametrize(("grade", "is_warned"), [("Head of service", False), ("Service manager", True)])
def test_the_grade_of_the_chair_is_held_against_that_of_the_tier(grade: str, is_warned: bool) -> None:
    frappe.db.set_value("PAPG Member", cast.member(cast.CHAIR), "grade", grade)
    tier = make("PAPG Tier", least_grade="Head of service").name
    assert ("below “Head of service”" in saved(tier=tier).practice_warnings) == is_warned


def test_the_grades_of_a_tier_are_those_of_members() -> None:
    of_members = frappe.get_meta("PAPG Member").get_field("grade").options
    assert frappe.get_meta("PAPG Tier").get_field("least_grade").options == of_members
    tiers = frappe.get_all(
        "PAPG Tier", {"name": ("in", ("Gold", "Silver"))}, pluck="least_grade", order_by="name"
    )
    assert tiers == ["Director", "Head of service"]
