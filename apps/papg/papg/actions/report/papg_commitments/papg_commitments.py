"""What binds several organisations, and how far each of them is: a row for each action, a column for each of them."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate

from papg.actions import plan
from papg.permissions import policy
from papg.rules.due_dates import govuk_date

Rows = list[dict[str, Any]]
DONE = "Done"
BY_ORGANISATION = "Organisations in rows"
NOT_BOUND = "–"


def execute(filters: dict[str, Any] | None = None) -> tuple[Rows, Rows]:
    """Columns and rows of the grid, as its reader may see it; one query however much there is.

    Args:
        filters: `papg_group`; `organisation`, only what binds this one; `show`, All for what is finished as well;
            and `layout`, "Organisations in rows" to turn the grid round.
    """
    chosen = frappe._dict(filters or {})
    cells = found(chosen)
    actions = {cell.name: cell for cell in cells}
    organisations = sorted({cell.organisation for cell in cells if cell.organisation})
    states = {(cell.name, cell.organisation): said(cell) for cell in cells if cell.organisation}
    if chosen.layout == BY_ORGANISATION:
        return by_organisation(actions, organisations, states)
    return by_action(actions, organisations, states)


def found(chosen: frappe._dict) -> list[frappe._dict]:
    """A row for each organisation an action binds; one for a commitment that names none."""
    conditions = [policy.condition("PAPG Action", "read")]
    if chosen.show != "All":
        conditions.append(plan.unsettled())
    if chosen.papg_group:
        conditions.append("`tabPAPG Action`.papg_group = %(papg_group)s")
    if chosen.organisation:
        conditions.append("bound.organisation = %(organisation)s")
    return frappe.db.sql(
        f"""
        select `tabPAPG Action`.name, `tabPAPG Action`.title, `tabPAPG Action`.due_on, body.group_name,
            bound.organisation, bound.state, bound.state_on
        from `tabPAPG Action`
        join `tabPAPG Group` body on body.name = `tabPAPG Action`.papg_group
        left join `tabPAPG Action Organisation` bound
            on bound.parent = `tabPAPG Action`.name and bound.parenttype = 'PAPG Action'
        where {" and ".join(conditions)} and (`tabPAPG Action`.kind = 'Commitment' or bound.name is not null)
        order by body.group_name, `tabPAPG Action`.due_on is null, `tabPAPG Action`.due_on,
            `tabPAPG Action`.creation, bound.idx
        """,
        chosen,
        as_dict=True,
    )


def said(cell: frappe._dict) -> str:
    """State of one organisation, with its day."""
    state = _(cell.state or "Not started")
    return f"{state}, {govuk_date(getdate(cell.state_on))}" if cell.state_on else state


def by_action(
    actions: dict[str, frappe._dict], organisations: list[str], states: dict[tuple[str, str], str]
) -> tuple[Rows, Rows]:
    """Each action a row, each organisation a column; a dash where it is not bound."""
    columns = [
        column("group_name", _("Group"), 180),
        column("title", _("Commitment"), 280),
        column("due_on", _("Due on"), 110, "Date"),
        column("done", _("Done by"), 90),
        *(column(f"organisation_{n}", name, 190) for n, name in enumerate(organisations)),
    ]
    rows = []
    for name, action in actions.items():
        mine = [states.get((name, organisation), "") for organisation in organisations]
        cells = {f"organisation_{n}": state or NOT_BOUND for n, state in enumerate(mine)}
        rows.append({**heads_of(name, action), "done": share([state for state in mine if state]), **cells})
    return columns, rows


def by_organisation(
    actions: dict[str, frappe._dict], organisations: list[str], states: dict[tuple[str, str], str]
) -> tuple[Rows, Rows]:
    """Each organisation a row, each action a column."""
    columns = [
        column("organisation", _("Organisation"), 220),
        column("done", _("Done"), 90),
        *(column(f"action_{n}", action.title, 220) for n, action in enumerate(actions.values())),
    ]
    rows = []
    for organisation in organisations:
        mine = [states.get((name, organisation), "") for name in actions]
        cells = {f"action_{n}": state or NOT_BOUND for n, state in enumerate(mine)}
        done = share([state for state in mine if state])
        rows.append({"organisation": organisation, "done": done, **cells})
    return columns, rows


def heads_of(name: str, action: frappe._dict) -> dict[str, Any]:
    return {"name": name, "group_name": action.group_name, "title": action.title, "due_on": action.due_on}


def share(states: list[str]) -> str:
    """How many of those bound are done."""
    done = sum(state.split(",")[0] == _(DONE) for state in states)
    return _("{0} of {1}").format(done, len(states)) if states else _("None named")


def column(fieldname: str, label: str, width: int, fieldtype: str = "Data") -> dict[str, Any]:
    return {"fieldname": fieldname, "label": label, "fieldtype": fieldtype, "width": width}
