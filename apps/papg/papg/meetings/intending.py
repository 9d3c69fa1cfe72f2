"""What members say beforehand: that they will come, send apologies, or that their deputy will come."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr, get_datetime, getdate, now_datetime

from papg.meetings import quorum
from papg.meetings.membership_on import deputies_on, matching_deputy
from papg.meetings.wording import refuse_unless, shown_day
from papg.permissions import leaving, policy, scope
from papg.rules import intentions as rules
from papg.rules.attendance import PLANNED

MEETING = "PAPG Meeting"
ROW = "PAPG Attendance"
SAID = ("intention", "told_on")
OF_DEPUTY = ("deputy", "deputy_user")


@frappe.whitelist(methods=["POST"])
def tell(meeting: str, intention: str, deputy: str = "") -> None:
    """Say whether the caller will come to a planned meeting; only the caller's own lines change.

    Args:
        meeting: Name of the meeting.
        intention: "Will come", "Apologies" or "Deputy will come".
        deputy: Name of the deputy who will come, as the caller's row of membership has it; else empty.

    Raises:
        frappe.PermissionError: The caller may not read the meeting, or is not in its attendance.
        frappe.ValidationError: It has started or is not planned, the secretary has recorded the caller already, or
            the deputy is none of the caller's on that day.
    """
    if not policy.is_allowed(MEETING, meeting, "read"):
        raise frappe.PermissionError
    # Locked, so that the secretary does not record the caller at the same moment.
    fields = ["status", "starts_at"]
    found = frappe.db.get_value(MEETING, meeting, fields, as_dict=True, for_update=True)
    lines = own_lines(meeting)
    if not lines:
        frappe.throw(
            _("You are not in the attendance of this meeting. Tell the secretary."), frappe.PermissionError
        )
    if intention not in rules.INTENTIONS:
        message = _("“{0}” is not something to say. Choose one of: {1}.")
        frappe.throw(message.format(intention, ", ".join(map(_, rules.INTENTIONS))))
    for line in lines:
        refuse_unless(rules.may_tell(found.status, found.starts_at, now_datetime(), line.presence or ""))
    store(meeting, lines, intention, deputy_for(lines, intention, deputy, found.starts_at))


def own_lines(meeting: str) -> list[frappe._dict]:
    """The session's user's own lines in the attendance of a meeting."""
    mine = {"parent": meeting, "parenttype": MEETING, "member": ("in", list(scope.of().members) or [""])}
    fields = ["name", "member", "presence", "intention", *OF_DEPUTY]
    return frappe.get_all(ROW, mine, fields, order_by="idx")


def deputy_for(lines: list[frappe._dict], intention: str, name: str, starts_at: Any) -> frappe._dict | None:
    """The deputy who is meant, if one is to come.

    Raises:
        frappe.ValidationError: There is no such deputy on the day of the meeting; those there are, are named.
    """
    if intention != rules.DEPUTY_COMING:
        return None
    known = deputies_on([line.member for line in lines], getdate(starts_at))
    found = (matching_deputy(known, line.member, name, None) for line in lines)
    deputy = next((one for one in found if one), None)
    if not deputy:
        message = _(
            "{0} is not a deputy of yours on {1}. Choose one of: {2}; or ask the secretary to name another."
        )
        names = ", ".join(one.deputy_name for one in known) or _("none named")
        frappe.throw(message.format(f"“{name}”", shown_day(starts_at), names))
    return deputy


def store(meeting: str, lines: list[frappe._dict], intention: str, deputy: frappe._dict | None) -> None:
    """Write it on the lines themselves: the meeting as the secretary has it open stays as it is."""
    now = now_datetime().replace(microsecond=0)
    for line in lines:
        stands_in = deputy if deputy and deputy.member == line.member else None
        # Who sits on two seats and has a deputy for one of them leaves the other empty.
        said = rules.APOLOGIES if deputy and not stands_in else intention
        values = {"intention": said, "told_on": now, "deputy": None, "deputy_user": None}
        if stands_in:
            values |= {"deputy": stands_in.deputy_name, "deputy_user": stands_in.user}
        frappe.db.set_value(ROW, line.name, values, update_modified=False)
        for user in {line.deputy_user, values["deputy_user"]} - {None, ""}:
            leaving.announce(user)
    frappe.clear_document_cache(MEETING, meeting)
    scope.forget()


def mine(meeting: str, status: str, starts_at: Any) -> dict[str, Any] | None:
    """What the session's user said of a meeting, for its form; nothing for who is not in its attendance.

    Returns:
        The `intention` and `deputy` told, the names of `deputies` there are, and whether one `may_tell`.
    """
    lines = own_lines(meeting)
    if not lines:
        return None
    now, starts = now_datetime(), get_datetime(starts_at)
    told = next((line for line in lines if line.intention == rules.DEPUTY_COMING), lines[0])
    known = deputies_on([line.member for line in lines], getdate(starts_at))
    return {
        "intention": told.intention,
        "deputy": told.deputy,
        "deputies": list(dict.fromkeys(one.deputy_name for one in known)),
        "may_tell": all(rules.may_tell(status, starts, now, line.presence or "") for line in lines),
    }


def expected(meeting: Document) -> dict[str, Any] | None:
    """What members said so far and the quorum to expect, for who writes the meeting.

    Returns:
        `is_quorate` and a sentence `said`; nothing once attendance is being recorded, or while nobody said anything.
    """
    lines = [row for row in meeting.attendance if row.member]
    if meeting.status != PLANNED or not any(row.intention for row in lines):
        return None
    if any(row.presence for row in lines) or not policy.is_allowed(MEETING, meeting.name, "write"):
        return None
    terms = quorum.terms_on(meeting.papg_group, getdate(meeting.starts_at))
    verdict = rules.expected_quorum(
        quorum.quorum_terms(terms),
        quorum.lines(meeting),
        [cstr(row.intention) for row in meeting.attendance],
        quorum.vacancies(meeting, terms),
    )
    count = rules.told(cstr(row.intention) for row in lines)
    so_far = _("{0} will come, {1} sent apologies, {2} send a deputy, {3} have not said.")
    outcome = (
        _("If all come who said so, the meeting will be quorate.")
        if verdict.is_quorate
        else _("If only those come who said so, the meeting will not be quorate.")
    )
    said = so_far.format(count.coming, count.apologies, count.deputies, count.silent)
    return {"is_quorate": verdict.is_quorate, "said": f"{said} {outcome} {verdict.reason.translated(_)}"}


def keep_what_was_told(meeting: Document, stored: dict[str, Document]) -> None:
    """What a member said is the member's: nobody else writes it, and a form opened before does not take it back."""
    for row in meeting.attendance:
        old = stored.get(row.name)
        if not old or old.member != row.member:
            row.update(dict.fromkeys(SAID))
            continue
        if not row.presence and moment(old.told_on) != moment(row.told_on):
            row.update({field: old.get(field) for field in OF_DEPUTY})
        row.update({field: old.get(field) for field in SAID})


def moment(value: Any) -> str:
    """A moment as text, however it came."""
    return str(get_datetime(value).replace(microsecond=0)) if value else ""


def forget_if_moved(meeting: Document) -> None:
    """Who said they come on one day has said nothing of another; who moves the meeting is told to ask again."""
    before = meeting.get_doc_before_save()
    said = [row for row in meeting.attendance if row.intention]
    if not before or not said or getdate(before.starts_at) == getdate(meeting.starts_at):
        return
    for row in said:
        if row.intention == rules.DEPUTY_COMING and not row.presence:
            row.update(dict.fromkeys(OF_DEPUTY))
        row.update(dict.fromkeys(SAID))
    message = _(
        "The meeting moved to {0}. Who said they would come has said so of the day before: ask them again."
    )
    frappe.msgprint(message.format(shown_day(meeting.starts_at)), title=_("Ask again who will come"))
