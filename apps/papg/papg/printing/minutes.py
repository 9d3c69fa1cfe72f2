"""What is on the open minutes of a meeting, and on Part 2 of them."""

from dataclasses import dataclass, field
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate

from papg.actions import plan
from papg.meetings import interests
from papg.meetings.positions import post_of
from papg.meetings.text import stale_sentence
from papg.oversight import seen
from papg.printing import rows
from papg.printing.markings import handling_of, highest, marking_of
from papg.printing.paper import Paper, day
from papg.printing.text import slug
from papg.rules.minutes import AGREED, CIRCULATED, WITH_CHAIR


@dataclass
class Item:
    """One item as minuted, with what was decided and set in motion under it."""

    number: str
    title: str
    discussion: str
    papers: list[str] = field(default_factory=list)
    decisions: list[frappe._dict] = field(default_factory=list)
    actions: list[plan.PlanRow] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    agreed: str = ""


def open_minutes(name: str) -> Paper:
    """The open minutes of a meeting; nothing on them comes from a restricted item."""
    minutes = frappe.get_doc("PAPG Minutes", name)
    content = head(minutes)
    meeting = content["meeting"]
    items = {
        str(cint(row.item_number)): Item(str(row.item_number), row.title, row.discussion)
        for row in minutes.entries
    }
    for number, said in interests.at_items(meeting.attendance, meeting.interests).items():
        if number in items:
            items[number].notes += said
    others = Item("", _("Other decisions and actions"), "")
    for decision in rows.decisions(meeting.name, rows.OPEN_SOURCE):
        items.get(str(cint(decision.item_number)), others).decisions.append(decision)
    for action in plan.rows({"meeting": meeting.name}, plan.open_source()):
        items.get(str(cint(action.item_number)), others).actions.append(action)
    content |= {
        "attendance": rows.attendance(meeting),
        "interests": [row for row in meeting.attendance if row.declared_interest],
        "items": [*items.values(), *([others] if others.decisions or others.actions else [])],
        "additions": rows.additions(minutes.name),
    }
    title = numbered(meeting, _("Minutes of meeting {0}"), _("Minutes"))
    return paper(content, title, "minutes", marking_of(minutes))


def part_two(name: str, only: str | None = None) -> Paper | None:
    """The restricted items of a meeting this reader may see, or the one that is named; None where there are none."""
    minutes = frappe.get_doc("PAPG Minutes", name)
    found = [row for row in rows.restricted_items(minutes.meeting) if only in (None, row.name)]
    if not found:
        return None
    for row in found:
        seen.tell("PAPG Restricted Item", row.name)
    content = head(minutes)
    items = {
        row.name: Item(row.item_number, row.title, row.discussion, row.papers, agreed=agreement_of(row))
        for row in found
    }
    for decision in rows.decisions(minutes.meeting, rows.RESTRICTED_SOURCE):
        if decision.restricted_item in items:
            items[decision.restricted_item].decisions.append(decision)
    for action in plan.rows({"meeting": minutes.meeting}, plan.restricted_source()):
        if action.restricted_item in items:
            items[action.restricted_item].actions.append(action)
    content["items"] = list(items.values())
    title = numbered(content["meeting"], _("Minutes of meeting {0}: Part 2"), _("Minutes: Part 2"))
    return paper(content, title, "part-two", highest([marking_of(minutes), *(row.marking for row in found)]))


def paper(content: dict[str, Any], title: str, template: str, marking: str, part: str = "") -> Paper:
    """The minutes as a paper, its file named after the group and the day."""
    held_on = str(getdate(content["meeting"].starts_at))
    return Paper(
        title=f"{title}, {content['group_name']}",
        file_name=f"{slug(content['group_name'])}-{part or template}-{held_on}.pdf",
        marking=marking,
        handling=handling_of(marking),
        template=f"{template}.html",
        content={**content, "heading": title},
    )


def head(minutes: Document) -> dict[str, Any]:
    """What both parts begin with: which meeting it was, and how far the minutes have come.

    When and where it met and who was there is a part of its minutes: whoever may read them reads that too.
    """
    meeting = frappe.get_doc("PAPG Meeting", minutes.meeting)
    return {
        "meeting": meeting,
        "group_name": frappe.db.get_value("PAPG Group", minutes.papg_group, "group_name"),
        "standing": standing(minutes),
        "is_settled": minutes.stage in (CIRCULATED, AGREED),
        "stale": stale_sentence(minutes),
    }


def standing(minutes: Document) -> list[str]:
    """Sentences on who approved the minutes and how they were agreed."""
    if minutes.stage == WITH_CHAIR:
        return [_("With the chair. These minutes have not been approved.")]
    if minutes.stage not in (CIRCULATED, AGREED):
        return [_("Draft. These minutes have not been approved.")]
    said = [approval(minutes)] if minutes.approved_by else []
    return [*said, agreement(minutes) if minutes.stage == AGREED else not_agreed()]


def approval(minutes: Document) -> str:
    approved_on = str(getdate(minutes.approved_on))
    post = minutes.approved_as or post_of(minutes.approved_by, minutes.papg_group, approved_on)
    return _("Approved by {0} on {1}.").format(post, day(approved_on))


def agreement(minutes: Document) -> str:
    if minutes.is_agreed_by_correspondence:
        return _("Agreed as a correct record by correspondence on {0}.").format(day(minutes.agreed_on))
    later = frappe.db.get_value("PAPG Meeting", minutes.agreed_at, "starts_at") if minutes.agreed_at else None
    return _("Agreed as a correct record at the meeting of {0}.").format(day(later or minutes.agreed_on))


def agreement_of(item: frappe._dict) -> str:
    """How an item of Part 2 was agreed; the chair's approval is given to the open text."""
    if not item.agreed_on:
        return not_agreed()
    if item.is_agreed_by_correspondence:
        return _("Agreed as a correct record by correspondence on {0}.").format(day(item.agreed_on))
    return _("Agreed as a correct record at the meeting of {0}.").format(day(item.agreed_on))


def not_agreed() -> str:
    return _("Not yet agreed as a correct record.")


def numbered(meeting: Document, with_number: str, without: str, *values: object) -> str:
    """A heading, with the number of the meeting where it has one in the first slot, and other values after it."""
    reference = meeting.reference or ""
    return (with_number if reference else without).format(reference, *values)
