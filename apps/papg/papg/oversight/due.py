"""What is due for disposal under a rule, and what holds it back; the list that is shown is the one worked off."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import frappe
from frappe.utils import getdate, today

from papg.oversight import dependence
from papg.oversight.due_hours import due_hours
from papg.oversight.retention_classes import ACCOUNTS, CLASSES, PAPERS, TRAIL, RecordClass, is_here
from papg.permissions import policy, roles
from papg.rules.retention import DELETE, Circumstances, due_on, fingerprint, held_back_by, latest_event
from papg.rules.wording import Sentence

RULE = "PAPG Retention Rule"
AT_ONCE = 500


@dataclass(frozen=True, kw_only=True)
class Line:
    """A record that is due. Its title is left out where the reader may not read it."""

    name: str
    groups: tuple[str, ...]
    group_title: str
    title: str
    happened_on: date
    due_on: date
    held_back: tuple[Sentence, ...]


@dataclass(frozen=True)
class DueList:
    """What is due under a rule, the oldest first, and the fingerprint of it."""

    rule: Any
    lines: tuple[Line, ...]
    shown: str

    def to_go(self) -> list[Line]:
        """Those that nothing holds back."""
        return [line for line in self.lines if not line.held_back]


def active_rules() -> list[Any]:
    """Rules the council has switched on, in the order of their list."""
    return frappe.get_all(RULE, {"is_active": 1}, ["*"], order_by="record_class, name")


def of_rule(rule: Any) -> DueList:
    """What is due today under a rule, with what holds each record back; as many queries for few as for many."""
    day = getdate(today())
    if rule.record_class == TRAIL:
        hours = due_hours(rule, day)
        lines = (Line(**hours),) if hours else ()
    else:
        lines = due_records(rule, day)
    said = [(line.name, line.due_on, *line.held_back) for line in lines]
    return DueList(rule, lines, fingerprint(f"{rule.name} {rule.modified}", said))


def due_records(rule: Any, day: date) -> tuple[Line, ...]:
    """A line for each record that is due."""
    chosen = CLASSES[rule.record_class]
    rows = due_rows(rule, chosen, day) if is_here(rule.record_class) else []
    held = reasons(rule, chosen, rows)
    readable = names_readable(chosen.record, [row.name for row in rows])
    return tuple(
        Line(
            name=row.name,
            groups=tuple((row.papg_group or "").split(",")),
            group_title=row.group_title or "",
            title=(row.title or "") if row.name in readable else "",
            happened_on=getdate(row.happened_on),
            due_on=due_on(getdate(row.happened_on), rule.period_years, rule.period_months),
            held_back=held[row.name],
        )
        for row in rows
    )


def due_rows(rule: Any, chosen: RecordClass, day: date) -> list[Any]:
    """Rows whose event is long enough ago; a council may have many, so the oldest are worked off first."""
    is_account = rule.record_class == ACCOUNTS
    happened = chosen.events[rule.trigger_event]
    group = "group_concat(distinct h.papg_group)" if is_account else "t.papg_group"
    of_group = "" if is_account else "left join `tabPAPG Group` g on g.name = t.papg_group"
    group_title = "''" if is_account else "g.group_name"
    ending = f"group by t.name having date({happened}) <= %(latest)s" if is_account else ""
    long_ago = "" if is_account else f"and date({happened}) <= %(latest)s"
    return frappe.db.sql(
        f"""select t.name, {group} as papg_group, {group_title} as group_title, {chosen.title} as title,
            date({happened}) as happened_on, {chosen.meeting} as meeting, {chosen.last_number} as keeps_number
        from `tab{chosen.record}` t {of_group} {chosen.join}
        where ({chosen.only}) {long_ago} {ending}
        order by happened_on, t.name limit {AT_ONCE}""",
        {"today": day, "latest": latest_event(rule.period_years, rule.period_months, day)},
        as_dict=True,
    )


def reasons(rule: Any, chosen: RecordClass, rows: list[Any]) -> dict[str, tuple[Sentence, ...]]:
    """For each row everything that holds it back."""
    names = [row.name for row in rows]
    is_deleted = rule.action == DELETE and rule.record_class != PAPERS
    resting = dependence.dependants(chosen.record, names) if is_deleted else {}
    holds = holds_on({group for row in rows for group in (row.papg_group or "").split(",")})
    needed = still_needed(rule.record_class, names)
    return {
        row.name: held_back_by(
            Circumstances(
                holds=[hold.reason for hold in holds if applies(hold, rule.record_class, row)],
                dependants=resting.get(row.name, ()),
                keeps_number=bool(row.keeps_number) and is_deleted,
                is_still_needed=row.name in needed,
            )
        )
        for row in rows
    }


def holds_on(groups: Iterable[str]) -> list[Any]:
    """Holds on these groups that are not lifted by today."""
    return frappe.db.sql(
        """select papg_group, meeting, record_class, reason from `tabPAPG Hold`
        where papg_group in %(groups)s and ifnull(lifted_on, '9999-12-31') > %(today)s
        order by placed_on, name""",
        {"groups": tuple(groups) or ("",), "today": today()},
        as_dict=True,
    )


def applies(hold: Any, record_class: str, row: Any) -> bool:
    """Is the row among what a hold keeps?"""
    return (
        hold.papg_group in (row.papg_group or "").split(",")
        and hold.record_class in (None, "", record_class)
        and hold.meeting in (None, "", row.meeting)
    )


def still_needed(record_class: str, names: list[str]) -> set[str]:
    """Accounts that hold a role given by hand, and so work here without a position."""
    if record_class != ACCOUNTS or not names:
        return set()
    by_hand = {
        "parenttype": "User",
        "parent": ("in", names),
        "role": ("in", (*roles.BY_HAND, "System Manager")),
    }
    return set(frappe.get_all("Has Role", by_hand, pluck="parent"))


def names_readable(record: str, names: list[str]) -> set[str]:
    """Those of these records whose title the reader may know; accounts are the administrator's to look after."""
    if record == "User":
        return set(names)
    if not names:
        return set()
    where = policy.condition(record, "read")
    sql = f"select name from `tab{record}` where name in %(names)s and {where}"
    return {name for (name,) in frappe.db.sql(sql, {"names": tuple(names)})}


def number_due() -> int:
    """How many records are due today and held back by nothing."""
    return sum(len(of_rule(rule).to_go()) for rule in active_rules())
