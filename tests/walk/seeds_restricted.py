"""Items of Part 2 for different audiences, and decisions that come from them."""

from typing import Any

from papg.testing import cast
from papg.testing.factories import listed_name, make
from papg.testing.meetings import acting_as
from tests.walk import seeds_meetings
from tests.walk.rows import Field, Row
from tests.walk.seeds_membership import CHAIRS_AREA, SECRETARIES
from tests.walk.seeds_minutes import BY_PARTNER, DEPUTISED

AUDIENCE = "in its audience"
SOURCE = "from a restricted item"
ITEM = "PAPG Restricted Item"


def sow(field: Field) -> None:
    """Items by audience. Whoever prepared one is always in it."""
    for_chair = {"audience": [{"member": cast.member(cast.CHAIR)}]}
    seat = listed_name("PAPG Business Area", area_name=CHAIRS_AREA)
    partner = sow_item(
        field, "A", "circulated", "for a partner", {cast.PARTNER}, audience=of_member(cast.PARTNER)
    )
    sow_item(field, "A", "circulated", "for nobody", set())
    sow_item(field, "A", "circulated", "for a seat", {cast.CHAIR}, audience=[{"business_area": seat}])
    other = sow_item(field, "A", "circulated", "of another secretary", set(), cast.INTEGRATION)
    # The partner stands in for the chair, but at another meeting than this.
    sow_item(field, "A", "circulated", "for the chair", {cast.CHAIR}, **for_chair)
    sow_item(field, "A", BY_PARTNER, "for a deputised chair", {cast.CHAIR, cast.PARTNER}, **for_chair)
    present = {cast.MEMBER, cast.DEPUTY}
    sow_item(field, "A", DEPUTISED, "for a deputised member", present, audience=of_member(cast.MEMBER))
    foreign = sow_item(
        field, "B", "circulated", "for a member", {cast.NEIGHBOUR}, audience=of_member(cast.NEIGHBOUR, "B")
    )
    sow_item(field, "B", "circulated", "for nobody", set())
    for item in (partner, other, foreign):
        decide(field, item)
    for letter in ("A", "B"):
        meeting = field.find("PAPG Meeting", seeds_meetings.ISSUED, letter)
        new = make(ITEM, insert=False, meeting=meeting.name)
        field.add_new(ITEM, "new", letter, new.as_dict(no_nulls=True), when=frozenset({AUDIENCE}))


def of_member(user: str, letter: str = "A") -> list[dict[str, str]]:
    """An audience of one member."""
    return [{"member": cast.member(user, letter)}]


def sow_item(
    field: Field, letter: str, sitting: str, label: str, audience_of: set[str], by: str = "", **fields: Any
) -> Row:
    """One restricted item with a paper.

    Args:
        field: Where it is noted.
        letter: Group.
        sitting: Label of the meeting.
        label: What it is.
        audience_of: Accounts in the audience beside the preparer.
        by: Account of the preparer; the secretary when left out.
        fields: Values of the item.
    """
    meeting = field.find("PAPG Meeting", sitting, letter)
    words = field.writer(ITEM, label, letter)
    preparer = by or SECRETARIES[letter]
    texts = {"title": words("title"), "discussion": f"<p>{words('discussion')}</p>"}
    with acting_as(preparer):
        doc = make(ITEM, meeting=meeting.name, **texts, **fields)
        if preparer != cast.INTEGRATION:  # other systems send no files
            seeds_meetings.add_paper(field, doc, label, letter)
    return field.add(
        ITEM,
        doc.name,
        label,
        letter,
        whom={AUDIENCE: frozenset({preparer, *audience_of})},
        deputies=meeting.deputies,
        change={"discussion": f"<p>{words('a change')}</p>"},
        page=f"/partner/meeting/{meeting.name}",
        values={"prepared_by": preparer, "meeting": meeting.name},
    )


def decide(field: Field, item: Row) -> None:
    """A decision under a restricted item, and one to be made."""
    label = f"from the item {item.label}"
    words = field.writer("PAPG Decision", label, item.group)
    source = {"meeting": item.values["meeting"], "restricted_item": item.name}
    whom = {SOURCE: item.whom[AUDIENCE]}
    with acting_as(item.values["prepared_by"]):
        doc = make("PAPG Decision", **source, decision=words("decision"))
    minutes = field.find("PAPG Minutes", "circulated", item.group)
    field.add(
        "PAPG Decision",
        doc.name,
        label,
        item.group,
        whom=whom,
        attempt={"decision": words("an attempt")},
        page=minutes.page,
    )
    new = make("PAPG Decision", insert=False, **source)
    field.add_new("PAPG Decision", f"new, {label}", item.group, new.as_dict(no_nulls=True), whom=whom)
