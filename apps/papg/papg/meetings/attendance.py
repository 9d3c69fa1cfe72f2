"""The attendance of a meeting: every member of the day has a line, with name, post and organisation of that day."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from papg.meetings import intending, interests
from papg.meetings.fields import content
from papg.meetings.membership_on import deputies_on, matching_deputy, members_on
from papg.meetings.wording import shown_day
from papg.rules.attendance import DEPUTISED, HELD, PLANNED
from papg.rules.contradictions import Line, contradictions

OF_THE_DAY = ("attendee_name", "job_title", "organisation", "position")
OF_THE_DEPUTY = ("member", "deputy", "deputy_user")


def set_attendance(meeting: Document) -> None:
    """Bring the attendance up to date and check it.

    Until the meeting is held the lines follow the membership of its day; then they stay as they are.

    Raises:
        frappe.ValidationError: A line is there twice, names nobody of the group, or lacks its deputy.
    """
    stored = stored_rows(meeting)
    is_open = follows_membership(meeting)
    if is_open or any(is_new_member_row(row, stored) for row in meeting.attendance):
        seats = {seat.member: seat for seat in members_on(meeting.papg_group, getdate(meeting.starts_at))}
        if is_open:
            drop_former_members(meeting, stored, seats)
        fill_from_seats(meeting, stored, seats, is_open)
        if is_open:
            add_missing_members(meeting, seats)
    for row in meeting.attendance:
        keep_as_on_the_day(row, stored, is_open)
    intending.keep_what_was_told(meeting, stored)
    intending.forget_if_moved(meeting)
    check_rows(meeting)
    set_deputies(meeting, stored)


def follows_membership(meeting: Document) -> bool:
    """Is the meeting still to come, or is it being recorded as held just now?"""
    before = meeting.get_doc_before_save()
    if meeting.status == PLANNED or not (before or meeting.attendance):
        return True
    return bool(before) and before.status == PLANNED and meeting.status == HELD


def stored_rows(meeting: Document) -> dict[str, Document]:
    before = meeting.get_doc_before_save()
    return {row.name: row for row in before.attendance} if before else {}


def is_new_member_row(row: Document, stored: dict[str, Document]) -> bool:
    """Does the row speak of a member it did not speak of before?"""
    old = stored.get(row.name)
    return bool(row.member) and not (old and old.member == row.member)


def drop_former_members(
    meeting: Document, stored: dict[str, Document], seats: dict[str, frappe._dict]
) -> None:
    """Take out the lines of people who will have left the group when the meeting takes place."""
    kept = [
        row
        for row in meeting.attendance
        if not row.member or row.member in seats or is_new_member_row(row, stored)
    ]
    if len(kept) != len(meeting.attendance):
        meeting.set("attendance", kept)


def fill_from_seats(
    meeting: Document, stored: dict[str, Document], seats: dict[str, frappe._dict], is_open: bool
) -> None:
    """Give each member's line the name, post, organisation and position of the day."""
    for row in meeting.attendance:
        if not row.member or not (is_open or is_new_member_row(row, stored)):
            continue
        seat = seats.get(row.member)
        if not seat:
            refuse_stranger(meeting, row)
        row.position = seat.position
        row.attendee_name = (not is_open and row.attendee_name) or seat.attendee_name or row.attendee_name
        row.job_title = (not is_open and row.job_title) or seat.job_title
        row.organisation = (not is_open and row.organisation) or seat.organisation or row.organisation


def refuse_stranger(meeting: Document, row: Document) -> None:
    frappe.throw(
        _(
            "Row {0}: {1} is not a member of this group on {2}. Take the row out, or enter the name without a "
            "member, as in attendance."
        ).format(row.idx, row.attendee_name or row.member, shown_day(meeting.starts_at))
    )


def add_missing_members(meeting: Document, seats: dict[str, frappe._dict]) -> None:
    """Add a line for each member who has none; a post nobody holds has nobody to expect."""
    present = {row.member for row in meeting.attendance}
    for seat in seats.values():
        if seat.member not in present and seat.attendee_name:
            meeting.append("attendance", {"member": seat.member, **{f: seat[f] for f in OF_THE_DAY}})


