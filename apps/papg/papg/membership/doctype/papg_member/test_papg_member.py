"""A row of membership: its period, its person or post, and what may no longer change."""

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import add_days, today

from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make_member


def yesterday() -> str:
    return add_days(today(), -1)


def new_row(user: str = cast.SECRETARY, **fields: object) -> Document:
    """A row of group A, made by its secretary."""
    with acting_as(user):
        return make_member(cast.group("A"), **{"organisation": cast.DEPARTMENT, **fields})


def row_of_another_day(**fields: object) -> Document:
    """A row that was made before today, so that it has begun for good."""
    row = new_row(**fields)
    row.db_set("creation", f"{yesterday()} 09:00:00", update_modified=False)
    return frappe.get_doc("PAPG Member", row.name)


def refused(row: Document, message: str, user: str = cast.SECRETARY) -> None:
    with acting_as(user), pytest.raises(frappe.ValidationError, match=message):
        row.save()


def test_a_member_cannot_leave_before_joining_and_is_told_both_days() -> None:
    with pytest.raises(frappe.ValidationError, match="Left on 1 March 2026 is before Joined on 2 March 2026"):
        new_row(joined_on="2026-03-02", left_on="2026-03-01")


def test_a_member_may_leave_on_the_day_of_joining() -> None:
    assert new_row(joined_on="2026-03-02", left_on="2026-03-02").name


def test_a_deputy_cannot_stop_before_starting_and_the_row_is_named() -> None:
    backwards = {"deputy_name": "Duty Officer", "valid_from": "2026-05-02", "valid_to": "2026-05-01"}
    with pytest.raises(frappe.ValidationError, match="Deputies, row 1: Duty Officer stops on 1 May 2026"):
        new_row(deputies=[backwards])


def test_addresses_are_stored_without_capitals_and_spaces() -> None:
    deputy = {"deputy_name": "Duty Officer", "email": " Duty@Harbour.example"}
    row = new_row(email=" Planning@Harbour.Example ", deputies=[deputy])
    assert (row.email, row.deputies[0].email) == ("planning@harbour.example", "duty@harbour.example")


def test_a_row_without_a_person_and_without_a_post_is_refused() -> None:
    with pytest.raises(frappe.ValidationError, match="Enter the full name, or the group and position"):
        new_row(full_name=" ")


def test_a_seat_that_follows_a_post_is_shown_as_the_post() -> None:
    row = new_row(user="Administrator", ex_officio_group=cast.group("B"), ex_officio_position="Secretary")
    assert row.full_name == f"Secretary of {cast.GROUP_B}"


def test_a_seat_cannot_name_a_person_and_follow_a_post() -> None:
    both = {
        "ex_officio_group": cast.group("B"),
        "ex_officio_position": "Chair",
        "email": "who@harbour.example",
    }
    with pytest.raises(frappe.ValidationError, match=r"follows a post and names who@harbour.example as well"):
        new_row(user="Administrator", **both)


def test_a_seat_that_follows_a_post_says_which_position() -> None:
    with pytest.raises(frappe.ValidationError, match="choose which position"):
        new_row(user="Administrator", ex_officio_group=cast.group("B"))


def test_a_seat_cannot_follow_a_post_of_its_own_group() -> None:
    own = {"ex_officio_group": cast.group("A"), "ex_officio_position": "Chair"}
    with pytest.raises(frappe.ValidationError, match="cannot follow a post of its own group"):
        new_row(**own)


def test_a_seat_cannot_follow_a_post_of_a_group_its_writer_may_not_see() -> None:
    foreign = {"ex_officio_group": cast.group("B"), "ex_officio_position": "Chair"}
    with pytest.raises(frappe.LinkValidationError, match="that you can choose"):
        new_row(**foreign)


def test_whoever_holds_the_post_gets_the_seat_and_its_role() -> None:
    row = new_row(user="Administrator", ex_officio_group=cast.group("B"), ex_officio_position="Secretary")
    with acting_as(cast.THREE):
        assert row.name in frappe.get_list("PAPG Member", {"papg_group": cast.group("A")}, pluck="name")


def test_a_second_chair_is_refused_and_the_present_one_is_named_with_the_period() -> None:
    with pytest.raises(
        frappe.ValidationError, match="Head of Community Safety is Chair since 6 January 2025"
    ) as refusal:
        new_row(position="Chair")
    assert "End that row first, or begin later." in str(refusal.value)


