"""Changes of structure: a proposal of each group, and one that is to be made."""

from papg.testing.factories import make
from papg.testing.meetings import acting_as
from tests.walk.rows import Field
from tests.walk.seeds_membership import SECRETARIES, group_name

CHANGE = "PAPG Structure Change"


def sow(field: Field) -> None:
    """One that stands in both groups, whose text its writers may change; and one to be proposed."""
    for letter in ("A", "B"):
        label = "proposed"
        words = field.writer(CHANGE, label, letter)
        texts = {name: words(name) for name in ("title", "deciding_body", "reasons", "benefits", "decision")}
        steps = [{"kind": "Closes", "concerned_group": group_name(letter)}]
        with acting_as(SECRETARIES[letter]):
            doc = make(CHANGE, papg_group=group_name(letter), steps=steps, **texts)
        field.add(CHANGE, doc.name, label, letter, change={"benefits": words("a change")})
        new = make(CHANGE, insert=False, papg_group=group_name(letter))
        field.add_new(CHANGE, "new", letter, new.as_dict(no_nulls=True))
