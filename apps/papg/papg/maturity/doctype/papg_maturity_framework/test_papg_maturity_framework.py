"""Frameworks: what makes one usable, who writes it, and when it stays as it is."""

from collections.abc import Callable

import frappe
import pytest
from frappe.model.document import Document

from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make
from papg.testing.maturity import a_framework, begun, signed_off, with_moderator

pytestmark = pytest.mark.usefixtures("room")
VERSION = "Make a new version of the framework"


def framework_of(assessment: Document) -> Document:
    return frappe.get_doc("PAPG Maturity Framework", assessment.framework)


def first_criterion(framework: str) -> Document:
    return frappe.get_doc("PAPG Maturity Criterion", {"framework": framework, "code": "C1"})


# The samples


@pytest.mark.parametrize(
    ("sample", "levels"),
    [
        ("Sample, not the official matrix, version 1", [1, 2, 3, 4]),
        ("Sample for schools, not an official matrix, version 1", [0, 1, 2, 3]),
    ],
)
def test_two_samples_are_there_whole_and_say_that_they_are_samples(sample: str, levels: list[int]) -> None:
    framework = frappe.get_doc("PAPG Maturity Framework", sample)
    assert framework.title.startswith("Sample") and "official" in framework.title
    assert framework.status == "In use"
    assert [row.value for row in framework.levels] == levels
    assert all(row.label and row.description and row.colour for row in framework.levels)
    criteria = frappe.get_all(
        "PAPG Maturity Criterion", {"framework": sample}, ["name", "theme", "business_area"]
    )
    themes = [row.theme for row in criteria]
    assert (len(criteria), len(set(themes))) == (15, 5)
    assert {themes.count(theme) for theme in themes} == {3}
    assert any(row.business_area for row in criteria)
    wordings = frappe.get_all(
        "PAPG Maturity Wording", {"parent": ("in", [row.name for row in criteria])}, pluck="wording"
    )
    assert len(wordings) == len(set(wordings)) == 60


def test_an_empty_framework_is_there_to_be_filled_in() -> None:
    empty = frappe.get_doc("PAPG Maturity Framework", "Empty framework, to be filled in, version 1")
    assert (empty.status, len(empty.levels)) == ("Draft", 4)
    assert not frappe.db.exists("PAPG Maturity Criterion", {"framework": empty.name})


# Levels and wordings


def test_levels_without_a_gap_are_kept_and_a_gap_is_refused_with_its_row() -> None:
    levels = [{"value": value, "label": str(value)} for value in (0, 1, 3)]
    with pytest.raises(frappe.ValidationError, match=r"Levels, row 3: the value is 3, after 1\. Make it 2"):
        make("PAPG Maturity Framework", levels=levels)
    levels[2]["value"] = 2
    assert len(make("PAPG Maturity Framework", levels=levels).levels) == 3


def test_a_framework_of_one_level_is_refused() -> None:
    with pytest.raises(frappe.ValidationError, match=r"Levels of the framework: 1\. Give it from 2 to 7"):
        make("PAPG Maturity Framework", levels=[{"value": 1, "label": "One"}])


def test_a_criterion_says_which_level_has_no_wording() -> None:
    wordings = [{"value": 1, "wording": "By chance."}, {"value": 3, "wording": "Everywhere."}]
    with pytest.raises(frappe.ValidationError, match="Criterion L1 has no wording for level 2"):
        make("PAPG Maturity Criterion", level_wordings=wordings)


def test_a_level_added_to_a_framework_in_use_asks_for_its_wordings() -> None:
    framework = frappe.get_doc("PAPG Maturity Framework", a_framework(1))
    framework.append("levels", {"value": 4, "label": "Level 4"})
    with pytest.raises(frappe.ValidationError, match="Criterion C1 has no wording for level 4"):
        frappe.get_doc(framework.as_dict()).save()
    framework.status = "Draft"
    framework.save()
    criterion = first_criterion(framework.name)
    criterion.append("level_wordings", {"value": 4, "wording": "Beyond."})
    criterion.save()
    framework.status = "In use"
    assert framework.save().status == "In use"


def test_a_code_is_there_once_in_a_framework() -> None:
    criterion = make("PAPG Maturity Criterion")
    assert criterion.name == f"{criterion.framework}, L1"
    with pytest.raises(frappe.DuplicateEntryError):
        make("PAPG Maturity Criterion", framework=criterion.framework)
    assert make("PAPG Maturity Criterion", framework=criterion.framework, code="L2").name


