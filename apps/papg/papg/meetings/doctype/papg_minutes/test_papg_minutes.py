"""The life of minutes, each step taken with the button the workflow gives."""

import frappe
import pytest
from frappe.utils import add_days, today

from papg.meetings import approval, text
from papg.permissions import scope
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.meetings import act, circulated, drafted, held_meeting, with_chair
from papg.testing.prepared import made

pytestmark = pytest.mark.usefixtures("prepared_minutes", "room")

CORRECTION = "PAPG Minutes Correction"


def note(minutes: str, **how: str) -> None:
    with acting_as(cast.CHAIR):
        approval.note_agreement(minutes, **how)


def last_day_is(day: str) -> None:
    """The deputy chair leaves; what was worked out of positions in this process is dropped, as between requests."""
    frappe.db.set_value("PAPG Member", cast.member(cast.DEPUTY_CHAIR), "left_on", day)
    scope.forget()


def test_minutes_go_from_draft_to_a_correct_record() -> None:
    stored = frappe.get_doc("PAPG Minutes", made("agreed").name)
    assert (stored.stage, stored.docstatus) == ("Agreed", 1)
    assert (stored.prepared_by, stored.approved_by) == (cast.SECRETARY, cast.CHAIR)
    assert stored.approved_hash == text.fingerprint(stored)
    assert str(stored.agreed_on) == today()


def test_sending_back_needs_a_reason_that_is_gone_when_the_minutes_are_sent_again() -> None:
    minutes = made("with chair")
    with pytest.raises(frappe.ValidationError, match="Give the reason why the minutes are sent back"):
        act(cast.CHAIR, minutes, "Send back")
    with acting_as(cast.CHAIR):
        approval.give_reason(minutes.name, "Item 1 does not say who reports back.")
    returned = act(cast.CHAIR, minutes, "Send back")
    assert returned.stage == "Draft"
    assert returned.sent_back_reason == "Item 1 does not say who reports back."
    assert act(cast.SECRETARY, returned, "Send to chair").sent_back_reason is None


def test_an_empty_reason_is_refused_before_it_is_stored() -> None:
    minutes = made("with chair")
    with acting_as(cast.CHAIR), pytest.raises(frappe.ValidationError, match="Give the reason"):
        approval.give_reason(minutes.name, "  ")


def test_the_reason_is_the_chairs_and_the_secretary_cannot_blank_it() -> None:
    minutes = made("with chair")
    with acting_as(cast.CHAIR):
        approval.give_reason(minutes.name, "Say who reports back.")
    returned = act(cast.CHAIR, minutes, "Send back")
    with acting_as(cast.SECRETARY):
        returned.sent_back_reason = None
        assert returned.save().sent_back_reason == "Say who reports back."


def test_a_deputy_chair_may_circulate() -> None:
    assert circulated(chair=cast.DEPUTY_CHAIR).approved_by == cast.DEPUTY_CHAIR


def test_a_chair_whose_term_ended_yesterday_cannot_circulate() -> None:
    minutes = made("with chair")
    last_day_is(add_days(today(), -1))
    with pytest.raises(frappe.PermissionError):
        act(cast.DEPUTY_CHAIR, minutes, "Circulate")


def test_a_chair_whose_term_ends_today_can_still_circulate() -> None:
    minutes = made("with chair")
    last_day_is(today())
    assert act(cast.DEPUTY_CHAIR, minutes, "Circulate").stage == "Circulated"


def test_whoever_prepared_the_minutes_cannot_circulate_them_as_chair() -> None:
    minutes = made("with chair")
    frappe.db.set_value("PAPG Minutes", minutes.name, "prepared_by", cast.CHAIR)
    with pytest.raises(frappe.ValidationError, match=f"{cast.CHAIR} prepared these minutes"):
        act(cast.CHAIR, minutes, "Circulate")


def test_whoever_edited_the_text_cannot_circulate_it_as_chair() -> None:
    minutes = made("with chair")
    frappe.db.set_value("PAPG Minutes", minutes.name, "edited_by", f"{cast.SECRETARY}\n{cast.CHAIR}")
    with pytest.raises(frappe.ValidationError, match=f"{cast.CHAIR} edited this version"):
        act(cast.CHAIR, minutes, "Circulate")


def test_minutes_of_a_meeting_not_recorded_as_held_cannot_be_circulated() -> None:
    meeting = held_meeting()
    minutes = with_chair(drafted(meeting))
    frappe.db.set_value("PAPG Meeting", meeting.name, "status", "Planned")
    with pytest.raises(frappe.ValidationError, match="is not recorded as held"):
        act(cast.CHAIR, minutes, "Circulate")


def test_minutes_that_went_round_cannot_be_sent_back_to_be_rewritten() -> None:
    minutes = act(cast.CHAIR, made("circulated"), "Return for approval")
    with acting_as(cast.CHAIR):
        approval.give_reason(minutes.name, "Put item 1 differently.")
    with pytest.raises(frappe.ValidationError, match="so their text changes only by corrections"):
        act(cast.CHAIR, minutes, "Send back")


