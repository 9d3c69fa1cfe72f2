"""Items proposed for agendas, one of them by the partner."""

from papg.testing import cast
from papg.testing.factories import make
from papg.testing.meetings import acting_as
from tests.walk.rows import Field
from tests.walk.seeds_membership import SECRETARIES, group_name

RECORD = "PAPG Proposed Item"
OWN, BY_SECRETARY = "own proposal", "by the secretary"


def sow(field: Field) -> None:
    """Proposals of the secretary and of a member in two groups."""
    for letter, member in (("A", cast.PARTNER), ("B", cast.NEIGHBOUR)):
        propose(field, letter, OWN, member)
        propose(field, letter, BY_SECRETARY, SECRETARIES[letter])
        new = make(RECORD, insert=False, papg_group=group_name(letter))
        # Whoever makes it is who proposed it.
        field.add_new(RECORD, "new", letter, new.as_dict(no_nulls=True), when=frozenset({OWN}))


def propose(field: Field, letter: str, label: str, person: str) -> None:
    """A proposal nobody has settled."""
    words = field.writer(RECORD, label, letter)
    with acting_as(person):
        doc = make(
            RECORD,
            insert=False,
            papg_group=group_name(letter),
            title=words("title"),
            why=words("what for"),
        )
        # Partners hold no role on record types; their page asks the table instead.
        doc.insert(ignore_permissions=True)
    field.add(
        RECORD,
        doc.name,
        label,
        letter,
        whom={OWN: frozenset({person})},
        change={"state": "Declined", "settled_reason": words("a change")},
        page=f"/partner/group/{group_name(letter)}",
    )
