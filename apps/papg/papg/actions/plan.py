"""The rows of an action plan, as its reader may see them."""

from dataclasses import dataclass
from datetime import date

import frappe

from papg.actions import own_fields
from papg.actions.lateness import overdue_days
from papg.permissions import policy
from papg.rules.actions import CLOSED, DROPPED, UNFINISHED_STAGES

ORDER = ("High", "Medium", "Low")


@dataclass(frozen=True)
class PlanRow:
    """One action as a plan shows it."""

    name: str
    title: str
    papg_group: str
    group_name: str
    owner: str
    owner_post: str
    priority: str
    stage: str
    state: str
    due_on: date | None
    first_due_on: date | None
    overdue_days: int
    last_note: str
    last_noted_on: date | None
    is_restricted: bool
    meeting: str | None
    item_number: int | None
    restricted_item: str | None
    kind: str = ""
    funding: str = ""
    rating: str = ""
    rating_reason: str = ""
    obstacle: str = ""
    obstacle_kind: str | None = None
    raised_on: date | None = None
    own: tuple[tuple[str, str], ...] = ()


def rows(where: dict[str, str], *conditions: str) -> list[PlanRow]:
    """Actions the session's user may read, those due first on top; one query however many there are.

    Args:
        where: Columns of the action and the value each must have.
        conditions: More conditions, from `unfinished`, `overdue` or `open_source`.
    """
    wanted = [f"`tabPAPG Action`.{column} = %({column})s" for column in where]
    found = frappe.db.sql(
        f"""
        select `tabPAPG Action`.name, `tabPAPG Action`.title, `tabPAPG Action`.papg_group,
            `tabPAPG Action`.priority, `tabPAPG Action`.stage, `tabPAPG Action`.workflow_state,
            `tabPAPG Action`.due_on, `tabPAPG Action`.original_due_on, `tabPAPG Action`.owner_email,
            `tabPAPG Action`.meeting, `tabPAPG Action`.item_number, `tabPAPG Action`.restricted_item,
            `tabPAPG Action`.kind, `tabPAPG Action`.funding,
            `tabPAPG Action`.rag, `tabPAPG Action`.rag_reason, `tabPAPG Action`.obstacle,
            `tabPAPG Action`.obstacle_kind, `tabPAPG Action`.raised_on, owning.full_name, owning.job_title,
            plan_group.group_name, latest.note, latest.noted_on
            {own_fields.columns()}
        from `tabPAPG Action`
        join `tabPAPG Group` plan_group on plan_group.name = `tabPAPG Action`.papg_group
        left join `tabPAPG Member` owning on owning.name = `tabPAPG Action`.owner_member
        left join `tabPAPG Action Update` latest on latest.name = (
            select note.name from `tabPAPG Action Update` note
            where note.parent = `tabPAPG Action`.name and note.parenttype = 'PAPG Action'
            order by note.noted_on desc, note.idx desc limit 1
        )
        where {" and ".join([policy.condition("PAPG Action", "read"), *wanted, *conditions])}
        order by plan_group.group_name, `tabPAPG Action`.due_on is null, `tabPAPG Action`.due_on,
            field(`tabPAPG Action`.priority, {", ".join(frappe.db.escape(name) for name in ORDER)}),
            `tabPAPG Action`.creation
        """,
        where,
        as_dict=True,
    )
    return [plan_row(row) for row in found]


def plan_row(row: frappe._dict) -> PlanRow:
    name = row.full_name or row.job_title or row.owner_email or ""
    return PlanRow(
        name=row.name,
        title=row.title,
        papg_group=row.papg_group,
        group_name=row.group_name,
        owner=name,
        owner_post=row.job_title if row.job_title and row.job_title != name else "",
        priority=row.priority or "",
        stage=row.stage,
        state=row.workflow_state,
        due_on=row.due_on,
        first_due_on=row.original_due_on,
        overdue_days=overdue_days(row.stage, row.due_on),
        last_note=row.note or "",
        last_noted_on=row.noted_on,
        is_restricted=bool(row.restricted_item),
        meeting=row.meeting,
        item_number=row.item_number,
        restricted_item=row.restricted_item,
        kind=row.kind or "",
        funding=row.funding or "",
        rating=row.rag or "",
        rating_reason=row.rag_reason or "",
        obstacle=row.obstacle or "",
        obstacle_kind=row.obstacle_kind,
        raised_on=row.raised_on,
        own=own_fields.values(row),
    )


def unfinished() -> str:
    """Somebody still has something to do."""
    stages = ", ".join(frappe.db.escape(stage) for stage in UNFINISHED_STAGES)
    return f"`tabPAPG Action`.stage in ({stages})"


def overdue() -> str:
    """Unfinished, and the day has passed."""
    return f"{unfinished()} and `tabPAPG Action`.due_on < {frappe.db.escape(frappe.utils.today())}"


def unsettled() -> str:
    """Neither closed nor dropped: what is done waits for somebody to look at it."""
    stages = ", ".join(frappe.db.escape(stage) for stage in (CLOSED, DROPPED))
    return f"`tabPAPG Action`.stage not in ({stages})"


def not_taken_up() -> str:
    """With nobody above the group at the moment."""
    return """not exists (
        select 1 from `tabPAPG Escalation` escalation
        where escalation.action = `tabPAPG Action`.name and escalation.status in ('Open', 'Answered')
    )"""


def open_source() -> str:
    """Not from a restricted item: may stand on paper that is handed round."""
    return "ifnull(`tabPAPG Action`.restricted_item, '') = ''"


def restricted_source() -> str:
    """From a restricted item, and so seen by its audience only."""
    return "ifnull(`tabPAPG Action`.restricted_item, '') != ''"
