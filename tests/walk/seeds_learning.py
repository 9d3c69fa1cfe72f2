"""Activity of both groups, and one to be recorded."""

from papg.testing.factories import make
from papg.testing.meetings import acting_as
from tests.walk.rows import Field
from tests.walk.seeds_membership import SECRETARIES, group_name

RECORD = "PAPG Activity"


def sow(field: Field) -> None:
    """Training of each group."""
    for letter in ("A", "B"):
        words = field.writer(RECORD, "training", letter)
        texts = {name: words(name) for name in ("held_as_typed", "channel", "outcome")}
        with acting_as(SECRETARIES[letter]):
            doc = make(RECORD, papg_group=group_name(letter), **texts)
        field.add(RECORD, doc.name, "training", letter, change={"outcome": words("a change")})
        new = make(RECORD, insert=False, papg_group=group_name(letter))
        field.add_new(RECORD, "new", letter, new.as_dict(no_nulls=True))
