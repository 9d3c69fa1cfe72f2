"""Planning a meeting, filling in what the system knows of it, and issuing its agenda."""

from datetime import datetime, timedelta

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_months, cint, get_datetime, getdate, now_datetime, today

from papg.maturity import following
from papg.meetings import agenda, references
from papg.meetings.quorum import terms_on
from papg.meetings.wording import shown_day
from papg.membership import subgroups
from papg.rules.attendance import CANCELLED, PLANNED, POSTPONED
from papg.rules.people import plain
from papg.rules.proposals import LAST_KIND

AT_TEN = {"hour": 10, "minute": 0, "second": 0, "microsecond": 0}
NOTICE = timedelta(weeks=4)
CADENCES = {
    "Monthly": (1, 0),
    "Every six weeks": (0, 6),
    "Every two months": (2, 0),
    "Quarterly": (3, 0),
    "Every six months": (6, 0),
    "Yearly": (12, 0),
}


@frappe.whitelist(methods=["POST"])
def plan_meeting(papg_group: str, starts_at: str | None = None) -> str:
    """Plan the next meeting of a group: agenda, attendance and title are filled in.

    Args:
        papg_group: Name of the group.
        starts_at: When it starts, in the time zone of the site; worked out from the last meeting and the cadence
            of the terms of reference when left out.

    Returns:
        Name of the meeting.

    Raises:
        frappe.PermissionError: The caller may not plan meetings of this group.
    """
    meeting = frappe.new_doc("PAPG Meeting")
    meeting.papg_group = papg_group
    meeting.check_permission("create")
    meeting.starts_at = starts_at or next_start(papg_group)
    return meeting.insert().name


@frappe.whitelist(methods=["POST"])
def issue_agenda(meeting: str) -> int:
    """Issue the agenda of a meeting today: its members see it from now on and it gets its number.

    Args:
        meeting: Name of the meeting.

    Returns:
        Number of the meeting within its group and the year it is in.

    Raises:
        frappe.PermissionError: The caller may not write this meeting.
        frappe.ValidationError: The agenda is empty, or was issued already.
    """
    doc = frappe.get_doc("PAPG Meeting", meeting)
    doc.check_permission("write")
    if doc.agenda_issued_on:
        frappe.throw(_("The agenda was issued on {0} already.").format(shown_day(doc.agenda_issued_on)))
    doc.agenda_issued_on = today()
    doc.save()
    return doc.meeting_number


def next_start(papg_group: str) -> datetime:
    """When the next meeting would start: a cadence after the last one, else in four weeks at ten; on a weekday."""
    last = last_meeting(papg_group)
    now = now_datetime()
    if not last:
        return on_weekday((now + NOTICE).replace(**AT_TEN))
    terms = terms_on(papg_group, getdate(now))
    months, weeks = CADENCES.get(terms.cadence if terms else "", (0, 4))
    step, start = 0, last.starts_at
    while start <= max(now, last.starts_at):
        step += 1
        # Counted from the last meeting and not from step to step: 31 January and a month must not end at the 28th.
        start = add_months(last.starts_at, months * step) + timedelta(weeks=weeks * step)
    return on_weekday(start)


def on_weekday(moment: datetime) -> datetime:
    """The moment itself, or the same time on Monday when it falls on a weekend."""
    return moment + timedelta(days=7 - moment.weekday() if moment.weekday() > 4 else 0)


def last_meeting(papg_group: str, before: datetime | None = None) -> frappe._dict | None:
    """Latest meeting of a group that was not called off, before a moment if one is given."""
    wanted = {"papg_group": papg_group, "status": ("not in", (CANCELLED, POSTPONED))}
    if before:
        wanted["starts_at"] = ("<", before)
    rows = frappe.get_all(
        "PAPG Meeting", wanted, ["name", "title", "starts_at"], order_by="starts_at desc", limit=1
    )
    return rows[0] if rows else None


def set_title(meeting: Document) -> None:
    """Name the meeting after its group and day; a title somebody chose stays."""
    before = meeting.get_doc_before_save()
    if not meeting.title or (before and meeting.title == title_of(before)):
        meeting.title = title_of(meeting)


def title_of(meeting: Document) -> str:
    group = frappe.get_cached_value("PAPG Group", meeting.papg_group, "group_name")
    return _("{0}, {1}").format(shown_day(meeting.starts_at), group)