def test_minutes_are_agreed_at_a_later_meeting_on_its_day() -> None:
    minutes = circulated(with_chair(drafted(held_meeting(days_ago=30))))
    later = held_meeting(days_ago=2)
    note(minutes.name, agreed_at=later.name)
    stored = act(cast.CHAIR, minutes, "Agree as a correct record")
    assert str(stored.agreed_on) == str(later.starts_at.date())


@pytest.mark.parametrize(
    ("days_ago", "refusal"),
    [(60, "before the meeting of"), (-5, "The meeting chosen has not been held")],
)
def test_minutes_are_not_agreed_at_an_earlier_or_a_coming_meeting(days_ago: int, refusal: str) -> None:
    minutes = circulated(with_chair(drafted(held_meeting(days_ago=30))))
    with acting_as(cast.SECRETARY):
        other = held_meeting(days_ago=max(days_ago, 0))
    if days_ago < 0:
        frappe.db.set_value("PAPG Meeting", other.name, "status", "Planned")
    note(minutes.name, agreed_at=other.name)
    with pytest.raises(frappe.ValidationError, match=refusal):
        act(cast.CHAIR, minutes, "Agree as a correct record")


def test_a_meeting_of_another_group_cannot_agree_minutes() -> None:
    minutes = circulated(chair=cast.THREE)
    foreign = held_meeting("B", days_ago=1)
    with acting_as(cast.THREE):
        approval.note_agreement(minutes.name, agreed_at=foreign.name)
    with pytest.raises(frappe.ValidationError, match="The meeting chosen is of another group"):
        act(cast.THREE, minutes, "Agree as a correct record")


def test_agreement_needs_a_meeting_or_correspondence() -> None:
    minutes = made("circulated")
    with pytest.raises(frappe.ValidationError, match="Say at which later meeting the minutes were agreed"):
        act(cast.CHAIR, minutes, "Agree as a correct record")


@pytest.mark.parametrize(
    ("days_from_today", "refusal"),
    [
        (None, "Agreement by correspondence needs a date"),
        (1, "cannot be agreed on"),
        (-15, "cannot be agreed on"),
    ],
)
def test_agreement_by_correspondence_needs_a_day_from_the_meeting_to_today(
    days_from_today: int | None, refusal: str
) -> None:
    minutes = made("circulated")
    note(minutes.name, **({"agreed_on": add_days(today(), days_from_today)} if days_from_today else {}))
    with pytest.raises(frappe.ValidationError, match=refusal):
        act(cast.CHAIR, minutes, "Agree as a correct record")


def test_an_open_correction_blocks_agreement() -> None:
    minutes = made("circulated")
    with acting_as(cast.MEMBER):
        frappe.get_doc(
            {
                "doctype": CORRECTION,
                "minutes": minutes.name,
                "item_number": 1,
                "proposed_text": "The group agreed the report.",
                "reason": "It was agreed.",
            }
        ).insert()
    note(minutes.name, agreed_on=today())
    with pytest.raises(frappe.ValidationError, match="Corrections not settled yet: 1"):
        act(cast.CHAIR, minutes, "Agree as a correct record")


def test_a_chair_of_one_group_circulates_nothing_where_a_plain_member() -> None:
    """THREE chairs A, so the role and its transitions are open; in C the same person is a plain member."""
    minutes = made("with chair")
    frappe.db.set_value("PAPG Minutes", minutes.name, "papg_group", cast.group("C"))
    with pytest.raises(frappe.PermissionError):
        act(cast.THREE, minutes, "Circulate")


def test_a_member_sees_no_step_to_take() -> None:
    from frappe.model.workflow import get_transitions

    minutes = made("circulated")
    with acting_as(cast.MEMBER):
        assert get_transitions(frappe.get_doc("PAPG Minutes", minutes.name)) == []


def test_two_sets_of_minutes_of_one_meeting_are_refused_with_a_link_to_the_first() -> None:
    first = made("draft")
    with acting_as(cast.SECRETARY), pytest.raises(frappe.ValidationError, match=first.name):
        frappe.get_doc({"doctype": "PAPG Minutes", "meeting": first.meeting}).insert()


def test_circulating_lets_members_see_a_meeting_whose_agenda_was_never_issued() -> None:
    minutes = made("with chair")
    assert not frappe.db.get_value("PAPG Meeting", minutes.meeting, "meeting_number")
    act(cast.CHAIR, minutes, "Circulate")
    assert frappe.db.get_value("PAPG Meeting", minutes.meeting, "meeting_number")
    with acting_as(cast.MEMBER):
        assert frappe.get_list("PAPG Meeting", {"name": minutes.meeting})


def test_without_a_mail_account_circulating_sends_no_mail() -> None:
    before = frappe.db.count("Email Queue")
    act(cast.CHAIR, made("with chair"), "Circulate")
    assert frappe.db.count("Email Queue") == before
    assert not frappe.db.get_value("Workflow", "Minutes", "send_email_alert")
