"""Gatherers: circulated and agreed minutes the person may read, and the decisions in them."""

import frappe

from papg.meetings import interests, voting
from papg.permissions import policy
from papg.rules.minutes import AGREED, CIRCULATED

MINUTES = """
    select `tabPAPG Minutes`.name, `tabPAPG Minutes`.title, `tabPAPG Minutes`.version, `tabPAPG Minutes`.stage,
        `tabPAPG Minutes`.marking, `tabPAPG Minutes`.meeting, `tabPAPG Minutes`.approved_on,
        `tabPAPG Minutes`.agreed_on, `tabPAPG Minutes`.is_agreed_by_correspondence,
        meeting.starts_at, meeting.place, meeting.quorum_reason, body.group_name
    from `tabPAPG Minutes`
    left join `tabPAPG Meeting` meeting on meeting.name = `tabPAPG Minutes`.meeting
    left join `tabPAPG Group` body on body.name = `tabPAPG Minutes`.papg_group
"""
TO_READ = (CIRCULATED, AGREED)
LATEST = 200


def to_read(most: int = LATEST) -> list[frappe._dict]:
    """Minutes to read, those of the latest meeting first.

    Args:
        most: How many at most.
    """
    where = policy.condition("PAPG Minutes", "read")
    return frappe.db.sql(
        f"""
        {MINUTES} where `tabPAPG Minutes`.stage in %(stages)s and {where}
        order by meeting.starts_at desc, `tabPAPG Minutes`.version desc limit %(most)s
        """,
        {"stages": TO_READ, "most": most},
        as_dict=True,
    )


def of_meeting(meeting: str) -> list[frappe._dict]:
    """Minutes of one meeting, the newest version first."""
    where = policy.condition("PAPG Minutes", "read")
    return frappe.db.sql(
        f"""
        {MINUTES} where `tabPAPG Minutes`.meeting = %(meeting)s
            and `tabPAPG Minutes`.stage in %(stages)s and {where}
        order by `tabPAPG Minutes`.version desc
        """,
        {"meeting": meeting, "stages": TO_READ},
        as_dict=True,
    )


def one(name: str) -> frappe._dict | None:
    """Minutes the person may read, unless they are still being written; whoever calls has asked."""
    rows = frappe.db.sql(
        f"{MINUTES} where `tabPAPG Minutes`.name = %(name)s and `tabPAPG Minutes`.stage in %(stages)s",
        {"name": name, "stages": TO_READ},
        as_dict=True,
    )
    return rows[0] if rows else None


def entries(minutes: str) -> list[frappe._dict]:
    """What was said under each item of Part 1, in order."""
    return frappe.db.sql(
        """
        select item_number, title, discussion from `tabPAPG Minutes Entry`
        where parent = %s and parenttype = 'PAPG Minutes' order by idx
        """,
        minutes,
        as_dict=True,
    )


def entries_with_notes(minutes: str, meeting: str) -> list[frappe._dict]:
    """The entries, each with who came, left or declared an interest there."""
    found, notes = entries(minutes), interests.of_meeting(meeting)
    for row in found:
        row.notes = notes.get(str(row.item_number), [])
    return found


def decisions(meeting: str) -> list[frappe._dict]:
    """Decisions of a meeting the person may read, in order."""
    where = policy.condition("PAPG Decision", "read")
    found = frappe.db.sql(
        f"""
        select item_number, decision_number, decision, kind, votes_for, votes_against, votes_abstained
        from `tabPAPG Decision`
        where `tabPAPG Decision`.meeting = %s and {where} order by item_number, `tabPAPG Decision`.creation
        """,
        meeting,
        as_dict=True,
    )
    for row in found:
        row.vote = voting.in_words(row)
    return found
