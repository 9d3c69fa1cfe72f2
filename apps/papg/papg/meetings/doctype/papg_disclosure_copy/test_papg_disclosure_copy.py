"""A disclosure copy from the request to its release, and what is refused on the way."""

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import add_days, getdate, today

from papg.meetings.disclosing import lateness_of, make_copy
from papg.rules.disclosure import review_on
from papg.rules.due_dates import govuk_date
from papg.rules.working_days import ENGLAND, ENVIRONMENT, FREEDOM, SCOTLAND, deadline
from papg.testing import cast, disclosure, meetings
from papg.testing.acting import acting_as
from papg.testing.disclosure import COPY, REASON, SCOTTISH, passage, whole_item
from papg.testing.upwards import change, take

pytestmark = pytest.mark.usefixtures("room")


def test_a_copy_is_prepared_approved_and_released() -> None:
    copy = disclosure.drafted_copy()
    assert (copy.stage, copy.prepared_by, copy.papg_group) == ("Draft", cast.SECRETARY, cast.group("A"))
    copy = disclosure.released_copy(copy)
    assert (copy.stage, copy.docstatus, copy.approved_by) == ("Approved", 1, cast.CHAIR)
    assert str(copy.released_on) == today()
    assert getdate(copy.review_on) == review_on(getdate(today()))
    assert len(copy.approved_hash) == 64


def test_the_deadline_follows_from_receipt_regime_and_nation() -> None:
    received = getdate(add_days(today(), -40))
    copy = disclosure.drafted_copy(requested_on=received)
    due = deadline(received, ENGLAND, FREEDOM)
    assert (getdate(copy.due_on), copy.due_reason) == (due.due_on, due.reason)
    copy = change(copy, cast.SECRETARY, regime=ENVIRONMENT)
    assert "Environmental Information Regulations 2004" in copy.due_reason
    frappe.db.set_value("PAPG Organisation", cast.COUNCIL, "nation", SCOTLAND)
    copy = change(copy, cast.SECRETARY, removals=[], due_on="2030-01-01", due_reason="Later")
    assert "Environmental Information (Scotland) Regulations 2004" in copy.due_reason
    assert getdate(copy.due_on) == deadline(received, SCOTLAND, ENVIRONMENT).due_on
    assert lateness_of(copy) == (
        f"The answer was due by {govuk_date(getdate(copy.due_on))}. Release the copy, or write to whoever asked and "
        "say why it is late."
    )


def test_a_request_cannot_come_tomorrow_or_under_no_law() -> None:
    with pytest.raises(frappe.ValidationError, match="that day is still to come"):
        disclosure.drafted_copy(requested_on=add_days(today(), 1))
    with pytest.raises(frappe.ValidationError, match="“Curiosity” is none of the laws on information"):
        disclosure.drafted_copy(regime="Curiosity")


@pytest.mark.parametrize(
    "brought", [meetings.drafted, meetings.with_chair, meetings.circulated], ids=lambda step: step.__name__
)
def test_a_copy_is_made_of_agreed_minutes_only(brought: object) -> None:
    minutes = brought()
    with acting_as(cast.SECRETARY), pytest.raises(frappe.ValidationError, match="of agreed minutes only"):
        make_copy(minutes.name, today())


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            passage("north gate", SCOTTISH),
            "is law in Scotland, and the authority of this group is in England",
        ),
        (passage("south gate"), "“south gate” is not in the minutes"),
        (whole_item(7), "the minutes have no item 7. Choose one of 1 and 2"),
        (passage("north gate", reason="The North Gate is weak."), "the reason repeats what row 1 takes out"),
        (passage("no"), "too short"),
    ],
)
def test_a_removal_that_does_not_hold_is_refused_with_its_row_and_the_remedy(
    row: dict[str, object], said: str
) -> None:
    with pytest.raises(frappe.ValidationError, match=said):
        disclosure.drafted_copy(None, row)


def test_in_scotland_the_scottish_exemption_is_the_one_that_holds() -> None:
    frappe.db.set_value("PAPG Organisation", cast.COUNCIL, "nation", SCOTLAND)
    assert disclosure.drafted_copy(None, passage("north gate", SCOTTISH)).name
    with pytest.raises(frappe.ValidationError, match="Choose an exemption of Scotland"):
        disclosure.drafted_copy(None, passage("north gate"))


# Approval


def test_the_deputy_chair_approves_as_well_and_the_secretary_does_not() -> None:
    assert disclosure.approved_copy(chair=cast.DEPUTY_CHAIR).approved_by == cast.DEPUTY_CHAIR
    waiting = disclosure.copy_with_chair()
    with pytest.raises(frappe.ValidationError):
        take(waiting, cast.SECRETARY, "Approve for release")


