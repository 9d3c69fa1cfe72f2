"""Rows a paper prints, read as its reader may see them; the number of queries does not grow with the rows."""

from typing import NamedTuple

import frappe
from frappe import _
from frappe.model.document import Document

from papg.meetings import voting
from papg.permissions import policy
from papg.rules.attendance import ABSENT, APOLOGIES, DEPUTISED, IN_ATTENDANCE, PRESENT
from papg.rules.minutes import ACCEPTED
from papg.rules.people import plain

OPEN_SOURCE = "ifnull(`tabPAPG Decision`.restricted_item, '') = ''"
RESTRICTED_SOURCE = "ifnull(`tabPAPG Decision`.restricted_item, '') != ''"
ORDER = (PRESENT, DEPUTISED, IN_ATTENDANCE, APOLOGIES, ABSENT, "")


class Attendee(NamedTuple):
    """One line of the attendance."""

    name: str
    post: str
    position: str
    organisation: str
    presence: str


def attendance(meeting: Document) -> list[Attendee]:
    """Who was there, those present first."""
    ordered = sorted(meeting.attendance, key=lambda row: (ORDER.index(row.presence or ""), row.idx))
    return [
        Attendee(
            row.attendee_name, post_shown(row), row.position or "", row.organisation or "", presence(row)
        )
        for row in ordered
    ]


def post_shown(row: Document) -> str:
    """The post somebody held on the day, where it is not what they go by."""
    return "" if plain(row.job_title) == plain(row.attendee_name) else row.job_title or ""


def presence(row: Document) -> str:
    """How somebody attended, in words."""
    if row.presence == DEPUTISED:
        return _("Represented by {0}").format(row.deputy or row.deputy_user)
    words = [_(row.presence) if row.presence else _("Not recorded")]
    if row.arrived_at_item:
        words.append(_("from item {0}").format(row.arrived_at_item))
    if row.left_at_item:
        words.append(_("until item {0}").format(row.left_at_item))
    return ", ".join(words)


def decisions(meeting: str, source: str) -> list[frappe._dict]:
    """Decisions of a meeting, in the order of its items.

    Args:
        meeting: Name of the meeting.
        source: `OPEN_SOURCE` or `RESTRICTED_SOURCE`.
    """
    found = frappe.db.sql(
        f"""
        select `tabPAPG Decision`.decision_number, `tabPAPG Decision`.decision, `tabPAPG Decision`.kind,
            `tabPAPG Decision`.needs_ratification, `tabPAPG Decision`.item_number,
            `tabPAPG Decision`.restricted_item, `tabPAPG Decision`.votes_for, `tabPAPG Decision`.votes_against,
            `tabPAPG Decision`.votes_abstained, ratifying.starts_at as ratified_on
        from `tabPAPG Decision`
        left join `tabPAPG Meeting` ratifying on ratifying.name = `tabPAPG Decision`.ratified_at
        where `tabPAPG Decision`.meeting = %s and {source} and {policy.condition("PAPG Decision", "read")}
        order by `tabPAPG Decision`.item_number, `tabPAPG Decision`.creation
        """,
        meeting,
        as_dict=True,
    )
    for row in found:
        row.vote = voting.in_words(row)
    return found


def restricted_items(meeting: str) -> list[frappe._dict]:
    """Restricted items of a meeting the reader may see, in the order of their own numbers."""
    found = frappe.db.sql(
        f"""
        select `tabPAPG Restricted Item`.name, `tabPAPG Restricted Item`.item_number,
            `tabPAPG Restricted Item`.title, `tabPAPG Restricted Item`.marking,
            `tabPAPG Restricted Item`.discussion, `tabPAPG Restricted Item`.agreed_on,
            `tabPAPG Restricted Item`.is_agreed_by_correspondence
        from `tabPAPG Restricted Item`
        where `tabPAPG Restricted Item`.meeting = %s and {policy.condition("PAPG Restricted Item", "read")}
        order by length(`tabPAPG Restricted Item`.item_number), `tabPAPG Restricted Item`.item_number
        """,
        meeting,
        as_dict=True,
    )
    papers = papers_of([row.name for row in found])
    return [
        frappe._dict(row, papers=[paper.title for paper in papers if paper.parent == row.name])
        for row in found
    ]


def papers_of(items: list[str]) -> list[frappe._dict]:
    """Titles of the papers of restricted items."""
    return frappe.get_all(
        "PAPG Meeting Paper",
        {"parenttype": "PAPG Restricted Item", "parent": ("in", items)},
        ["parent", "title"],
        order_by="idx",
    )


def additions(minutes: str) -> list[frappe._dict]:
    """Corrections accepted after the minutes were agreed; they stand beside the text and never in it."""
    return frappe.get_all(
        "PAPG Minutes Correction",
        {"minutes": minutes, "state": ACCEPTED, "is_after_agreement": 1},
        ["item_number", "proposed_text", "reason", "settled_on"],
        order_by="settled_on",
    )
