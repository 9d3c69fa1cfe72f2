"""A round of assessment beside an earlier one."""

from typing import Any

import frappe
import pytest
from frappe.model.document import Document

from papg.maturity import comparing
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.factories import make
from papg.testing.maturity import a_framework, begun, fresh, scored, signed_off, with_moderator

pytestmark = pytest.mark.usefixtures("room")


def round_of(framework: str, level: str, **fields: Any) -> Document:
    """A signed-off round with every line at a level."""
    assessment = scored(begun(framework=framework, **fields))
    with acting_as(cast.SECRETARY):
        for row in assessment.scores:
            row.current_level = level
        assessment.save()
    return signed_off(with_moderator(assessment))


def next_version(earlier: str, mappings: dict[str, str]) -> str:
    """A framework of three criteria that says what became of an earlier one's."""
    framework = a_framework()
    doc = frappe.get_doc("PAPG Maturity Framework", framework)
    for there, here in mappings.items():
        doc.append("mappings", {"earlier_framework": earlier, "earlier_code": there, "code": here})
    return doc.save().name


def compared(now: Document, earlier: Document, user: str = cast.MEMBER) -> dict[str, Any]:
    with acting_as(user):
        return comparing.compare(now.name, earlier.name)


def test_any_earlier_round_of_the_same_version_stands_beside_this_one() -> None:
    first = round_of(a_framework(), "1", as_at="2025-06-14")
    second = round_of(first.framework, "3", as_at="2025-12-14")
    now = scored(begun(framework=first.framework))
    rows = compared(now, second)["rows"]
    assert rows[0] == {"theme": "Leading the work", "earlier": "3.0", "now": "1.0", "difference": "−2.0"}
    assert [row["difference"] for row in compared(now, first)["rows"]] == ["0.0"] * 3
    with acting_as(cast.SECRETARY):
        now.run_method("onload")
    told = now.get_onload("comparison")
    assert [row["name"] for row in told["rounds"]] == [second.name, first.name]
    assert told["chosen"] is None


def test_another_version_is_compared_through_what_it_says_of_the_earlier_one() -> None:
    earlier = round_of(a_framework(), "1")
    assert "does not say which of its criteria" in refusal(begun(framework=a_framework()), earlier)
    later = next_version(earlier.framework, {"C1": "C2", "C3": "C2"})
    told = compared(scored(begun(framework=later)), earlier)
    assert [(row["theme"], row["earlier"], row["difference"]) for row in told["rows"]] == [
        ("Leading the work", "", ""),
        ("Knowing the risks", "1.0", "0.0"),
        ("Being ready", "", ""),
    ]
    assert told["notes"] == ["Left out, because this version has nothing in their place: C2."]


def test_versions_that_count_in_different_levels_are_given_no_difference() -> None:
    levels = [{"value": value, "label": f"Level {value}"} for value in (0, 1)]
    old = make("PAPG Maturity Framework", levels=levels).name
    wordings = [{"value": value, "wording": f"Wording of {value}."} for value in (0, 1)]
    make("PAPG Maturity Criterion", framework=old, code="C1", level_wordings=wordings)
    earlier = begun(framework=old)
    frappe.db.set_value("PAPG Maturity Score", earlier.scores[0].name, "current_level", "1")
    frappe.db.set_value(earlier.doctype, earlier.name, {"docstatus": 1, "stage": "Signed off"})
    told = compared(scored(begun(framework=next_version(old, {"C1": "C1"}))), fresh(earlier))
    assert told["rows"][0] == {"theme": "Leading the work", "earlier": "1.0", "now": "1.0", "difference": ""}
    assert told["notes"] == ["The two versions count in different levels, so no difference is given."]


def refusal(now: Document, earlier: Document) -> str:
    now.baseline = earlier.name
    with acting_as(cast.SECRETARY), pytest.raises(frappe.ValidationError) as refused:
        now.save()
    return str(refused.value)


def test_a_round_is_not_compared_with_one_that_does_not_fit() -> None:
    framework = a_framework()
    later = round_of(framework, "1", as_at="2030-01-01")
    assert "is of a later day" in refusal(begun(framework=framework), later)
    school = make("PAPG Organisation", organisation_name="Quayside School").name
    about = round_of(framework, "1", about_organisation=school)
    assert "that assessment is about Quayside School" in refusal(begun(framework=framework), about)
    assert compared(begun(framework=framework, about_organisation=school), about)["rows"]


@pytest.mark.parametrize("user", [cast.NEIGHBOUR, cast.PARTNER, cast.BOARD])
def test_who_may_not_read_both_compares_nothing(user: str) -> None:
    earlier = round_of(a_framework(), "1")
    now = begun(framework=earlier.framework)
    for pair in ((now, earlier), (earlier, now)):
        with pytest.raises(frappe.PermissionError):
            compared(*pair, user=user)


def test_a_framework_names_codes_that_are_there_and_keeps_them_once_it_was_used() -> None:
    earlier, framework = a_framework(), a_framework()
    with pytest.raises(frappe.ValidationError, match=r"row 1: .* has no criterion C9"):
        doc = frappe.get_doc("PAPG Maturity Framework", framework)
        doc.append("mappings", {"earlier_framework": earlier, "earlier_code": "C9", "code": "C1"})
        doc.save()
    used = next_version(earlier, {"C1": "C1"})
    round_of(used, "1")
    doc = frappe.get_doc("PAPG Maturity Framework", used)
    doc.mappings[0].code = "C2"
    with pytest.raises(frappe.ValidationError, match="Make a new version"):
        doc.save()


def test_two_rounds_of_thirty_lines_cost_as_many_queries_as_two_of_three() -> None:
    counts = []
    for criteria in (3, 3, 30):
        earlier = round_of(a_framework(criteria), "1")
        now = begun(framework=earlier.framework, baseline=earlier.name)
        with acting_as(cast.SECRETARY), counted_queries() as queries:
            assert len(comparing.with_baseline(now)["rows"]) == 3
        counts.append(len(queries))
    assert counts[1] == counts[2] > 0
