"""When two records speak of the same person."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """A person as records name them: by account, by e-mail address, or by both."""

    user: str | None = None
    email: str | None = None

    @property
    def identifiers(self) -> frozenset[str]:
        """Every name that tells this person from others, spelt one way."""
        return frozenset(identifier for name in (self.user, self.email) if (identifier := plain(name)))


def plain(name: str | None) -> str:
    """Return a name as it is compared: without outer or doubled spaces, without regard to capitals."""
    return " ".join((name or "").split()).casefold()


def is_same_person(first: Person | str | None, second: Person | str | None) -> bool:
    """Say whether both name one person.

    Decides: a person is known by account or, without one, by e-mail address, so one shared identifier is
    enough and capitals do not matter. Nobody is never the same as anybody. From the Protect & Prepare Groups
    guidance, Action Plans (progress is checked by someone other than the one who reports it) and Minutes (for
    the purposes of audit).
    """
    return bool(_identifiers(first) & _identifiers(second))


def _identifiers(person: Person | str | None) -> frozenset[str]:
    known = person if isinstance(person, Person) else Person(user=person)
    return known.identifiers
