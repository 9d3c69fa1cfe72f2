"""Requests for contributions before a meeting: what is asked of one member, the answer, and silence."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_days, cint, getdate, now_datetime, today

from papg import notices
from papg.meetings.membership_on import members_on
from papg.meetings.positions import position_today
from papg.meetings.wording import refuse_unless, shown_day
from papg.permissions import policy
from papg.rules import contributions as rules
from papg.rules.attendance import PLANNED
from papg.rules.membership import CHAIR, SECRETARY

RECORD = "PAPG Contribution Request"
OF_QUESTION = ("kind", "question")
OF_ANSWER = ("answer", "has_nothing_to_report")


def ask(request: Document) -> None:
    """Take in a new request: whom it is for, with the name and organisation of the meeting's day.

    Raises:
        frappe.ValidationError: The meeting is over, the day does not fit, or the member is no member or was asked.
    """
    meeting = meeting_of(request)
    check_day(request, meeting)
    seats = {seat.member: seat for seat in members_on(request.papg_group, getdate(meeting.starts_at))}
    seat = seats.get(request.member)
    if not seat or not seat.attendee_name:
        message = _("{0} is not a member of this group on {1}. Ask somebody who is.")
        frappe.throw(message.format(request.member, shown_day(meeting.starts_at)))
    request.member_name, request.organisation = seat.attendee_name, seat.organisation
    same = {field: request.get(field) for field in ("meeting", "member", *OF_QUESTION)}
    if frappe.db.exists(RECORD, same):
        message = _(
            "{0} has been asked this for the meeting already. Change the question, or leave them out."
        )
        frappe.throw(message.format(request.member_name))
    request.asked_by, request.asked_on = frappe.session.user, today()


def meeting_of(request: Document) -> frappe._dict:
    """The meeting, locked so that it is not recorded as held while an answer comes in."""
    fields = ["status", "starts_at"]
    return frappe.db.get_value("PAPG Meeting", request.meeting, fields, as_dict=True, for_update=True)


def check_day(request: Document, meeting: frappe._dict) -> None:
    """Refuse a day on which an answer would be no use."""
    meets_on = getdate(meeting.starts_at)
    refuse_unless(rules.may_ask(meeting.status, getdate(request.due_on), meets_on, getdate()))


def check_item(request: Document) -> None:
    """Refuse an item that is not on the agenda of the meeting."""
    number = cint(request.item_number)
    item = {"parent": request.meeting, "parenttype": "PAPG Meeting", "item_number": number}
    if number and not frappe.db.exists("PAPG Agenda Item", item):
        frappe.throw(_("The agenda has no item {0}. Name one of its items, or none.").format(number))


def keep_question(request: Document) -> None:
    """What was asked stays as it was; the day and the item are for the secretary or a chair to change.

    Raises:
        frappe.ValidationError: Something else than the answer changed.
    """
    if request.has_changed(*OF_QUESTION):
        frappe.throw(_("What was asked is not changed any more. Ask again, with another question."))
    if not request.has_changed("due_on", "item_number"):
        return
    if position_today(request.papg_group) not in (CHAIR, SECRETARY):
        frappe.throw(
            _("The day and the item are changed by the secretary or the chair. Write your answer only.")
        )
    if request.has_changed("due_on"):
        check_day(request, meeting_of(request))
        request.reminded_on = None


def take_answer(request: Document) -> None:
    """Note who answered and when; an answer may change until the meeting is held.

    Raises:
        frappe.ValidationError: It is too late, or the answer says two things.
    """
    if not request.has_changed(*OF_ANSWER):
        return
    refuse_unless(rules.may_answer(meeting_of(request).status))
    if reason := rules.answer_refusal(request.answer, bool(request.has_nothing_to_report)):
        frappe.throw(reason.translated(_))
    is_answered = status_of(request) not in rules.UNANSWERED
    request.answered_by = frappe.session.user if is_answered else None
    request.answered_on = now_datetime() if is_answered else None


def status_of(row: Document | frappe._dict) -> str:
    """Where a request stands today."""
    return rules.status_on(row.answer, bool(cint(row.has_nothing_to_report)), getdate(row.due_on), getdate())


def set_title(request: Document) -> None:
    """A title that says when and for which group, and nothing of what is asked: it goes out in letters."""
    group = frappe.get_cached_value("PAPG Group", request.papg_group, "group_name")
    request.title = _("Contribution due {0}, {1}").format(shown_day(request.due_on), group)


def tell(request: Document) -> None:
    """Write to who is asked."""
    reason = _("You are asked for a contribution before a meeting.")
    notices.notify(request, accounts_of(request.member), reason)


def accounts_of(member: str) -> set[str]:
    """Account of a member; of whoever holds the post where the seat follows one."""
    rows = frappe.db.sql_list(
        """
        select coalesce(nullif(seat.user, ''), holder.user) from `tabPAPG Member` seat
        left join `tabPAPG Member` holder
            on holder.papg_group = seat.ex_officio_group and holder.position = seat.ex_officio_position
            and holder.joined_on <= %(day)s and ifnull(holder.left_on, %(day)s) >= %(day)s
        where seat.name = %(member)s
        """,
        {"member": member, "day": today()},
    )
    return {user for user in rows if user}


def of_meeting(meeting: str) -> dict[str, Any] | None:
    """What was asked before a meeting, as its form shows it; nothing where its reader may see no request.

    Returns:
        The `rows`, those who are silent first, and a sentence `said` of how many answered.
    """
    rows = frappe.db.sql(
        f"""
        select name, member_name, organisation, kind, due_on, has_nothing_to_report,
            if(ifnull(answer, '') = '', '', 'given') as answer
        from `tab{RECORD}`
        where meeting = %s and {policy.condition(RECORD, "read")}
        order by due_on, member_name, `tab{RECORD}`.creation
        """,
        meeting,
        as_dict=True,
    )
    for row in rows:
        row.status = status_of(row)
        row.due_on = shown_day(row.due_on)
    order = (rules.SILENT, rules.ASKED, rules.NOTHING, rules.ANSWERED)
    rows.sort(key=lambda row: order.index(row.status))
    return {"rows": rows, "said": said([row.status for row in rows])} if rows else None


def said(statuses: list[str]) -> str:
    """How many were asked and what became of it, in a sentence."""
    count = rules.tally(statuses)
    message = _("Asked {0}, answered {1}, nothing to report {2}, silent {3}, still to answer {4}.")
    return message.format(count.asked, count.answered, count.nothing, count.silent, count.waiting)


def follow_agenda(meeting: Document) -> None:
    """Requests follow the item they are for when the agenda is put in another order."""
    before = meeting.get_doc_before_save()
    old = {row.name: row.item_number for row in before.agenda} if before else {}
    moved = {old[row.name]: row.item_number for row in meeting.agenda if row.name in old}
    if all(number == moved.get(number) for number in old.values()):
        return
    for row in frappe.get_all(
        RECORD, {"meeting": meeting.name, "item_number": (">", 0)}, ["name", "item_number"]
    ):
        number = moved.get(row.item_number, 0)
        frappe.db.set_value(RECORD, row.name, "item_number", number, update_modified=False)


def follow_days() -> None:
    """Daily: who has not answered in time is silent, and who is due tomorrow is reminded once."""
    late = {"status": rules.ASKED, "due_on": ("<", today())}
    frappe.db.set_value(RECORD, late, "status", rules.SILENT, update_modified=False)
    soon = {"status": rules.ASKED, "due_on": ("<=", add_days(today(), 1)), "reminded_on": ("is", "not set")}
    for name in frappe.get_all(RECORD, soon, pluck="name"):
        remind(frappe.get_doc(RECORD, name))


def remind(request: Document) -> None:
    """Remind who was asked, if it is the day for it and the meeting is still to come."""
    if not rules.is_to_be_reminded(request.status, getdate(request.due_on), request.reminded_on, getdate()):
        return
    if frappe.db.get_value("PAPG Meeting", request.meeting, "status") != PLANNED:
        return
    if notices.notify(request, accounts_of(request.member), _("Your contribution before a meeting is due.")):
        frappe.db.set_value(RECORD, request.name, "reminded_on", today(), update_modified=False)
