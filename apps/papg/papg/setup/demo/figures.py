"""Measures, activity and a priority: what Barnet and Westminster have published, and the invented group's own."""

from typing import Any

import frappe
from frappe.utils import getdate, today

from papg.rules.financial_periods import QUARTER, FinancialPeriod, before, holding
from papg.setup.demo.base import acting_as, day, email, insert, read

MEASURE, VALUE = "PAPG Measure", "PAPG Measure Value"


def load() -> None:
    """Everything, for groups that are there."""
    data = read("figures")
    group = named(read("eastmere")["group"]["group_name"])
    with acting_as(email("duties")):
        measure_barnet(data["barnet"])
    train_barnet(data["barnet"])
    brief_westminster(data["westminster"])
    with acting_as(email("secretary")):
        measure_group(group, data["eastmere"])
        do_for_priority(group, data["eastmere"]["priority"])


def named(group_name: str) -> str:
    """Record of a group of that name."""
    return frappe.db.get_value("PAPG Group", {"group_name": group_name})


def measure_barnet(data: dict[str, Any]) -> None:
    """The figures of the paper, and the one it tells without counting."""
    for title, code, unit, figure, remark in data["measures"]:
        asked = {"framework": data["framework"], "code": code}
        measure = insert(
            MEASURE,
            papg_group=named(data["group"]),
            title=title,
            unit=unit,
            definition=data["definition"],
            source=data["source"],
            requirement=frappe.db.get_value("PAPG Duty Requirement", asked),
        ).name
        insert(
            VALUE,
            measure=measure,
            period=data["period"],
            value=figure,
            is_verbal_update=int(not figure),
            remark=remark,
            as_at=data["as_at"],
        )


def train_barnet(data: dict[str, Any]) -> None:
    """The people the paper counts, by course and audience; it names no days."""
    insert("PAPG Guidance", **data["course"], areas=[{"business_area": "Community safety"}])
    insert("PAPG Audience", audience_name=data["audience"])
    when = {field: data[field] for field in ("held_on", "held_as_typed")}
    for activity in data["activities"]:
        with acting_as(email("duties")):
            insert("PAPG Activity", papg_group=named(data["group"]), **when, **activity)


def brief_westminster(data: dict[str, Any]) -> None:
    """The note of January 2015 to all members of the council."""
    insert("PAPG Activity", papg_group=named(data["group"]), **data["activity"])


def quarter_back(number: int) -> FinancialPeriod:
    """The quarter so many before the one that is running."""
    found = holding(getdate(today()), QUARTER)
    for _turn in range(number):
        found = before(found)
    return found


def measure_group(group: str, data: dict[str, Any]) -> None:
    """A total over four quarters with parts that do not make it at the end, a verbal update, and activity."""
    title, unit, figures = data["total"]
    made = {title: measure(group, title, unit, data["source"])}
    record(made[title], figures, data["quarters_back"])
    for part, of_part in data["parts"]:
        made[part] = measure(group, part, unit, data["source"], part_of=made[title])
        record(made[part], of_part, data["quarters_back"])
    told, told_unit, remark = data["told"]
    last = quarter_back(data["quarters_back"][-1])
    insert(
        VALUE,
        measure=measure(group, told, told_unit, data["source"]),
        period=last.label,
        is_verbal_update=1,
        remark=remark,
    )
    corrected, figure, reason = data["correction"]
    doc = frappe.get_doc(VALUE, {"measure": made[corrected], "period": last.label})
    doc.update({"value": figure, "correction_reason": reason, "as_at": today()}).save()
    for activity in data["activities"]:
        days = {"held_on": day(activity["held"]), "valid_until": day(activity.get("valid"))}
        facts = {field: value for field, value in activity.items() if field not in ("held", "valid")}
        insert("PAPG Activity", papg_group=group, **days, **facts)


def measure(group: str, title: str, unit: str, source: str, part_of: str | None = None) -> str:
    return insert(MEASURE, papg_group=group, title=title, unit=unit, source=source, part_of=part_of).name


def record(measured: str, figures: list[str], quarters_back: list[int]) -> None:
    """A figure for each quarter, correct as at its last day."""
    for figure, number in zip(figures, quarters_back, strict=True):
        period = quarter_back(number)
        insert(VALUE, measure=measured, period=period.label, value=figure, as_at=str(period.last_day))


def do_for_priority(group: str, data: dict[str, Any]) -> None:
    """A priority that serves a requirement, and an action for it."""
    asked = {"framework": data["framework"], "code": data["requirement"]}
    priority = insert(
        "PAPG Priority",
        papg_group=group,
        number=data["number"],
        priority=data["priority"],
        agreed_actions=data["agreed_actions"],
        requirement=frappe.db.get_value("PAPG Duty Requirement", asked),
    ).name
    insert(
        "PAPG Action",
        papg_group=group,
        title=data["action"],
        papg_priority=priority,
        due_on=day(data["due"]),
        owner_email=email("secretary"),
    )
