"""Changes of structure as a report tells them: a proposal as a proposal, a decision with its day."""

from collections.abc import Iterator
from datetime import date

import frappe
from frappe import _

from papg.meetings.wording import shown_day
from papg.permissions import policy
from papg.rules.structure import PROPOSED, REJECTED, WITHDRAWN
from papg.rules.structure_plan import proposed


def as_at(papg_group: str, covers_from: date, as_at: date) -> list[frappe._dict]:
    """What stood as a proposal on a day, then what was decided in the time up to it, each with its steps; one query."""
    rows = frappe.db.sql(
        f"""
        select `tabPAPG Structure Change`.name, `tabPAPG Structure Change`.title,
            `tabPAPG Structure Change`.deciding_body, `tabPAPG Structure Change`.decides_on,
            `tabPAPG Structure Change`.reasons, `tabPAPG Structure Change`.benefits,
            `tabPAPG Structure Change`.stage, `tabPAPG Structure Change`.decided_on,
            `tabPAPG Structure Change`.takes_effect_on, step.kind, step.group_title, step.other_title
        from `tabPAPG Structure Change`
        left join `tabPAPG Structure Step` step
            on step.parent = `tabPAPG Structure Change`.name and step.parenttype = 'PAPG Structure Change'
        where `tabPAPG Structure Change`.papg_group = %(group)s
            and {policy.condition("PAPG Structure Change", "read")}
            and date(`tabPAPG Structure Change`.creation) <= %(as_at)s
            and `tabPAPG Structure Change`.stage != %(withdrawn)s
            and (`tabPAPG Structure Change`.stage = %(proposed)s
                or `tabPAPG Structure Change`.decided_on >= %(covers_from)s)
        order by `tabPAPG Structure Change`.creation, `tabPAPG Structure Change`.name, step.idx
        """,
        {
            **{"group": papg_group, "covers_from": covers_from, "as_at": as_at},
            **{"proposed": PROPOSED, "withdrawn": WITHDRAWN},
        },
        as_dict=True,
    )
    found: dict[str, frappe._dict] = {}
    for row in rows:
        row.is_decided = row.stage != PROPOSED and row.decided_on <= as_at
        found.setdefault(row.name, row).setdefault("steps", []).append(row)
    return sorted(found.values(), key=lambda row: row.is_decided)


def told(row: frappe._dict) -> Iterator[str]:
    """A proposal in words, paragraph by paragraph."""
    if row.is_decided:
        yield decided(row)
    else:
        yield _("Proposal, not decided: {0}.").format(row.title)
        to_decide = _("{0} is to decide on {1}.") if row.decides_on else _("{0} is to decide; no day is set.")
        yield to_decide.format(row.deciding_body, shown_day(row.decides_on) if row.decides_on else "")
    yield _("Reasons: {0}").format(row.reasons)
    if row.benefits:
        yield _("Benefits: {0}").format(row.benefits)


def decided(row: frappe._dict) -> str:
    """What became of a proposal by the day of the report."""
    day = shown_day(row.decided_on)
    if row.stage == REJECTED:
        return _("{0}: {1} rejected the proposal on {2}.").format(row.title, row.deciding_body, day)
    adopted = _("{0}: {1} adopted the proposal on {2}. It takes effect on {3}.")
    return adopted.format(row.title, row.deciding_body, day, shown_day(row.takes_effect_on))


def steps_told(row: frappe._dict) -> list[str]:
    """What each step would do."""
    return [
        proposed(step.kind, step.group_title or "", step.other_title or "").translated(_)
        for step in row.steps
        if step.kind
    ]
