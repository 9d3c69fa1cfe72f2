"""Series of meetings, each still without meetings: a draft, one confirmed, and one to be planned."""

from papg.testing.factories import make
from papg.testing.meetings import acting_as
from tests.walk.rows import Field
from tests.walk.seeds_membership import SECRETARIES, group_name

SERIES = "PAPG Meeting Series"
STATUSES = {"draft": "Draft", "confirmed": "Confirmed"}


def sow(field: Field) -> None:
    """One of each in both groups."""
    for letter in ("A", "B"):
        for label, status in STATUSES.items():
            words = field.writer(SERIES, label, letter)
            texts = {name: words(name) for name in ("title", "place")}
            with acting_as(SECRETARIES[letter]):
                doc = make(SERIES, papg_group=group_name(letter), status=status, **texts)
            change = {"place": words("a change")}
            field.add(SERIES, doc.name, label, letter, when=frozenset({label}), change=change)
        new = make(SERIES, insert=False, papg_group=group_name(letter))
        field.add_new(SERIES, "new", letter, new.as_dict(no_nulls=True), when=frozenset({"draft"}))
