"""Holds on groups, one of each and one to be placed; and a rule in force, with something long past it."""

from frappe.utils import add_days, today

from papg.testing.factories import make
from papg.testing.meetings import acting_as
from tests.walk.rows import Field
from tests.walk.seeds_membership import SECRETARIES, group_name

HOLD = "PAPG Hold"
RULE = "PAPG Retention Rule"
PAST = "PAPG Activity"
LONG_AGO = "2001-06-14"
OF_A_YEAR = {
    "record_class": "Activities",
    "trigger_event": "Activity held",
    "period_years": 1,
    "action": "Delete",
    "is_active": 1,
}


def sow(field: Field) -> None:
    """Holds, and what may be disposed of; only a group without a hold has anything of that."""
    sow_holds(field)
    sow_due(field)


def sow_due(field: Field) -> None:
    """A rule in force, and an activity of a third group long past it."""
    words = field.writer(RULE, "in force")
    doc = make(RULE, title=words("title"), why=words("why"), **OF_A_YEAR)
    field.add(RULE, doc.name, "in force", change={"why": words("a change")})
    words = field.writer(PAST, "long past", "D")
    past = make(PAST, papg_group=group_name("D"), held_on=LONG_AGO, outcome=words("outcome"))
    field.add(PAST, past.name, "long past", "D", is_aside=True)


def sow_holds(field: Field) -> None:
    """A hold each secretary has placed, which may be lifted on a day to come."""
    for letter in ("A", "B"):
        label = "a hold"
        words = field.writer(HOLD, label, letter)
        with acting_as(SECRETARIES[letter]):
            doc = make(HOLD, papg_group=group_name(letter), reason=words("reason"))
        field.add(HOLD, doc.name, label, letter, change={"lifted_on": add_days(today(), 30)})
        new = make(HOLD, insert=False, papg_group=group_name(letter))
        field.add_new(HOLD, "new", letter, new.as_dict(no_nulls=True))
