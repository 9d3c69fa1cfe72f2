"""What terms of reference say, on paper."""

from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate, today

from papg.meetings.quorum import quorum_terms
from papg.membership import terms as versions
from papg.printing.markings import handling_of, marking_of
from papg.printing.paper import Paper
from papg.printing.text import slug
from papg.rules.adoption import route_in_words
from papg.rules.membership import POSITIONS
from papg.rules.people import plain
from papg.rules.quorum_terms import FIXED_NUMBER, rule_phrase
from papg.rules.terms import IN_FORCE, SUPERSEDED, empty_headings


def terms(name: str) -> Paper:
    """One version of a group's terms, with the members of its first day, or of today while it has none."""
    doc = frappe.get_doc(versions.TERMS, name)
    group_name = frappe.db.get_value("PAPG Group", doc.papg_group, "group_name")
    marking = marking_of(doc)
    day = getdate(doc.in_force_from or today())
    return Paper(
        title=doc.title,
        file_name=f"{slug(group_name)}-terms-of-reference-version-{doc.version}.pdf",
        marking=marking,
        handling=handling_of(marking),
        template="terms.html",
        content={
            "heading": _("Terms of reference"),
            "group_name": group_name,
            "terms": doc,
            "standing": standing(doc),
            "agreed": agreed(doc),
            "quorum": quorum_sentence(doc),
            "sections": sections(doc),
            "as_at": day,
            "members": members_on(doc.papg_group, day),
            "standing_items": sorted(doc.standing_items, key=lambda row: (cint(row.item_order), row.idx)),
        },
    )


def standing(doc: Document) -> str:
    """Whether these terms hold, in words."""
    if doc.stage in (IN_FORCE, SUPERSEDED):
        return _(doc.stage)
    return _("{0}, not in force").format(_(doc.stage))


def agreed(doc: Document) -> str:
    """How and when they were agreed; empty where nothing is noted."""
    at = doc.agreed_at and frappe.db.get_value("PAPG Meeting", doc.agreed_at, "starts_at")
    said = route_in_words(
        bool(doc.is_agreed_by_correspondence),
        getdate(doc.agreed_on) if doc.agreed_on else None,
        getdate(at) if at else None,
    )
    return said.translated(_) if said else ""


def quorum_sentence(doc: Document) -> str:
    """How the group is quorate, in words."""
    stated = quorum_terms(doc)
    phrase = rule_phrase(stated).translated(_)
    if stated.kind == FIXED_NUMBER:
        phrase = _("{0} people").format(stated.minimum_number)
    counted = [
        words
        for is_so, words in (
            (stated.is_deputy_counted, _("Deputies count.")),
            (stated.is_vacancy_counted, _("Vacant seats count in the base.")),
            (stated.is_organisation_one_vote, _("Each organisation has one vote.")),
        )
        if is_so
    ]
    return " ".join((f"{phrase[:1].upper()}{phrase[1:]}.", *counted))


def sections(doc: Document) -> list[dict[str, str | None]]:
    """Heading and text of each section, without text where nothing is written; a draft shows all that are asked for."""
    found = [
        {
            "heading": row.heading,
            "body": None if empty_headings([(row.heading, row.body)], [row.heading]) else row.body,
        }
        for row in doc.sections
    ]
    there = {plain(row.heading) for row in doc.sections}
    asked = [] if doc.docstatus else [row.heading for row in versions.headings()]
    return found + [{"heading": heading, "body": None} for heading in asked if plain(heading) not in there]


def members_on(papg_group: str, day: date) -> list[frappe._dict]:
    """Members of a day by name and post, chairs first, with why they are there and what they bring. Two queries.

    There is no way to reach anybody in it.
    """
    rows = frappe.db.sql(
        """
        select member.name, member.position, member.contribution,
            if(ifnull(member.ex_officio_group, '') = '', null, member.full_name) as post,
            ifnull(holder.full_name, member.full_name) as full_name,
            ifnull(holder.job_title, member.job_title) as job_title,
            ifnull(holder.organisation, member.organisation) as organisation
        from `tabPAPG Member` member
        left join `tabPAPG Member` holder on holder.papg_group = member.ex_officio_group
            and holder.position = member.ex_officio_position
            and holder.joined_on <= %(day)s and ifnull(holder.left_on, %(day)s) >= %(day)s
        where member.papg_group = %(papg_group)s
            and member.joined_on <= %(day)s and ifnull(member.left_on, %(day)s) >= %(day)s
        order by full_name, member.name
        """,
        {"papg_group": papg_group, "day": day},
        as_dict=True,
    )
    held = seats_of([row.name for row in rows])
    for row in rows:
        row.reasons = reasons(row, [seat for seat in held if seat.parent == row.name])
    return sorted(rows, key=lambda row: POSITIONS.index(row.position))


def reasons(row: frappe._dict, seats: list[frappe._dict]) -> list[str]:
    """Why somebody is on the group: the post they hold elsewhere, and the seats they fill."""
    by_post = [_("By post: {0}").format(row.post)] if row.post else []
    return by_post + [seat_words(seat) for seat in seats]


def seats_of(members: list[str]) -> list[frappe._dict]:
    of_members = {"parenttype": "PAPG Member", "parent": ("in", members or [""])}
    return frappe.get_all(
        "PAPG Member Seat", of_members, ["parent", "business_area", "portfolio"], order_by="idx"
    )


def seat_words(seat: frappe._dict) -> str:
    """A seat as it is read: the portfolio with its area."""
    return f"{seat.business_area}: {seat.portfolio}" if seat.portfolio else seat.business_area
