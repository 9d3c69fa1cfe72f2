"""The table of rights in a council's own words: what the page on roles and access says of each cell."""

import csv
from collections.abc import Iterator
from functools import cache

from papg.permissions import rights, roles
from papg.permissions.wiring import APP

PEOPLE = {
    "Secretary": "Secretary",
    "Chair": "Chair, deputy chair",
    "Member": "Member from the council",
    "Partner": "Partner from outside",
    "Deputy": "Deputy standing in",
    "Board": "Body it reports to",
    "Auditor": "Auditor",
    "Administrator": "Administrator",
}
WORDS = {"r": "reads", "w": "changes", "c": "adds", "d": "deletes", "l": "scores these lines"}
# What the last step of a record is called.
LAST_STEP = {
    "PAPG Terms of Reference": "brings into force",
    "PAPG Minutes": "approves, and settles as a correct record",
    "PAPG Maturity Assessment": "signs off",
    "PAPG Report": "issues",
    "PAPG Disclosure Copy": "approves, and records its release",
}
CONDITIONS = {
    "always": "Whatever state it is in.",
    "draft": "While it is being written.",
    "in force": "Once the chair brought it into force, also after a later version took its place.",
    "not issued": "Until it is issued: a meeting's agenda on its day of issue, a report when the chair issues it.",
    "issued": "From the day it was issued.",
    "in its audience": "For whoever prepared the item and for those its audience names: by name, by the seat they "
    "hold in this group, or as a stand-in for one of them at that very meeting.",
    "with chair": "While the chair reads it before it goes round.",
    "circulated": "From the chair's approval until the minutes are agreed.",
    "agreed": "Once agreed as a correct record; the text is locked.",
    "agreed for boards": "Once agreed, where the group's terms in force let the bodies above it read its minutes.",
    "as circulated": "A wording that went round, also when a correction changed it afterwards.",
    "open": "It does not come from a restricted item; an escalation, if its action does not.",
    "open and circulated": "It does not come from a restricted item, and the minutes of its meeting went round.",
    "from a restricted item": "It comes from a restricted item, and the person is in that item's audience.",
    "open and own": "It does not come from a restricted item, and the person is its owner.",
    "own and carried elsewhere": "It does not come from a restricted item, and a change of structure carried it from "
    "the group in which the person owns it to another.",
    "own": "The person was asked, or stands in at that very meeting for somebody who was.",
    "own proposal": "The person proposed it.",
    "open and to it": "It is addressed to a body the person sits on, and does not come from a restricted item.",
    "issued and to it": "It was issued, to a body the person sits on.",
    "in progress": "While it is being scored.",
    "lines given to the person": "While it is being scored: of it the lines given to the person, and nothing else. "
    "A member from the council reads the whole, and scores theirs on its form.",
    "with moderator": "While somebody who scored nothing looks it over.",
    "signed off": "Once signed off; it is frozen.",
    "not approved": "While it is being prepared, and until a chair approves it.",
    "confirmed": "Once the secretary has confirmed the dates of the series, also after it ended.",
    "council-wide": "Of the whole council; it belongs to no group.",
}
NEVER = {"cancel": "withdrawn", "amend": "reopened", "share": "shared with somebody", "email": "sent by mail"}


def lines(record: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Conditions of a record type in the order of the table, each with the letters of each position."""
    found: dict[str, dict[str, str]] = {}
    for grant in rights.written():
        if grant.record == record:
            found.setdefault(grant.when, {})[grant.position] = grant.letters
    yield from found.items()


def said(record: str, letters: str) -> str:
    """Letters of a cell in words."""
    words = {**WORDS, "s": LAST_STEP.get(record, "")}
    return ", ".join(words[letter] for letter in letters if words[letter])


@cache
def plain_names() -> dict[str, str]:
    """What people call each record type."""
    with (APP / "translations" / "en-GB.csv").open(newline="") as file:
        return {row[0]: row[1] for row in csv.reader(file) if row}


def table_of(record: str) -> list[str]:
    """One record type: who may do what, by condition."""
    found = list(lines(record))
    people = [position for position in rights.POSITIONS if any(position in cells for _when, cells in found)]
    heads = [when[0].upper() + when[1:] for when, _cells in found]
    rows = [
        [PEOPLE[position], *(said(record, cells.get(position, "")) or "–" for _when, cells in found)]
        for position in people
    ]
    return [f"### {plain_names()[record]}", "", *as_table(["Who", *heads], rows), ""]


def as_table(heads: list[str], rows: list[list[str]]) -> list[str]:
    """A table as the page writes it."""
    return [
        f"| {' | '.join(heads)} |",
        "|---" * len(heads) + "|",
        *(f"| {' | '.join(row)} |" for row in rows),
    ]


def for_position(position: str) -> list[str]:
    """What a position gives, record by record."""
    rows = []
    for record in rights.shipped():
        for when, cells in lines(record):
            if rights.is_scoped(record) and cells.get(position):
                rows.append([plain_names()[record], said(record, cells[position]), when])
    return as_table(["Record", "May", "When"], rows)


def nobody() -> list[str]:
    """What the table gives to nobody."""
    others = [record for record in rights.shipped() if not is_for_all(record)]
    kept = [record for record in others if not list(rights.granting(record, "delete"))]
    unread = [record for record in others if not granted(record, "Administrator")]
    *most, last = NEVER.values()
    return [
        f"- No record is {', '.join(most)} or {last} by the software, whoever asks.",
        f"- Nobody deletes: {named(kept)}.",
        "- Nobody reads a record of a group in which they hold no position, unless a line above says so.",
        f"- The administrator reads none of these: {named(unread)}.",
    ]


def granted(record: str, position: str) -> bool:
    """Does the table give a position anything on a kind of record?"""
    return any(grant.record == record and grant.position == position for grant in rights.written())


def named(records: list[str]) -> str:
    """Kinds of record in a row, as people call them."""
    return ", ".join(plain_names()[record].lower() for record in records)


def is_for_all(record: str) -> bool:
    """Is it a list of the whole council that every position reads?"""
    return record in rights.council_wide() and granted(record, "Member")


def by_role() -> list[str]:
    """Which position brings which role."""
    rows = [[PEOPLE[position], f"`{role}`"] for position, role in roles.BY_POSITION.items()]
    return as_table(["Position held today", "Role"], rows)
