"""Holds on groups: one of each group, and one to be placed."""

from frappe.utils import add_days, today

from papg.testing.factories import make
from papg.testing.meetings import acting_as
from tests.walk.rows import Field
from tests.walk.seeds_membership import SECRETARIES, group_name

HOLD = "PAPG Hold"


def sow(field: Field) -> None:
    """A hold each secretary has placed, which may be lifted on a day to come."""
    for letter in ("A", "B"):
        label = "a hold"
        words = field.writer(HOLD, label, letter)
        with acting_as(SECRETARIES[letter]):
            doc = make(HOLD, papg_group=group_name(letter), reason=words("reason"))
        field.add(HOLD, doc.name, label, letter, change={"lifted_on": add_days(today(), 30)})
        new = make(HOLD, insert=False, papg_group=group_name(letter))
        field.add_new(HOLD, "new", letter, new.as_dict(no_nulls=True))
