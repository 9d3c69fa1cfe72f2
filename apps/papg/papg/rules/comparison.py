"""What differs between two versions of minutes, item by item and in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from papg.rules.wording import Sentence, _

BEFORE = 4
"""Words that say where something was added."""


@dataclass(frozen=True)
class Entry:
    """One item of a version, its text without tags."""

    number: int
    title: str
    text: str


@dataclass(frozen=True)
class Difference:
    """What became of one item, named as in the newer version."""

    number: int
    title: str
    said: tuple[Sentence, ...]


def differences(older: Iterable[Entry], newer: Iterable[Entry]) -> list[Difference]:
    """Return what differs between two versions, by the numbers of the items; items that read the same are left out.

    Decides: items are told apart by their number; texts are compared word by word, and spaces and tags are none.
    From the Protect & Prepare Groups guidance, Minutes (for the purposes of audit, how meetings are recorded).
    """
    was, now = ({entry.number: entry for entry in entries} for entries in (older, newer))
    found = []
    for number in sorted({*was, *now}):
        said = tuple(_of_item(was.get(number), now.get(number)))
        if said:
            found.append(Difference(number, (now.get(number) or was[number]).title, said))
    return found


def _of_item(was: Entry | None, now: Entry | None) -> Iterator[Sentence]:
    if was is None:
        yield _("This item was added.")
    elif now is None:
        yield _("This item was taken out.")
        return
    elif was.title != now.title:
        yield _("The item was called “{0}” and is called “{1}”.").format(was.title, now.title)
    yield from _of_texts(was.text.split() if was else [], now.text.split() if now else [])


def _of_texts(was: Sequence[str], now: Sequence[str]) -> Iterator[Sentence]:
    for what, start, end, new_start, new_end in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        gone, come = " ".join(was[start:end]), " ".join(now[new_start:new_end])
        if what == "replace":
            yield _("“{0}” became “{1}”.").format(gone, come)
        elif what == "delete":
            yield _("“{0}” was taken out.").format(gone)
        elif what == "insert":
            place = " ".join(now[max(0, new_start - BEFORE) : new_start])
            yield _added(come, place)


def _added(come: str, place: str) -> Sentence:
    if not place:
        return _("“{0}” was added at the beginning.").format(come)
    return _("“{0}” was added after “{1}”.").format(come, place)
