"""An organisation: what its type makes of it, and the code of its area."""

import frappe
import pytest

from papg.testing import cast
from papg.testing.factories import listed_name, make, make_organisation


def kind(is_council: int) -> str:
    return make("PAPG Organisation Type", is_council=is_council).name


@pytest.mark.parametrize("is_council", [0, 1])
def test_a_chosen_type_says_whether_it_is_of_the_council(is_council: int) -> None:
    organisation = make(
        "PAPG Organisation", organisation_type=kind(is_council), is_local_authority=1 - is_council
    )
    assert organisation.is_local_authority == is_council
    organisation.organisation_type = kind(1 - is_council)
    assert organisation.save().is_local_authority == 1 - is_council


def test_the_box_may_say_otherwise_until_another_type_is_chosen() -> None:
    organisation = make("PAPG Organisation", organisation_type=kind(0))
    organisation.is_local_authority = 1
    assert organisation.save().is_local_authority == 1


def test_its_people_become_partners_when_it_is_no_longer_of_the_council() -> None:
    department = frappe.get_doc("PAPG Organisation", cast.DEPARTMENT)
    department.organisation_type = listed_name("PAPG Organisation Type", type_name="Voluntary")
    department.save()
    assert "PAPG Partner" in frappe.get_roles(cast.MEMBER)
    assert "PAPG Member" not in frappe.get_roles(cast.MEMBER)
    assert frappe.db.get_value("User", cast.MEMBER, "user_type") == "Website User"
    assert frappe.db.get_value("User", cast.CHAIR, "user_type") == "System User"


@pytest.mark.parametrize("code", ["E0600001", "E060000144", "X06000014", "E06O00014", "06000014E"])
def test_a_malformed_code_is_refused_with_an_example(code: str) -> None:
    with pytest.raises(
        frappe.ValidationError, match=rf"GSS code {code}: enter one letter.*such as E06000014"
    ):
        make_organisation(gss_code=code)


def test_a_code_of_another_nation_is_refused() -> None:
    with pytest.raises(frappe.ValidationError, match="GSS code W06000015 is not one of England"):
        make_organisation(gss_code="W06000015", nation="England")


def test_a_code_is_stored_in_capitals() -> None:
    assert make_organisation(gss_code=" w06000015 ", nation="Wales").gss_code == "W06000015"
