"""An action's life, and who may take which step."""

from collections.abc import Iterator

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import add_days, today

from papg.api.desk import get_transitions
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.actions import an_action, change
from papg.testing.factories import make

pytestmark = pytest.mark.usefixtures("site")

EVIDENCE = "The signed plan is on the shared drive."


@pytest.fixture(autouse=True)
def people(site: None) -> Iterator[None]:
    cast.install()
    return


def done_action(owner: str = cast.MEMBER) -> Document:
    return change(an_action(owner), owner, status="Done", evidence=EVIDENCE)


# Its life


def test_the_owner_starts_an_action_and_marks_it_done_and_the_chair_closes_it() -> None:
    action = change(an_action(), cast.MEMBER, status="In progress")
    action = change(action, cast.MEMBER, status="Done", evidence=EVIDENCE)
    assert str(action.completed_on) == today()
    closed = change(action, cast.CHAIR, status="Closed")
    assert (closed.status, closed.closed_by) == ("Closed", cast.CHAIR)


def test_the_owner_cannot_close_their_own_action_even_as_chair() -> None:
    action = done_action(owner=cast.CHAIR)
    with pytest.raises(frappe.ValidationError, match="The owner may not close the action"):
        change(action, cast.CHAIR, status="Closed")
    assert change(action, cast.SECRETARY, status="Closed").closed_by == cast.SECRETARY


def test_a_chair_cannot_hand_a_done_action_on_and_close_it() -> None:
    action = done_action(owner=cast.CHAIR)
    for fields in ({"status": "Closed"}, {}):
        with pytest.raises(frappe.ValidationError, match="so its owner stays"):
            change(action, cast.CHAIR, owner_member=cast.member(cast.MEMBER), **fields)


def test_an_action_is_not_closed_before_its_owner_says_it_is_done() -> None:
    with pytest.raises(frappe.ValidationError, match="An action that is Open cannot become Closed"):
        change(an_action(), cast.CHAIR, status="Closed", evidence=EVIDENCE)


def test_an_action_is_not_closed_without_evidence() -> None:
    action = change(an_action(), cast.MEMBER, status="Done")
    with pytest.raises(frappe.ValidationError, match="There is no evidence"):
        change(action, cast.CHAIR, status="Closed")


def test_a_plain_member_closes_nothing() -> None:
    action = done_action()
    with pytest.raises(frappe.PermissionError, match="Only the secretary or chair makes an action Closed"):
        change(action, cast.MEMBER, status="Closed")


def test_an_action_is_dropped_with_a_reason_only() -> None:
    action = an_action()
    with pytest.raises(frappe.ValidationError, match="Give the reason why the action is dropped"):
        change(action, cast.SECRETARY, status="Dropped", dropped_reason="  ")
    dropped = change(action, cast.SECRETARY, status="Dropped", dropped_reason="The site has closed.")
    assert dropped.status == "Dropped"


def test_the_owner_does_not_drop_an_action() -> None:
    with pytest.raises(frappe.PermissionError, match="Only the secretary or chair makes an action Dropped"):
        change(an_action(), cast.MEMBER, status="Dropped")


@pytest.mark.parametrize("user", [cast.SECRETARY, cast.CHAIR])
def test_nobody_else_marks_an_action_done_for_an_owner_who_can_log_in(user: str) -> None:
    with pytest.raises(frappe.PermissionError, match="Only the owner marks an action Done"):
        change(an_action(), user, status="Done")


def test_the_secretary_marks_an_action_done_for_an_owner_who_cannot_log_in() -> None:
    action = an_action(owner_member=None, owner_email="estates@contractor.example")
    assert change(action, cast.SECRETARY, status="Done").status == "Done"


def test_a_done_action_goes_back_in_progress_and_loses_its_day_of_completion() -> None:
    action = change(done_action(), cast.CHAIR, status="In progress")
    assert action.completed_on is None


@pytest.mark.parametrize("status", ["Open", "In progress", "Done"])
def test_a_closed_action_stays_closed(status: str) -> None:
    action = change(done_action(), cast.CHAIR, status="Closed")
    with pytest.raises(frappe.ValidationError, match="The action is Closed and can no longer be changed"):
        change(action, cast.CHAIR, status=status)


def test_a_closed_action_keeps_its_text() -> None:
    action = change(done_action(), cast.CHAIR, status="Closed")
    with pytest.raises(frappe.ValidationError, match="The action is Closed and can no longer be changed"):
        change(action, cast.SECRETARY, title="Something else")


def test_a_new_action_cannot_start_out_closed() -> None:
    with pytest.raises(frappe.ValidationError, match="An action that is Open cannot become Closed"):
        an_action(status="Closed", evidence=EVIDENCE)


def test_an_action_is_never_deleted() -> None:
    action = an_action()
    with pytest.raises(frappe.PermissionError, match="Action “Review the plan” cannot be deleted"):
        frappe.delete_doc("PAPG Action", action.name)
    assert frappe.db.exists("PAPG Action", action.name)


def steps(action: Document, user: str) -> list[str]:
    with acting_as(user):
        return [step["next_state"] for step in get_transitions(action.as_json())]


