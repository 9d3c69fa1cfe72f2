"""What a change of structure may touch, as the rules take it, and what it does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from papg.rules.people import Person
from papg.rules.periods import Period
from papg.rules.structure import Group
from papg.rules.wording import Sentence

GROUP, LINE, MEMBERSHIP = "PAPG Group", "PAPG Reporting Line", "PAPG Member"
ACTION, ESCALATION, TERMS = "PAPG Action", "PAPG Escalation", "PAPG Terms of Reference"


@dataclass(frozen=True)
class Line:
    """A reporting line to a body."""

    name: str
    group: str
    body: str


@dataclass(frozen=True)
class Row:
    """A row of membership. `post` is the group and the position it follows, `areas` the areas of its seats."""

    name: str
    group: str
    position: str
    period: Period
    person: Person = field(default_factory=Person)
    post: tuple[str, str] | None = None
    areas: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Work:
    """An open action, or an open escalation of one; none that comes from a restricted item.

    `owner` is a row of membership, `address` what names the owner in its place. `action` is what an escalation is of,
    `to` the body it is addressed to.
    """

    name: str
    group: str
    area: str = ""
    owner: str = ""
    address: str = ""
    action: str = ""
    to: str = ""


@dataclass(frozen=True)
class Facts:
    """Everything a change of structure may touch, as it stands.

    `items` are standing items by group, `meetings` how many are planned after the last day of a group.
    """

    groups: Mapping[str, Group]
    lines: Sequence[Line] = ()
    members: Sequence[Row] = ()
    actions: Sequence[Work] = ()
    escalations: Sequence[Work] = ()
    items: Mapping[str, Sequence[str]] = field(default_factory=dict)
    meetings: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Change:
    """A field of a record that gets another value; a `New` stands for the record that is made of it."""

    record: str
    name: str
    field: str
    old: object
    new: object


@dataclass(frozen=True)
class New:
    """A record that is made: in which group, and from which row or what it follows."""

    record: str
    group: str
    source: str = ""
    post: tuple[str, str] | None = None
    position: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """All a change does, and the same in words."""

    changes: tuple[Change, ...] = ()
    made: tuple[New, ...] = ()
    said: tuple[Sentence, ...] = ()
