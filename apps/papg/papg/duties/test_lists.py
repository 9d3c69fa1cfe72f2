"""Duties, workstreams and requirements: lists of the council, and the Prevent duty every council starts with."""

import frappe
import pytest
from frappe.utils import getdate

from papg.duties import table
from papg.setup import seeds
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.duties import PREVENT, a_row, requirement
from papg.testing.factories import make

LISTS = ("PAPG Duty Framework", "PAPG Workstream", "PAPG Duty Requirement")
BLOCKS = {
    "1 Working in partnership": 5,
    "2/3 Risk assessment and action planning": 3,
    "4 Staff training": 3,
    "5 Use of council resources": 4,
    "6 Education and childcare authorities": 1,
}


def test_a_council_starts_with_the_sixteen_requirements_of_the_prevent_duty_in_five_workstreams() -> None:
    duty = frappe.get_doc("PAPG Duty Framework", PREVENT)
    assert "Counter-Terrorism and Security Act 2015" in duty.legislation
    assert duty.nation == "England and Wales"
    workstreams = frappe.get_all(
        "PAPG Workstream", {"framework": PREVENT}, ["name", "heading"], order_by="position_in_list"
    )
    counted = {
        row.heading: frappe.db.count("PAPG Duty Requirement", {"workstream": row.name}) for row in workstreams
    }
    assert list(counted.items()) == list(BLOCKS.items())


def test_one_requirement_has_expectations_of_its_own() -> None:
    with_parts = frappe.get_all("PAPG Sub Expectation", pluck="parent")
    assert with_parts == [requirement("6.1")] * 2
    texts = [
        part.expectation
        for part in frappe.get_doc("PAPG Duty Requirement", requirement("6.1")).sub_expectations
    ]
    assert "visiting speakers" in texts[0]
    assert "radicalisation" in texts[1]


OTHERS = {
    "Prevent duty toolkit 2024": {
        "1 Multi-agency partnership group": 1,
        "2 Local risk assessment process": 1,
        "3 Partnership plan": 1,
        "4 Referral pathway": 1,
        "5 Channel panel": 1,
        "6 Training programme": 1,
        "7 Reducing permissive environments": 0,
        "8 Communications and engagement": 0,
    },
    "ACT for Local Authorities: community safety": {
        "1 Expected outcomes": 3,
        "2 Responsibilities of the area": 6,
    },
    "CONTEST delivery, Westminster 2015": {"1 Protect": 3, "2 Prepare": 4, "3 Prevent": 3},
    "Prevent Strategy 2011: three objectives": {"1 Objectives": 3},
}


@pytest.mark.parametrize("title", OTHERS)
def test_further_duties_and_programmes_stand_with_what_is_public_of_them(title: str) -> None:
    found = table.blocks(cast.group("A"), title, getdate())
    assert {block.heading: len(block.lines) for block in found} == OTHERS[title]


def test_each_of_the_five_areas_has_a_framework_of_its_own_with_the_same_headings() -> None:
    areas = frappe.get_all(
        "PAPG Duty Framework", {"business_area": ("is", "set")}, ["name", "business_area"], as_list=True
    )
    assert sorted(area for _name, area in areas) == sorted(
        frappe.get_all("PAPG Business Area", {"kind": "Core"}, pluck="name")
    )
    headings = {
        tuple(block.heading for block in table.blocks(cast.group("A"), name, getdate()))
        for name, _area in areas
    }
    assert headings == {("1 Expected outcomes", "2 Responsibilities of the area")}


def test_planting_again_changes_nothing_and_brings_back_nothing_a_council_removed() -> None:
    frappe.db.set_value("PAPG Duty Requirement", requirement("1.1"), "expectation", "As our board puts it.")
    frappe.delete_doc("PAPG Duty Requirement", requirement("5.4"))
    seeds.plant()
    assert (
        frappe.db.get_value("PAPG Duty Requirement", requirement("1.1"), "expectation")
        == "As our board puts it."
    )
    assert requirement("5.4") is None
    assert frappe.db.count("PAPG Duty Requirement", {"framework": PREVENT}) == 15


def test_a_requirement_belongs_to_the_duty_of_its_workstream_whatever_was_sent() -> None:
    other = make("PAPG Duty Framework").name
    workstream = frappe.db.get_value("PAPG Workstream", {"framework": PREVENT, "label": "4"})
    made = make("PAPG Duty Requirement", workstream=workstream, framework=other, code="4.9")
    assert made.framework == PREVENT


def test_a_requirement_is_shown_by_its_code_and_as_much_of_its_text_as_fits() -> None:
    short = make("PAPG Duty Requirement", code="9.1", expectation="Plans are agreed.")
    long = make("PAPG Duty Requirement", code="9.2", expectation="Plans are agreed " * 20)
    assert short.title == "9.1 Plans are agreed"
    assert long.title.startswith("9.2 Plans are agreed")
    assert long.title.endswith(" …")
    assert len(long.title) <= 100


def test_a_requirement_without_words_is_refused() -> None:
    with pytest.raises(frappe.MandatoryError, match="expectation"):
        make("PAPG Duty Requirement", expectation=None)


@pytest.mark.parametrize(
    ("record_type", "field", "value", "label"),
    [("PAPG Workstream", "label", "2/3", "Label"), ("PAPG Duty Requirement", "code", "2/3.1", "Code")],
)
def test_a_label_and_a_code_are_there_once_in_a_duty(
    record_type: str, field: str, value: str, label: str
) -> None:
    first = frappe.get_doc(record_type, {"framework": PREVENT, field: value})
    beside = {"framework": PREVENT} if field == "label" else {"workstream": first.workstream}
    with pytest.raises(frappe.ValidationError, match=f"{label}: “{value}” is taken in the duty “{PREVENT}”"):
        make(record_type, **beside, **{field: value})
    assert make(record_type, **{field: value}).get(field) == value
    assert first.save().get(field) == value


def test_what_a_group_has_recorded_progress_on_is_not_removed() -> None:
    a_row()
    with acting_as(cast.ADMINISTRATOR), pytest.raises(frappe.LinkExistsError):
        frappe.delete_doc("PAPG Duty Requirement", requirement("1.1"))


@pytest.mark.parametrize("record_type", LISTS)
def test_the_administrator_adds_changes_and_removes_entries(record_type: str) -> None:
    with acting_as(cast.ADMINISTRATOR):
        entry = make(record_type)
        entry.save()
        frappe.delete_doc(record_type, entry.name)
    assert not frappe.db.exists(record_type, entry.name)


@pytest.mark.parametrize("record_type", LISTS)
@pytest.mark.parametrize("user", [cast.SECRETARY, cast.CHAIR, cast.MEMBER, cast.BOARD, cast.AUDITOR])
def test_everybody_at_the_desk_reads_a_list_and_changes_nothing(record_type: str, user: str) -> None:
    entry = make(record_type)
    needed = {name: entry.get(name) for name in ("framework", "workstream") if entry.get(name)}
    with acting_as(user):
        assert entry.name in frappe.get_list(record_type, pluck="name", limit=0)
        with pytest.raises(frappe.PermissionError):
            frappe.get_doc(record_type, entry.name).save()
        with pytest.raises(frappe.PermissionError):
            make(record_type, **needed)


@pytest.mark.parametrize("record_type", LISTS)
@pytest.mark.parametrize("user", [cast.PARTNER, cast.DEPUTY, "Guest"])
def test_nobody_outside_the_desk_lists_them(record_type: str, user: str) -> None:
    with acting_as(user), pytest.raises(frappe.PermissionError):
        frappe.get_list(record_type)
