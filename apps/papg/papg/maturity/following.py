"""From a gap to the next agenda: the standing item on maturity names the criteria with open actions."""

import frappe
from frappe.model.document import Document
from frappe.utils import cstr, getdate

from papg.rules import maturity_following as rules
from papg.rules.actions import UNFINISHED_STAGES

ASSESSMENT = "PAPG Maturity Assessment"


def follow_on(meeting: Document) -> None:
    """Bring the standing item on maturity of an agenda up to date, until it is issued; one query.

    An action from a restricted item is left out: nothing of it stands on an agenda.
    """
    items = [row for row in meeting.agenda if rules.is_maturity_item(row.title or "", row.kind or "")]
    if not items:
        return
    lines = rules.open_in_words(open_actions(meeting.papg_group))
    for row in items:
        row.notes = rules.followed_notes(cstr(row.notes), lines)


def open_actions(papg_group: str) -> list[rules.OpenAction]:
    """Actions of a group that were raised from gaps and are not done, in the order of the criteria."""
    rows = frappe.db.sql(
        """
        select action.source_part, action.due_on, score.statement
        from `tabPAPG Action` action
        join `tabPAPG Maturity Score` score
            on score.parent = action.source_name and score.parenttype = %(assessment)s
            and score.code = action.source_part
        where action.papg_group = %(papg_group)s and action.source_doctype = %(assessment)s
            and action.stage in %(unfinished)s and ifnull(action.restricted_item, '') = ''
        order by length(action.source_part), action.source_part, action.creation
        """,
        {"papg_group": papg_group, "assessment": ASSESSMENT, "unfinished": UNFINISHED_STAGES},
        as_dict=True,
    )
    return [
        rules.OpenAction(
            code=row.source_part,
            statement=row.statement or "",
            due_on=getdate(row.due_on) if row.due_on else None,
        )
        for row in rows
    ]
