"""Activity: counted in heads, titled by itself, seen and written where the group is one's own."""

import frappe
import pytest

from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()


def trained(letter: str = "A", **fields: object) -> frappe.model.document.Document:
    given = {"held_on": "2026-06-14", "audience": "CCTV operatives", "headcount": 12, "trainers": 2}
    return make("PAPG Activity", papg_group=cast.group(letter), **{**given, **fields})


def test_the_title_says_what_it_was_and_when() -> None:
    assert trained().title == "Training: CCTV operatives, 14 June 2026"
    assert trained(guidance="Run, Hide, Tell").title == "Training: Run, Hide, Tell, 14 June 2026"
    assert len(trained(audience="o" * 140).title) == 140


def test_more_trainers_than_people_are_refused_with_both_figures() -> None:
    with pytest.raises(frappe.ValidationError, match="13 trainers of 12 people reached"):
        trained(trainers=13)


def test_what_ran_out_before_it_was_held_is_refused() -> None:
    with pytest.raises(frappe.ValidationError, match=r"Valid until 13 June 2026 is before it was held"):
        trained(valid_until="2026-06-13")


def test_the_secretary_records_and_members_read_it() -> None:
    with acting_as(cast.SECRETARY):
        recorded = trained()
    with acting_as(cast.MEMBER):
        assert recorded.name in frappe.get_list("PAPG Activity", pluck="name")
        with pytest.raises(frappe.PermissionError):
            frappe.get_doc("PAPG Activity", recorded.name).save()


@pytest.mark.parametrize("user", [cast.NEIGHBOUR, cast.BOARD])
def test_nobody_of_another_group_sees_it_or_records_for_it(user: str) -> None:
    recorded = trained()
    with acting_as(user):
        assert frappe.get_list("PAPG Activity", {"name": recorded.name}) == []
        with pytest.raises(frappe.PermissionError):
            frappe.get_doc("PAPG Activity", recorded.name).check_permission()
        with pytest.raises((frappe.PermissionError, frappe.ValidationError)):
            trained()
