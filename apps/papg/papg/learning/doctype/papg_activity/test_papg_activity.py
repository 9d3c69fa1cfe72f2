"""Activity: counted in heads, titled by itself, seen and written where the group is one's own."""

import frappe
import pytest
from frappe.utils import add_days, today

from papg.patches import audiences_of_activity
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
    assert trained(held_as_typed="by 1 January 2016").title == "Training: CCTV operatives, by 1 January 2016"
    long = make("PAPG Audience", audience_name="o" * 140).name
    assert len(trained(audience=long, held_as_typed="s" * 60).title) == 140


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


def test_a_council_begins_with_the_audiences_of_the_guidance_and_keeps_to_its_own_list() -> None:
    audiences = frappe.get_all("PAPG Audience", order_by="position_in_list", pluck="name")
    assert audiences == [
        *("Enforcement", "Community cohesion", "Safer neighbourhood", "CCTV operatives"),
        *("All staff", "Elected members", "Education leads"),
    ]
    with pytest.raises(frappe.LinkValidationError, match="Everybody"):
        trained(audience="Everybody")


def test_audiences_that_were_typed_before_there_was_a_list_are_entered_in_it_once() -> None:
    for typed in ("Ward wardens", "Ward wardens", "All staff", ""):
        frappe.db.set_value("PAPG Activity", trained().name, "audience", typed)
    audiences_of_activity.execute()
    assert frappe.db.count("PAPG Audience", {"name": ("like", "Ward wardens")}) == 1
    assert frappe.db.count("PAPG Audience") == 8


def test_the_form_says_how_it_stands_with_an_accreditation() -> None:
    last = trained(kind="Accreditation", held_on=add_days(today(), -300), valid_until=today())
    over = trained(kind="Accreditation", held_on=add_days(today(), -300), valid_until=add_days(today(), -1))
    said = []
    for name in (last.name, over.name):
        doc = frappe.get_doc("PAPG Activity", name)
        doc.run_method("onload")
        said.append(doc.get_onload("validity"))
    assert said == ["Runs out soon", "Ran out"]