def test_a_weight_of_nought_is_refused() -> None:
    with pytest.raises(frappe.ValidationError, match="Criterion L1 has the weight 0"):
        make("PAPG Maturity Criterion", weight=0)


# Frozen by a signed-off assessment


def add_level(framework: Document) -> None:
    framework.append("levels", {"value": 4, "label": "Level 4"})
    framework.save()


def reword_level(framework: Document) -> None:
    framework.levels[0].description = "Other."
    framework.save()


def delete_framework(framework: Document) -> None:
    frappe.delete_doc(framework.doctype, framework.name)


def add_criterion(framework: Document) -> None:
    make("PAPG Maturity Criterion", framework=framework.name)


def reword_criterion(framework: Document) -> None:
    criterion = first_criterion(framework.name)
    criterion.level_wordings[0].wording = "Other."
    criterion.save()


def weigh_criterion(framework: Document) -> None:
    criterion = first_criterion(framework.name)
    criterion.weight = 5
    criterion.save()


def delete_criterion(framework: Document) -> None:
    frappe.delete_doc("PAPG Maturity Criterion", first_criterion(framework.name).name)


CHANGES = (
    add_level,
    reword_level,
    delete_framework,
    add_criterion,
    reword_criterion,
    weigh_criterion,
    delete_criterion,
)


@pytest.mark.parametrize("person", [cast.ADMINISTRATOR, "Administrator"])
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_what_a_signed_off_assessment_was_made_with_stays_as_it_was(
    change: Callable[[Document], None], person: str
) -> None:
    framework = framework_of(signed_off())
    with acting_as(person), pytest.raises(frappe.ValidationError, match=VERSION):
        change(framework)


def test_until_an_assessment_is_signed_off_its_framework_may_be_put_right() -> None:
    framework = framework_of(with_moderator())
    with acting_as(cast.ADMINISTRATOR):
        for change in (reword_level, reword_criterion, weigh_criterion):
            change(framework)
            framework.reload()
    assert framework.levels[0].description == "Other."


def test_a_framework_that_is_frozen_may_still_be_retired() -> None:
    framework = framework_of(signed_off())
    with acting_as(cast.ADMINISTRATOR):
        framework.status = "Retired"
        assert framework.save().status == "Retired"


@pytest.mark.parametrize("record_type", ["PAPG Maturity Framework", "PAPG Maturity Criterion"])
def test_neither_framework_nor_criterion_is_renamed(record_type: str) -> None:
    entry = make(record_type)
    with pytest.raises(frappe.PermissionError, match="keeps its name"):
        frappe.rename_doc(record_type, entry.name, "Another", force=True)


def test_a_wording_is_not_changed_past_its_criterion() -> None:
    criterion = make("PAPG Maturity Criterion")
    row = frappe.get_doc("PAPG Maturity Wording", criterion.level_wordings[0].name)
    row.wording = "Other."
    with pytest.raises(frappe.PermissionError, match="is changed together with its record"):
        row.save()


# Who writes them


@pytest.mark.parametrize("user", [cast.SECRETARY, cast.CHAIR, cast.MEMBER, cast.BOARD, cast.AUDITOR])
@pytest.mark.parametrize("record_type", ["PAPG Maturity Framework", "PAPG Maturity Criterion"])
def test_everybody_at_the_desk_reads_them_and_only_the_administrator_writes(
    record_type: str, user: str
) -> None:
    entry = make(record_type)
    with acting_as(user):
        assert entry.name in frappe.get_list(record_type, pluck="name", limit=0)
        with pytest.raises(frappe.PermissionError):
            frappe.get_doc(record_type, entry.name).save()
        with pytest.raises(frappe.PermissionError):
            make(record_type, **({"framework": entry.framework} if entry.get("framework") else {}))
    with acting_as(cast.ADMINISTRATOR):
        frappe.get_doc(record_type, entry.name).save()
        frappe.delete_doc(record_type, entry.name)
    assert not frappe.db.exists(record_type, entry.name)


@pytest.mark.parametrize("status", ["Draft", "Retired"])
def test_an_assessment_begins_with_a_framework_in_use(status: str) -> None:
    framework = a_framework()
    frappe.db.set_value("PAPG Maturity Framework", framework, "status", status)
    with pytest.raises(frappe.ValidationError, match=rf"is not in use \(status: {status}\)"):
        begun(framework=framework)


def test_a_framework_without_criteria_is_not_assessed_with() -> None:
    with pytest.raises(frappe.ValidationError, match="has no criteria yet"):
        begun(framework=make("PAPG Maturity Framework").name)
