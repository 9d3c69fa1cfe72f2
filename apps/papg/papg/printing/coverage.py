"""Who represents what in a group, on paper: the gaps first."""

import frappe
from frappe import _
from frappe.utils import getdate, today

from papg.membership import coverage as seats
from papg.printing.markings import handling_of, marking_of
from papg.printing.paper import Paper
from papg.printing.text import slug
from papg.rules.coverage import gaps_first


def coverage(name: str) -> Paper:
    """The coverage of a group today; members are named by post."""
    group = frappe.get_doc("PAPG Group", name)
    found = seats.of_groups({name}, getdate(today())).get(name, [])
    marking = marking_of(group)
    return Paper(
        title=f"{_('Coverage')}, {group.group_name}",
        file_name=f"{slug(group.group_name)}-coverage-{today()}.pdf",
        marking=marking,
        handling=handling_of(marking),
        template="coverage.html",
        content={
            "heading": _("Coverage"),
            "group_name": group.group_name,
            "as_at": today(),
            "summary": seats.summary(found),
            "seats": [seats.line(seat) for seat in gaps_first(found)],
        },
    )
