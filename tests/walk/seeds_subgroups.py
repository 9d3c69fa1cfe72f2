"""A subgroup of the first group in which nobody of the walk sits: what is held above opens nothing in it."""

from papg.testing import cast
from papg.testing.factories import JOINED_ON, make
from tests.walk import seeds_membership
from tests.walk.people import GROUP_S
from tests.walk.rows import Field

LETTER = "S"


def sow(field: Field) -> None:
    """The subgroup with words of its own, a member of the group above, and an action."""
    label = "the subgroup"
    words = field.writer("PAPG Group", label, LETTER)
    texts = {name: words(name) for name in ("purpose", "lead")}
    above = {"parent_papg_group": cast.group("A"), "authority": cast.COUNCIL}
    group = make("PAPG Group", group_name=GROUP_S, group_type="Subgroup", **above, **texts)
    field.add("PAPG Group", group.name, label, LETTER, change={"lead": words("a change")})
    sow_member(field, group.name)
    label = "of the subgroup"
    words = field.writer("PAPG Action", label, LETTER)
    texts = {name: words(name) for name in ("title", "description")}
    action = make("PAPG Action", papg_group=group.name, **texts)
    change = {"title": words("a change")}
    field.add("PAPG Action", action.name, label, LETTER, when=frozenset({"open"}), change=change)


def sow_member(field: Field, group: str) -> None:
    """The adviser of the group above sits on the subgroup as well."""
    label = "a member of the subgroup"
    words = field.writer("PAPG Member", label, LETTER)
    doc = make(
        "PAPG Member",
        papg_group=group,
        full_name=words("full_name"),
        email="adviser.a@harbour.example",
        organisation=seeds_membership.ORGANISATIONS["A"],
        position="Adviser",
        joined_on=JOINED_ON,
    )
    field.add("PAPG Member", doc.name, label, LETTER, change={"contribution": words("a change")})