def test_the_form_offers_each_person_the_steps_that_are_theirs() -> None:
    action = an_action()
    assert steps(action, cast.MEMBER) == ["In progress", "Done"]
    assert steps(action, cast.SECRETARY) == ["In progress", "Dropped"]
    assert steps(action, cast.AUDITOR) == []
    assert steps(action, cast.CHAIR) == ["In progress", "Dropped"]
    done = done_action(owner=cast.CHAIR)
    assert steps(done, cast.CHAIR) == ["In progress", "Dropped"]
    assert steps(done, cast.SECRETARY) == ["In progress", "Closed", "Dropped"]


# Dates


def test_the_first_due_date_is_kept_when_the_date_moves() -> None:
    action = an_action(due_on=add_days(today(), 7))
    moved = change(
        action, cast.SECRETARY, due_on=add_days(today(), 21), original_due_on=add_days(today(), 21)
    )
    assert str(moved.original_due_on) == add_days(today(), 7)


def test_the_first_due_date_is_the_first_one_given() -> None:
    action = an_action()
    assert action.original_due_on is None
    assert str(change(action, cast.SECRETARY, due_on=today()).original_due_on) == today()


def test_the_day_it_was_raised_is_never_changed() -> None:
    with pytest.raises(frappe.CannotChangeConstantError, match="Raised on"):
        change(an_action(), cast.SECRETARY, raised_on=add_days(today(), -30))


def test_who_closed_it_and_when_it_was_done_cannot_be_typed_in() -> None:
    action = an_action(completed_on=today(), closed_by=cast.MEMBER)
    assert (action.completed_on, action.closed_by) == (None, None)
    changed = change(action, cast.SECRETARY, completed_on=today(), closed_by=cast.MEMBER)
    assert (changed.completed_on, changed.closed_by) == (None, None)


@pytest.mark.parametrize(
    ("days", "words"),
    [(1, ""), (0, ""), (-1, "Overdue by 1 day: due on"), (-3, "Overdue by 3 days: due on")],
)
def test_the_form_says_how_late_an_action_is(days: int, words: str) -> None:
    action = an_action(due_on=add_days(today(), days))
    action.run_method("onload")
    assert (action.get_onload("lateness") or "").startswith(words)
    assert bool(action.get_onload("lateness")) == bool(words)


def test_a_done_action_is_not_late() -> None:
    action = change(an_action(due_on=add_days(today(), -9)), cast.MEMBER, status="Done")
    action.run_method("onload")
    assert action.get_onload("lateness") == ""


# Owners


def test_the_owner_is_a_member_of_the_same_group() -> None:
    with pytest.raises(frappe.ValidationError, match="Owner: Emergency Planning Officer is not a member of"):
        frappe.set_user("Administrator")
        make("PAPG Action", papg_group=cast.group("A"), owner_member=cast.member(cast.NEIGHBOUR, "B"))


def test_the_owner_is_on_the_group_today() -> None:
    row = cast.member(cast.MEMBER)
    frappe.db.set_value("PAPG Member", row, "left_on", add_days(today(), -1))
    with pytest.raises(frappe.ValidationError, match="Owner: Licensing Manager is not on the group today"):
        an_action()


def test_a_member_may_own_an_action_on_their_last_day() -> None:
    frappe.db.set_value("PAPG Member", cast.member(cast.MEMBER), "left_on", today())
    assert an_action().owner_member == cast.member(cast.MEMBER)


def test_an_action_has_one_owner() -> None:
    with pytest.raises(frappe.ValidationError, match="give a member or an email address, not both"):
        an_action(owner_email="estates@contractor.example")


# What a plain member may change


@pytest.mark.parametrize("field", ["evidence", "obstacle"])
def test_a_plain_member_reports_on_an_action_of_their_own(field: str) -> None:
    assert change(an_action(), cast.MEMBER, **{field: "The lease ends in May."}).get(field)


@pytest.mark.parametrize(
    ("field", "value", "label"),
    [
        ("title", "Something else", "Action"),
        ("due_on", "2030-01-31", "Due on"),
        ("owner_email", "somebody@else.example", "or owner's email"),
        ("priority", "Low", "Priority"),
        ("dropped_reason", "No longer needed", "Why it was dropped"),
    ],
)
def test_a_plain_member_changes_nothing_else(field: str, value: str, label: str) -> None:
    fields = {"owner_member": None, field: value} if field == "owner_email" else {field: value}
    expected = "Owner" if field == "owner_email" else label
    with pytest.raises(frappe.PermissionError, match=f"Only the secretary or chair changes {expected}"):
        change(an_action(), cast.MEMBER, **fields)


def test_a_plain_member_does_not_change_the_table_of_organisations() -> None:
    with pytest.raises(frappe.PermissionError, match="Only the secretary or chair changes Organisations"):
        change(an_action(), cast.MEMBER, organisations=[{"organisation": cast.POLICE}])


def test_a_member_does_not_touch_an_action_of_somebody_else() -> None:
    with pytest.raises(frappe.PermissionError):
        change(an_action(owner=cast.CHAIR), cast.MEMBER, obstacle="None")


@pytest.mark.parametrize(
    ("field", "stages"),
    [(field, ["Open", "In progress", "Done", "Closed", "Dropped"]) for field in ("stage", "status")],
)
def test_the_options_of_a_field_are_those_of_the_rules(field: str, stages: list[str]) -> None:
    from papg.actions.moves import CHECKS, NEXT
    from papg.rules.actions import STAGES

    assert frappe.get_meta("PAPG Action").get_field(field).options.split("\n") == stages == list(STAGES)
    assert set(NEXT) == set(STAGES)
    assert set(CHECKS) == set(STAGES) - {"Open"}