def test_a_chair_may_begin_on_the_day_after_the_last_of_the_one_before() -> None:
    with acting_as(cast.SECRETARY):
        before = frappe.get_doc("PAPG Member", cast.member(cast.CHAIR))
        before.left_on = "2026-06-30"
        before.save()
    with pytest.raises(frappe.ValidationError, match="from 6 January 2025 to 30 June 2026"):
        new_row(position="Chair", joined_on="2026-06-30")
    assert new_row(position="Chair", joined_on="2026-07-01").name


def test_a_group_may_have_several_deputy_chairs() -> None:
    assert new_row(position="Deputy Chair").position == "Deputy Chair"


def test_nobody_holds_one_position_twice_at_a_time() -> None:
    with pytest.raises(
        frappe.ValidationError, match="Licensing Manager is already Member since 6 January 2025"
    ):
        new_row(email=cast.MEMBER.upper())


def test_one_person_may_hold_two_positions() -> None:
    assert new_row(email=cast.MEMBER, position="Adviser").name


@pytest.mark.parametrize(("field", "value"), [("position", "Adviser"), ("organisation", cast.POLICE)])
def test_a_row_that_has_begun_keeps_what_makes_it_this_membership(field: str, value: str) -> None:
    row = row_of_another_day(full_name="Planning Officer")
    row.set(field, value)
    refused(row, "Planning Officer has been a member since 6 January 2025.*End this row with its last day")


def test_a_mistyped_row_may_be_put_right_on_the_day_it_was_made() -> None:
    row = new_row()
    row.position = "Adviser"
    with acting_as(cast.SECRETARY):
        assert row.save().position == "Adviser"


def test_a_row_that_begins_tomorrow_may_still_change() -> None:
    row = row_of_another_day(joined_on=add_days(today(), 1))
    row.position = "Adviser"
    with acting_as(cast.SECRETARY):
        assert row.save().position == "Adviser"


def test_a_row_that_begins_today_has_begun() -> None:
    row = row_of_another_day(joined_on=today())
    row.position = "Adviser"
    refused(row, "has been a member since")


def test_a_row_never_changes_its_group() -> None:
    row = new_row()
    row.papg_group = cast.group("B")
    with (
        acting_as("Administrator"),
        pytest.raises(frappe.CannotChangeConstantError, match="Value cannot be changed"),
    ):
        row.save()


def test_a_person_who_leaves_loses_the_role_the_day_after() -> None:
    row = frappe.get_doc("PAPG Member", cast.member(cast.MEMBER))
    row.left_on = today()
    with acting_as(cast.SECRETARY):
        row.save()
    assert "PAPG Member" in frappe.get_roles(cast.MEMBER)
    row.left_on = yesterday()
    with acting_as(cast.SECRETARY):
        row.save()
    assert "PAPG Member" not in frappe.get_roles(cast.MEMBER)


@pytest.mark.parametrize("user", [cast.MEMBER, cast.NEIGHBOUR, cast.PARTNER, cast.AUDITOR])
def test_only_who_runs_the_group_adds_members(user: str) -> None:
    with pytest.raises((frappe.PermissionError, frappe.LinkValidationError)):
        new_row(user=user)


def test_an_account_typed_into_a_row_is_refused() -> None:
    row = new_row(email="planning@harbour.example")
    row.user = cast.NEIGHBOUR
    refused(row, "an account is not entered here. Use the buttons")


def test_an_account_typed_into_a_row_of_deputies_is_refused() -> None:
    with pytest.raises(frappe.ValidationError, match="Duty Officer: an account is not entered here"):
        new_row(deputies=[{"deputy_name": "Duty Officer", "user": cast.NEIGHBOUR}])


def test_the_form_is_told_the_telephone_number_of_the_account_and_lists_are_not() -> None:
    frappe.db.set_value("User", cast.PARTNER, "phone", "01632 960001")
    with acting_as(cast.SECRETARY):
        member = frappe.get_doc("PAPG Member", cast.member(cast.PARTNER))
        member.run_method("onload")
        assert member.get_onload("telephone") == "01632 960001"
        assert "01632 960001" not in frappe.as_json(frappe.get_list("PAPG Member", fields=["*"]))
        without = frappe.get_doc("PAPG Member", cast.member(cast.CHAIR))
        without.run_method("onload")
        assert not without.get_onload("telephone")
