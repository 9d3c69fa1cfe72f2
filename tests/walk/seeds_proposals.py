"""Items proposed for agendas, by members, a partner and a deputy."""

from papg.testing import cast
from papg.testing.factories import make
from papg.testing.meetings import acting_as
from tests.walk.rows import Field
from tests.walk.seeds_membership import SECRETARIES, group_name
from tests.walk.seeds_minutes import DEPUTISED

RECORD = "PAPG Proposed Item"
OWN, BY_SECRETARY, BY_DEPUTY = "own proposal", "by the secretary", "by the deputy"
# Who stands in at a meeting of the group: to its agenda they propose as well.
DEPUTIES = {"A": frozenset({cast.DEPUTY, cast.PARTNER}), "B": frozenset()}


def sow(field: Field) -> None:
    """Proposals of the secretary and of a member in two groups, and of a deputy in one."""
    meeting = field.find("PAPG Meeting", DEPUTISED, "A")
    propose(field, "A", BY_DEPUTY, cast.DEPUTY, page=f"/partner/meeting/{meeting.name}")
    for letter, member in (("A", cast.PARTNER), ("B", cast.NEIGHBOUR)):
        propose(field, letter, OWN, member)
        propose(field, letter, BY_SECRETARY, SECRETARIES[letter])
        new = make(RECORD, insert=False, papg_group=group_name(letter))
        # Whoever makes it is who proposed it.
        values = new.as_dict(no_nulls=True)
        field.add_new(RECORD, "new", letter, values, when=frozenset({OWN}), deputies=DEPUTIES[letter])


def propose(field: Field, letter: str, label: str, person: str, page: str = "") -> None:
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
        deputies=DEPUTIES[letter],
        change={"state": "Declined", "settled_reason": words("a change")},
        page=page or f"/partner/group/{group_name(letter)}",
    )
