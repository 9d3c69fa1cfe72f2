"""The meetings of a series: what making its dates would do, shown on its form, and the making itself."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, today

from papg.meetings import planning
from papg.meetings.fields import keep_stored
from papg.meetings.series import ENDED, details, facts_of
from papg.meetings.wording import shown_day
from papg.oversight.dependence import links_to
from papg.permissions import links, policy
from papg.rules import series as rules
from papg.rules.attendance import CANCELLED, PLANNED, POSTPONED
from papg.rules.series_changes import Changes, Made, changes

MEETING = "PAPG Meeting"
FIELDS = (
    *("name", "title", "series", "series_falls_on", "is_changed_by_hand"),
    *("status", "agenda_issued_on", "starts_at", "ends_at", "mode", "place"),
)
SET_BY_SERIES = ("series", "series_falls_on", "is_changed_by_hand")
# The next agenda leads back to the meeting before it, whatever becomes of either.
LEADS_BACK = ("PAPG Agenda Item", "carried_from")


@frappe.whitelist(methods=["POST"])
def make_meetings(meeting_series: str) -> dict[str, Any]:
    """Make the meetings of a series, and bring those nobody has touched to where the series is now.

    Args:
        meeting_series: Name of the series.

    Returns:
        How many meetings were `made`, `changed` and `taken_off`, and what was `left_out`: days, each with the reason.

    Raises:
        frappe.PermissionError: The caller may not change the series, or not plan meetings of its group.
        frappe.ValidationError: The series has ended.
    """
    series = frappe.get_doc("PAPG Meeting Series", meeting_series)
    series.check_permission("write")
    frappe.get_doc({"doctype": MEETING, "papg_group": series.papg_group}).check_permission("create")
    if series.status == ENDED:
        frappe.throw(_("“{0}” has ended. Set its status back, or plan another series.").format(series.title))
    # Made twice at once, each date would be there twice.
    frappe.db.get_value("PAPG Group", series.papg_group, "name", for_update=True)
    planned = plan_of(series)
    carry_out(series, planned)
    return {
        "made": len(planned.make),
        "changed": len(planned.move),
        "taken_off": len(planned.drop),
        "left_out": [{"day": str(gap.falls_on), "reason": gap.reason.translated(_)} for gap in planned.gaps],
    }


def carry_out(series: Document, planned: Changes) -> None:
    """Take off, move and make, in the order of the days, then let each agenda lead to the meeting before it."""
    for made in planned.drop:
        frappe.db.set_value(LEADS_BACK[0], {LEADS_BACK[1]: made.name}, LEADS_BACK[1], None)
        frappe.delete_doc(MEETING, made.name)
    for move in planned.move:
        place(frappe.get_doc(MEETING, move.meeting.name), series, move.slot).save()
    for slot in planned.make:
        place(
            frappe.new_doc(MEETING, papg_group=series.papg_group, series=series.name), series, slot
        ).insert()
    if planned.move or planned.drop or planned.make:
        for move in (*planned.move, *planned.keep):
            follow_last(move.meeting.name)


def place(meeting: Document, series: Document, slot: rules.Slot) -> Document:
    """Put a meeting where the series has it."""
    meeting.flags.by_series = True
    return meeting.update({**details(series, slot.day), "series_falls_on": slot.falls_on})


def follow_last(name: str) -> None:
    """Let the item on the last minutes lead to the meeting that comes before this one now."""
    meeting = frappe.get_doc(MEETING, name)
    if planning.lead_to_last(meeting):
        meeting.flags.by_series = True
        meeting.save()


def keep_place(meeting: Document) -> None:
    """What ties a meeting to its series only the series sets; whatever else saves it has taken it in hand."""
    if meeting.flags.by_series:
        return
    keep_stored(meeting, SET_BY_SERIES)
    meeting.is_changed_by_hand = int(bool(meeting.series))


def plan_of(series: Document) -> Changes:
    """What making the dates of a series would do now; as many queries for many meetings as for few."""
    facts, day = facts_of(series), getdate(today())
    rows = frappe.get_all(MEETING, {"papg_group": series.papg_group}, list(FIELDS), order_by="starts_at")
    own = [row for row in rows if row.series == series.name]
    met = [row for row in rows if row.series != series.name and row.status not in (CANCELLED, POSTPONED)]
    others = {row.starts_at.date(): row.title for row in met}
    return changes(rules.dates(facts), facts.cadence, made_from(series, own), others, day)


def made_from(series: Document, rows: list[frappe._dict]) -> list[Made]:
    """Meetings as the rule takes them."""
    if not rows:
        return []
    names = tuple(row.name for row in rows)
    with_papers, with_more = having_papers(names), having_more(names)
    return [
        Made(
            name=row.name,
            day=row.starts_at.date(),
            falls_on=getdate(row.series_falls_on),
            status=row.status,
            is_issued=bool(row.agenda_issued_on),
            has_papers=row.name in with_papers,
            is_changed_by_hand=bool(row.is_changed_by_hand),
            has_more=row.name in with_more,
            is_as_series_says=is_as_said(row, details(series, row.starts_at.date())),
        )
        for row in rows
    ]


def is_as_said(row: frappe._dict, said: dict[str, Any]) -> bool:
    return all((row.get(field) or None) == (value or None) for field, value in said.items())


def having_papers(names: tuple[str, ...]) -> set[str]:
    """Those of these meetings that have a paper or another file."""
    of_rows = {"parenttype": MEETING, "parent": ("in", names)}
    of_files = {"attached_to_doctype": MEETING, "attached_to_name": ("in", names)}
    return {
        *frappe.get_all("PAPG Meeting Paper", of_rows, pluck="parent"),
        *frappe.get_all("File", of_files, pluck="attached_to_name"),
    }


def having_more(names: tuple[str, ...]) -> set[str]:
    """Those of these meetings to which any other record leads."""
    found: set[str] = set()
    for table, field in links_to(MEETING):
        if (table, field) != LEADS_BACK:
            found |= set(frappe.get_all(table, {field: ("in", names)}, pluck=field))
    return found


def shown(series: Document) -> dict[str, Any]:
    """The dates for the form, and what making them would do.

    Who may not read every meeting of the series, most of which have no agenda yet, is shown the days and no more.
    """
    facts = facts_of(series)
    planned = plan_of(series)
    names = {one.meeting.name for one in (*planned.left, *planned.move, *planned.keep)}
    names |= {made.name for made in planned.drop}
    is_for_all = links.readable(MEETING, names or {""}) == names
    rows = rows_of(planned) if is_for_all else days_of(planned)
    return {
        "cadence": rules.cadence_in_words(facts).translated(_),
        "nation": facts.nation,
        "rows": sorted(rows, key=lambda row: row["day"]),
        "to_do": summary(planned) if is_for_all and may_make(series) else "",
        "has_meetings": bool(names),
    }


def may_make(series: Document) -> bool:
    """May the caller make meetings of this series now?"""
    plans_here = series.papg_group in policy.groups_where(MEETING, "create")
    return plans_here and series.status != ENDED and policy.is_allowed(series.doctype, series.name, "write")


def summary(planned: Changes) -> str:
    """What making the dates would do, in a sentence; empty when there is nothing to do."""
    parts = (
        (len(planned.make), _("{0} to make")),
        (len(planned.move), _("{0} to change")),
        (len(planned.drop), _("{0} to take off")),
    )
    return ", ".join(words.format(number) for number, words in parts if number)


def rows_of(planned: Changes) -> Iterator[dict[str, Any]]:
    """Each day with what becomes of it."""
    for slot in planned.make:
        yield row(slot.day, _("To be made"), "blue", slot.reason)
    for move in planned.move:
        yield row(
            move.slot.day, what_changes(move.meeting, move.slot.day), "orange", move.slot.reason, move.meeting
        )
    for made in planned.drop:
        yield row(made.day, _("To be taken off"), "red", None, made)
    for move in planned.keep:
        yield row(move.slot.day, _("Planned"), "green", move.slot.reason, move.meeting)
    for left in planned.left:
        yield row(left.meeting.day, _("Stays as it is"), "gray", left.reason, left.meeting)
    for gap in planned.gaps:
        yield row(gap.falls_on, _("Left out"), "gray", gap.reason)


def what_changes(made: Made, day: date) -> str:
    if made.day == day:
        return _("Time or place changes")
    return _("Moves here from {0}").format(shown_day(made.day))


def days_of(planned: Changes) -> Iterator[dict[str, Any]]:
    """Days on which the group is to meet."""
    for one in (*planned.move, *planned.keep, *planned.left):
        if one.meeting.status == PLANNED:
            yield row(one.meeting.day, _("Planned"), "green")


def row(day: date, what: str, colour: str, reason: Any = None, made: Made | None = None) -> dict[str, Any]:
    return {
        "day": str(day),
        "what": what,
        "colour": colour,
        "reason": reason.translated(_) if reason else "",
        "meeting": made.name if made else "",
    }