def keep_as_on_the_day(row: Document, stored: dict[str, Document], is_open: bool) -> None:
    """Only a member's line has a position, and once the meeting was held its names stay."""
    old = stored.get(row.name)
    if not row.member:
        row.position = None
    elif old and old.member == row.member and not is_open:
        row.update({field: old.get(field) for field in OF_THE_DAY})


def check_rows(meeting: Document) -> None:
    """Refuse what cannot be true, naming the row."""
    first: dict[str, int] = {}
    for idx, row in enumerate(meeting.attendance, 1):
        if row.member and row.member in first:
            refuse_twice(row, idx, first[row.member])
        first[row.member or ""] = idx
        if row.presence == DEPUTISED and not (row.deputy or row.deputy_user):
            refuse_unnamed_deputy(row, idx)
        if row.arrived_at_item and row.left_at_item and row.left_at_item < row.arrived_at_item:
            refuse_left_before(row, idx)
        for number in (row.arrived_at_item, row.left_at_item):
            interests.refuse_item(meeting, row, idx, number)


def contradictions_in(meeting: str) -> list[str]:
    """What contradicts itself in the attendance of a meeting, for who is about to approve its minutes; two queries."""
    of_meeting = {"parent": meeting, "parenttype": "PAPG Meeting"}
    fields = [
        *("idx", "attendee_name", "presence", "deputy"),
        *("arrived_at_item", "left_at_item", "declared_interest"),
    ]
    rows = frappe.get_all("PAPG Attendance", of_meeting, fields, order_by="idx")
    declared = interests.declared_at(of_meeting)
    lines = [
        Line(
            row=row.idx,
            name=row.attendee_name or "",
            presence=row.presence or "",
            deputy=row.deputy or "",
            arrived_at_item=row.arrived_at_item or None,
            left_at_item=row.left_at_item or None,
            declared_interest=row.declared_interest or "",
            interests_at_items=interests.items_of(row, declared),
        )
        for row in rows
    ]
    return [sentence.translated(_) for sentence in contradictions(lines)]


def refuse_twice(row: Document, idx: int, first: int) -> None:
    message = _("Row {0}: {1} is in the attendance already, in row {2}. Take one of the two out.")
    frappe.throw(message.format(idx, row.attendee_name or row.member, first))


def refuse_unnamed_deputy(row: Document, idx: int) -> None:
    message = _("Row {0}: {1} is marked as deputised, but no deputy is named. Enter who stood in.")
    frappe.throw(message.format(idx, row.attendee_name))


def refuse_left_before(row: Document, idx: int) -> None:
    message = _("Row {0}: {1} left after item {2} but came at item {3}. Correct one of the two.")
    frappe.throw(message.format(idx, row.attendee_name, row.left_at_item, row.arrived_at_item))


def set_deputies(meeting: Document, stored: dict[str, Document]) -> None:
    """Find the account of each deputy named; that account may then see this meeting, so nobody types it in."""
    day = getdate(meeting.starts_at)
    before = meeting.get_doc_before_save()
    is_moved = bool(before) and getdate(before.starts_at) != day
    changed = [row for row in meeting.attendance if is_moved or names_another(row, stored.get(row.name))]
    if not changed:
        return
    deputies = deputies_on([row.member for row in changed if row.member], day)
    for row in changed:
        old = stored.get(row.name)
        # An account left over from a deputy named before says nothing about the one named now.
        user = None if old and old.deputy_user == row.deputy_user else row.deputy_user
        found = matching_deputy(deputies, row.member, row.deputy, user)
        if user and not found:
            refuse_unknown_deputy(meeting, row)
        row.deputy_user = found.user if found else None
        row.deputy = row.deputy or (found.deputy_name if found else None)


def names_another(row: Document, old: Document | None) -> bool:
    """Does the row name another deputy than the stored one, or the deputy of another member?"""
    if not old:
        return bool(row.deputy or row.deputy_user)
    return content(row, OF_THE_DEPUTY) != content(old, OF_THE_DEPUTY)


def refuse_unknown_deputy(meeting: Document, row: Document) -> None:
    message = _(
        "Row {0}: {1} is not a deputy of {2} on {3}. Name the deputy on the member's record first, or enter the "
        "name only."
    )
    frappe.throw(message.format(row.idx, row.deputy_user, row.attendee_name, shown_day(meeting.starts_at)))
