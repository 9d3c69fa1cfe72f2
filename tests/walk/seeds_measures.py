"""A measure of each group with a figure that was corrected."""

from papg.testing.factories import make
from papg.testing.meetings import acting_as
from tests.walk.rows import Field
from tests.walk.seeds_membership import SECRETARIES, group_name

MEASURE, VALUE = "PAPG Measure", "PAPG Measure Value"


def sow(field: Field) -> None:
    """A measure, its figure with the table of corrections, and one of each to be made."""
    for letter in ("A", "B"):
        words = field.writer(MEASURE, "a measure", letter)
        texts = {name: words(name) for name in ("title", "definition", "unit", "source")}
        with acting_as(SECRETARIES[letter]):
            measure = make(MEASURE, papg_group=group_name(letter), **texts)
        field.add(MEASURE, measure.name, "a measure", letter, change={"definition": words("a change")})
        new = make(MEASURE, insert=False, papg_group=group_name(letter))
        field.add_new(MEASURE, "new", letter, new.as_dict(no_nulls=True))
        sow_value(field, letter, measure.name)


def sow_value(field: Field, letter: str, measure: str) -> None:
    words = field.writer(VALUE, "corrected", letter)
    with acting_as(SECRETARIES[letter]):
        value = make(VALUE, measure=measure, source=words("source"), remark=words("remark"))
        value.update({"value": "31", "remark": words("corrected"), "correction_reason": words("reason")})
        value.save()
    change = {"remark": words("a change"), "correction_reason": words("another reason")}
    field.add(VALUE, value.name, "corrected", letter, change=change)
    new = make(VALUE, insert=False, measure=measure, period="Q4 2015/16", papg_group=group_name(letter))
    field.add_new(VALUE, "new", letter, new.as_dict(no_nulls=True))