def fill_agenda(meeting: Document) -> None:
    """Give a meeting without an agenda the last minutes, the open actions and the standing items of the day.

    Where the standing items have an item for either, that is the one, in its place.
    """
    if meeting.agenda:
        return
    last = last_meeting(meeting.papg_group, get_datetime(meeting.starts_at))
    items = [agenda_item(row) for row in standing_items(meeting)]
    kinds = {item["kind"] for item in items}
    if "Actions" not in kinds:
        items.insert(0, {"title": _("Open actions"), "kind": "Actions"})
    if "Minutes" not in kinds and last:
        items.insert(0, {"title": _("Minutes of the last meeting"), "kind": "Minutes"})
    for item in items:
        carried_from = last.name if last and item["kind"] == "Minutes" else None
        meeting.append("agenda", {**item, "carried_from": carried_from})


def follow_subgroups(meeting: Document) -> None:
    """An agenda that is still being prepared has a line for each subgroup open on its day."""
    if is_in_preparation(meeting):
        subgroups.follow_on(meeting)


def carry_unfinished(meeting: Document) -> None:
    """An agenda that is still being prepared takes up what the last meeting left unfinished."""
    if is_in_preparation(meeting):
        agenda.carry_unfinished(meeting, last_meeting(meeting.papg_group, get_datetime(meeting.starts_at)))


def follow_maturity(meeting: Document) -> None:
    """An agenda that is still being prepared names what is open from the gaps of assessments."""
    if is_in_preparation(meeting):
        following.follow_on(meeting)


def is_in_preparation(meeting: Document) -> bool:
    before = meeting.get_doc_before_save()
    return meeting.status == PLANNED and not (before and before.agenda_issued_on)


def lead_to_last(meeting: Document) -> bool:
    """Let the item on the last minutes lead to the meeting before this one; True if it led elsewhere."""
    last = last_meeting(meeting.papg_group, get_datetime(meeting.starts_at))
    name = last.name if last else None
    items = [item for item in meeting.agenda if item.kind == "Minutes" and item.carried_from != name]
    for item in items:
        item.carried_from = name
    return bool(items)


def agenda_item(standing: frappe._dict) -> dict[str, str | None]:
    """An item of the agenda from a standing item; its kind is read from its words."""
    words = plain(standing.title).split()
    kind = "Minutes" if "minutes" in words else "Actions" if "actions" in words else "Standing"
    if words == plain(LAST_KIND).split():
        kind = LAST_KIND
    return {"title": standing.title, "kind": kind, "presenter": standing.seat}


def standing_items(meeting: Document) -> list[frappe._dict]:
    """Standing items of the terms in force on the day of a meeting, in their order."""
    terms = terms_on(meeting.papg_group, getdate(meeting.starts_at))
    if not terms:
        return []
    of_terms = {"parent": terms.name, "parenttype": "PAPG Terms of Reference"}
    rows = frappe.get_all("PAPG Standing Item", of_terms, ["title", "seat", "item_order", "idx"])
    return sorted(rows, key=lambda row: (cint(row.item_order) or row.idx, row.idx))


def number_items(meeting: Document) -> None:
    """Number the items of the agenda from 1; papers follow the item they were for.

    Raises:
        frappe.ValidationError: A paper is for an item that is not on the agenda.
    """
    moved = renumber(meeting)
    before = meeting.get_doc_before_save()
    stored = {row.name: row.item_number for row in before.papers} if before else {}
    for paper in meeting.papers:
        if paper.item_number and stored.get(paper.name) == paper.item_number:
            paper.item_number = moved.get(paper.item_number, 0)
        if paper.item_number and paper.item_number > len(meeting.agenda):
            refuse_paper(paper, len(meeting.agenda))


def renumber(meeting: Document) -> dict[int, int]:
    """Number the items in their order; returns the new number of each stored one by its old."""
    before = meeting.get_doc_before_save()
    old_numbers = {row.name: row.item_number for row in before.agenda} if before else {}
    for number, row in enumerate(meeting.agenda, 1):
        row.item_number = row.idx = number
    return {old_numbers[row.name]: row.item_number for row in meeting.agenda if row.name in old_numbers}


def issue_with_minutes(meeting: str) -> None:
    """A meeting whose minutes go round is known to its members from then on, whether or not its agenda was issued."""
    doc = frappe.get_doc("PAPG Meeting", meeting)
    if not doc.agenda_issued_on:
        doc.agenda_issued_on = today()
        references.give(doc)
        issued = {field: doc.get(field) for field in ("agenda_issued_on", *references.FIELDS)}
        frappe.db.set_value("PAPG Meeting", meeting, issued)


def refuse_paper(paper: Document, items: int) -> None:
    message = _("Row {0}: the paper {1} is for item {2}, but the agenda has {3} items. Choose one of them.")
    frappe.throw(message.format(paper.idx, paper.title, paper.item_number, items))
