"""What a group watches: a line of the history of the threat level."""

from papg.testing.factories import make
from tests.walk.rows import Field

LEVEL = "PAPG Threat Level"


def sow(field: Field) -> None:
    """What belongs to the council."""
    sow_level(field)


def sow_level(field: Field) -> None:
    """A line of a time before every other, and one to be entered."""
    words = field.writer(LEVEL, "a line")
    doc = make(LEVEL, level="LOW", effective_on="1970-06-14", source=words("source"), notes=words("notes"))
    field.add(LEVEL, doc.name, "a line", change={"notes": words("a change")})
    source = field.writer(LEVEL, "a new line")("source")
    new = make(LEVEL, insert=False, level="LOW", effective_on="1971-06-14", source=source)
    field.add_new(LEVEL, "a new line", "", new.as_dict(no_nulls=True))
