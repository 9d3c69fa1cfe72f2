"""Actions and priorities: open ones, one's own, and those that come from restricted items."""

from frappe.utils import add_days, today

from papg.actions import repeating
from papg.testing import cast
from papg.testing.factories import make
from papg.testing.meetings import acting_as
from tests.walk.rows import Field, Row
from tests.walk.seeds_membership import SECRETARIES, group_name

RESTRICTED = "from a restricted item"
VENUE = "venue.manager@square.example"


def sow(field: Field) -> None:
    """Actions of both groups by owner and source, and a priority of each."""
    a = {"owner_member": cast.member(cast.MEMBER)}
    sow_action(field, "A", "open, of a member", cast.MEMBER, **a)
    sow_action(field, "A", "open, of a partner", cast.PARTNER, owner_member=cast.member(cast.PARTNER))
    sow_action(field, "A", "open, of somebody of another group", cast.NEIGHBOUR, owner_email=cast.NEIGHBOUR)
    sow_action(field, "A", "open, of somebody without an account", VENUE, owner_email=VENUE)
    sow_repeating(field)
    sow_action(field, "B", "open", cast.NEIGHBOUR, owner_member=cast.member(cast.NEIGHBOUR, "B"))
    sow_carried(field, "A", cast.NEIGHBOUR, "B")
    sow_carried(field, "B", cast.PARTNER, "A")
    for letter in ("A", "B"):
        for item in field.of("PAPG Restricted Item"):
            if item.group == letter and item.label in (
                "for a partner",
                "of another secretary",
                "for a member",
            ):
                sow_restricted(field, item)
        sow_priority(field, letter)
        values = make("PAPG Action", insert=False, papg_group=group_name(letter))
        field.add_new("PAPG Action", "new", letter, values.as_dict(no_nulls=True), when=frozenset({"open"}))


def sow_action(field: Field, letter: str, label: str, owner: str, **fields: str) -> None:
    """An open action."""
    with acting_as(SECRETARIES[letter]):
        doc = make("PAPG Action", papg_group=group_name(letter), **fields, **texts(field, letter, label))
    doc.db_set("due_on", add_days(today(), -1))
    note(field, doc.name, letter, label, frozenset({"open"}), {"open and own": frozenset({owner})})


def sow_carried(field: Field, letter: str, owner: str, group: str) -> None:
    """An open action a change of structure carried here from another group, where its owner still is."""
    label = "open, carried from another group"
    with acting_as(SECRETARIES[letter]):
        doc = make("PAPG Action", papg_group=group_name(letter), **texts(field, letter, label))
    doc.db_set({"owner_member": cast.member(owner, group), "due_on": add_days(today(), -1)})
    whom = {"own and carried elsewhere": frozenset({owner})}
    note(field, doc.name, letter, label, frozenset({"open"}), whom)


def sow_repeating(field: Field) -> None:
    """An action that comes again, set by its secretary."""
    label = "open, repeating"
    sow_action(field, "A", label, cast.MEMBER, owner_member=cast.member(cast.MEMBER))
    with acting_as(cast.SECRETARY):
        repeating.repeat(field.find("PAPG Action", label, "A").name, "Monthly")


def sow_restricted(field: Field, item: Row) -> None:
    """An action raised under a restricted item by whoever prepared it."""
    label = f"from the item {item.label}"
    with acting_as(item.values["prepared_by"]):
        doc = make(
            "PAPG Action",
            papg_group=group_name(item.group),
            restricted_item=item.name,
            **texts(field, item.group, label),
        )
    note(field, doc.name, item.group, label, frozenset(), {RESTRICTED: item.whom["in its audience"]})
    values = make("PAPG Action", insert=False, papg_group=group_name(item.group), restricted_item=item.name)
    field.add_new(
        "PAPG Action",
        f"new, {label}",
        item.group,
        values.as_dict(no_nulls=True),
        whom={RESTRICTED: item.whom["in its audience"]},
    )


def texts(field: Field, letter: str, label: str) -> dict[str, object]:
    """Words for every text of an action, its tables included."""
    words = field.writer("PAPG Action", label, letter)
    single = {name: words(name) for name in ("title", "description", "evidence")}
    return {**single, "updates": [{"noted_on": "2026-06-14", "note": words("note")}]}


def note(field: Field, name: str, letter: str, label: str, when: frozenset[str], whom: dict) -> None:
    words = field.writer("PAPG Action", label, letter)
    field.add(
        "PAPG Action",
        name,
        label,
        letter,
        when=when,
        whom=whom,
        change={"obstacle": words("a change")},
        page=f"/partner/actions/{name}",
    )


def sow_priority(field: Field, letter: str) -> None:
    """A priority, and one to be made."""
    label = "a priority"
    words = field.writer("PAPG Priority", label, letter)
    values = {"papg_group": group_name(letter), "number": 7, "period": "2026"}
    with acting_as(SECRETARIES[letter]):
        doc = make(
            "PAPG Priority", **values, priority=words("priority"), agreed_actions=words("agreed_actions")
        )
    field.add("PAPG Priority", doc.name, label, letter, change={"agreed_actions": words("a change")})
    new = make("PAPG Priority", insert=False, **{**values, "number": 8})
    field.add_new("PAPG Priority", "new", letter, new.as_dict(no_nulls=True))
