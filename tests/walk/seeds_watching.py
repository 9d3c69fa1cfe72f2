"""What a group watches: the history of the threat level, and of each group referrals and its registers."""

from frappe.utils import add_days, today

from papg.testing.factories import make
from papg.testing.meetings import acting_as
from tests.walk.rows import Field
from tests.walk.seeds_membership import SECRETARIES, group_name

LEVEL = "PAPG Threat Level"
REFERRAL = "PAPG Referral"
REGISTER = "PAPG Restricted Document"
PREMISES = "PAPG Premises"


def sow(field: Field) -> None:
    """What belongs to the council, and what each group has."""
    sow_level(field)
    for letter in ("A", "B"):
        sow_referral(field, letter)
        sow_document(field, letter)
        sow_premises(field, letter)


def sow_level(field: Field) -> None:
    """A line of a time before every other, and one to be entered."""
    words = field.writer(LEVEL, "a line")
    doc = make(LEVEL, level="LOW", effective_on="1970-06-14", source=words("source"), notes=words("notes"))
    field.add(LEVEL, doc.name, "a line", change={"notes": words("a change")})
    source = field.writer(LEVEL, "a new line")("source")
    new = make(LEVEL, insert=False, level="LOW", effective_on="1971-06-14", source=source)
    field.add_new(LEVEL, "a new line", "", new.as_dict(no_nulls=True))


def sow_referral(field: Field, letter: str) -> None:
    """An event of a group an adviser was asked about, and one to be referred."""
    words = field.writer(REFERRAL, "an event", letter)
    texts = {name: words(name) for name in ("title", "reference", "place", "asked_of", "advice", "outcome")}
    days = {"asked_on": today(), "advised_on": today(), "happens_on": add_days(today(), 30)}
    with acting_as(SECRETARIES[letter]):
        doc = make(REFERRAL, papg_group=group_name(letter), **texts, **days)
    field.add(REFERRAL, doc.name, "an event", letter, change={"outcome": words("a change")})
    new = make(REFERRAL, insert=False, papg_group=group_name(letter))
    field.add_new(REFERRAL, "new", letter, new.as_dict(no_nulls=True))


def sow_document(field: Field, letter: str) -> None:
    """A document somebody was shown, and one to be registered."""
    words = field.writer(REGISTER, "a document", letter)
    texts = {name: words(name) for name in ("title", "reference", "edition", "originator", "held_at")}
    holders = [{"holder": words("holder"), "how": "Holds a copy", "shown_on": today()}]
    with acting_as(SECRETARIES[letter]):
        doc = make(REGISTER, papg_group=group_name(letter), holders=holders, **texts)
    field.add(REGISTER, doc.name, "a document", letter, change={"held_at": words("a change")})
    new = make(REGISTER, insert=False, papg_group=group_name(letter))
    field.add_new(REGISTER, "new", letter, new.as_dict(no_nulls=True))


def sow_premises(field: Field, letter: str) -> None:
    """Premises on the register, and some to be registered."""
    words = field.writer(PREMISES, "premises", letter)
    names = ("title", "address", "why_not", "responsible_post", "responsible_organisation", "number_source")
    with acting_as(SECRETARIES[letter]):
        doc = make(PREMISES, papg_group=group_name(letter), **{name: words(name) for name in names})
    field.add(PREMISES, doc.name, "premises", letter, change={"address": words("a change")})
    new = make(PREMISES, insert=False, papg_group=group_name(letter))
    field.add_new(PREMISES, "new", letter, new.as_dict(no_nulls=True))
