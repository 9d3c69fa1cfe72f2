"""The five steps of an empty site: told to who sets the council up, gone when there is a meeting."""

import frappe
import pytest

from papg.api.first_steps import first_steps
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make_meeting, make_terms


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    """The cast has a council, groups and members, but no terms of reference and no meeting."""
    cast.install()


def done() -> list[bool]:
    with acting_as(cast.ADMINISTRATOR):
        return [step["is_done"] for step in first_steps()]


def test_what_is_there_is_done_and_the_rest_is_to_do() -> None:
    assert done() == [True, True, True, False, False]
    make_terms(cast.group("A"))
    assert done() == [True, True, True, True, False]


def test_the_steps_are_gone_once_a_meeting_is_planned() -> None:
    make_meeting(cast.group("A"))
    assert done() == []


def test_each_step_says_what_to_do_and_where() -> None:
    with acting_as(cast.ADMINISTRATOR):
        told = first_steps()
    assert [step["route"] for step in told] == [
        "/app/papg-organisation/new",
        "/app/papg-group/new",
        "/app/papg-member/new",
        "/app/papg-terms-of-reference/new",
        "/app/papg-meeting",
    ]
    assert all(step["label"] and step["what_to_do"].endswith(".") for step in told)


def test_somebody_of_another_group_is_told_of_none_of_its_records() -> None:
    make_terms(cast.group("A"))
    make_meeting(cast.group("A"), agenda_issued_on=frappe.utils.today())
    with acting_as(cast.NEIGHBOUR):
        assert [step["is_done"] for step in first_steps()][3:] == [False, False]


def test_a_partner_has_no_lists_to_be_told_of() -> None:
    with acting_as(cast.PARTNER), pytest.raises(frappe.PermissionError):
        first_steps()