def test_a_chair_who_changed_the_copy_leaves_the_approval_to_the_other() -> None:
    copy = disclosure.copy_with_chair()
    row = {
        "removed": "Whole item",
        "item_number": 2,
        "exemption": disclosure.NATIONAL_SECURITY,
        "reason": REASON,
    }
    change(copy, cast.CHAIR, removals=[*copy.removals, row])
    with pytest.raises(frappe.ValidationError, match="You prepared or changed this copy"):
        take(copy, cast.CHAIR, "Approve for release")
    assert take(copy, cast.DEPUTY_CHAIR, "Approve for release").docstatus == 1


def test_a_copy_is_not_approved_past_its_steps() -> None:
    copy = disclosure.drafted_copy()
    with acting_as(cast.CHAIR), pytest.raises(frappe.ValidationError, match="Send it to the chair before"):
        frappe.get_doc(COPY, copy.name).submit()
    with (
        acting_as("Administrator"),
        pytest.raises(frappe.ValidationError, match="Only the Chair or Deputy Chair"),
    ):
        frappe.get_doc(COPY, disclosure.copy_with_chair().name).submit()


def test_what_is_with_the_chair_is_not_the_secretarys_to_change() -> None:
    copy = disclosure.copy_with_chair()
    with pytest.raises(frappe.PermissionError, match="In the state With chair only"):
        change(copy, cast.SECRETARY, request_reference="Another")
    assert take(copy, cast.CHAIR, "Send back").stage == "Draft"
    assert change(copy, cast.SECRETARY, request_reference="Another").request_reference == "Another"


# What stays


def write(copy: Document, user: str, **fields: object) -> None:
    with acting_as(user):
        fresh = frappe.get_doc(COPY, copy.name)
        fresh.update(fields)
        fresh.save()


@pytest.mark.parametrize(
    "fields",
    [
        {"removals": []},
        {"request_reference": "Another"},
        {"requested_on": "2026-01-05"},
        {"regime": ENVIRONMENT},
    ],
)
@pytest.mark.parametrize("user", [cast.CHAIR, "Administrator"])
def test_an_approved_copy_stays_as_it_is_for_everybody(user: str, fields: dict[str, object]) -> None:
    copy = disclosure.approved_copy()
    with pytest.raises((frappe.PermissionError, frappe.UpdateAfterSubmitError)):
        write(copy, user, **fields)
    assert frappe.db.count("PAPG Removal", {"parent": copy.name}) == 1


@pytest.mark.parametrize("day", [-1, 1])
def test_a_copy_was_released_between_its_approval_and_today(day: int) -> None:
    copy = disclosure.approved_copy()
    with pytest.raises(frappe.ValidationError, match="cannot have been released on"):
        write(copy, cast.CHAIR, released_on=add_days(today(), day))


def test_the_day_of_release_is_recorded_once_and_only_of_an_approved_copy() -> None:
    waiting = disclosure.drafted_copy(released_on=today())
    assert waiting.released_on is None
    copy = disclosure.released_copy(waiting)
    with pytest.raises(frappe.PermissionError, match="stays as it was recorded"):
        write(copy, cast.CHAIR, released_on=None)


def test_a_copy_is_never_cancelled_deleted_or_amended() -> None:
    copy = disclosure.approved_copy()
    with acting_as("Administrator"):
        with pytest.raises(frappe.PermissionError, match="cannot be cancelled"):
            frappe.get_doc(COPY, copy.name).cancel()
        for name in (copy.name, disclosure.drafted_copy().name):
            with pytest.raises((frappe.PermissionError, frappe.ValidationError)):
                frappe.delete_doc(COPY, name)
    with acting_as(cast.SECRETARY), pytest.raises(frappe.ValidationError, match="not amended"):
        frappe.copy_doc(copy).update({"amended_from": copy.name, "docstatus": 0}).insert()


# Whose it is


@pytest.mark.parametrize(
    "user",
    [cast.CHAIR, cast.MEMBER, cast.PARTNER, cast.BOARD, cast.NEIGHBOUR, cast.AUDITOR, cast.ADMINISTRATOR],
)
def test_nobody_but_the_secretary_of_the_group_makes_a_copy(user: str) -> None:
    minutes = disclosure.agreed_minutes()
    with acting_as(user), pytest.raises(frappe.PermissionError):
        make_copy(minutes.name, today())


def test_a_secretary_of_another_group_makes_none_of_these_minutes() -> None:
    # A deputy chair here and a secretary in the other group.
    minutes = disclosure.agreed_minutes()
    with acting_as(cast.THREE), pytest.raises(frappe.PermissionError):
        make_copy(minutes.name, today())


@pytest.mark.parametrize(
    ("user", "reads"),
    [
        (cast.SECRETARY, True),
        (cast.CHAIR, True),
        (cast.AUDITOR, True),
        (cast.MEMBER, False),
        (cast.NEIGHBOUR, False),
        (cast.BOARD, False),
        (cast.ADMINISTRATOR, False),
    ],
)
def test_secretary_chair_and_auditor_read_copies_and_nobody_else(user: str, reads: bool) -> None:
    copy = disclosure.approved_copy()
    with acting_as(user):
        assert frappe.has_permission(COPY, "read", doc=copy.name, user=user) is reads
