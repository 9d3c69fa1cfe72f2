"""What is taken out of a copy of minutes: finding a passage however it is written, and putting a mark in its place."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from papg.rules.wording import _

SHORTEST = 3
_SAME = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032`\u00b4", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u2033\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
}


@dataclass(frozen=True)
class Passage:
    """Words to be taken out wherever they stand, and the section they are withheld under."""

    text: str
    section: str


@dataclass(frozen=True)
class Cut:
    """A stretch of a text that goes, from one place up to another, and the sections it is withheld under."""

    start: int
    end: int
    sections: tuple[str, ...]


def mark(sections: Sequence[str]) -> str:
    """Return what stands in place of withheld words: the law and nothing about the words.

    From the Freedom of Information Act 2000, section 17(1), the Freedom of Information (Scotland) Act 2002, section
    16(1), and regulations 14(3) and 13 of the regulations: a refusal names the exemption or exception relied on.
    """
    return _("[Withheld under {0}]").format(_(" and ").join(sections))


def plain(text: str) -> str:
    """Return a text as it is compared: spelling of capitals, quotes, dashes, accents and spaces does not matter.

    Own rule, under the paragraphs named at `mark`.
    """
    return "".join(character for character, _place in _folded(text)).strip()


def cuts(text: str, passages: Iterable[Passage]) -> list[Cut]:
    """Return the stretches of a text that go, first to last; those that touch or overlap are one.

    Decides: a passage is found in any capitals, across line breaks, with straight or curly quotes, any dash, any
    space, with or without accents. Where it is part of a longer word the whole word goes, because the rest would
    give it away. Own rule, under the paragraphs named at `mark`.
    """
    folded = _folded(text)
    compared = "".join(character for character, _place in folded)
    found: list[Cut] = []
    for passage in passages:
        wanted = plain(passage.text)
        start = compared.find(wanted) if wanted else -1
        while start >= 0:
            first, last = folded[start][1], folded[start + len(wanted) - 1][1]
            found.append(_whole_words(text, first, last + 1, passage.section))
            start = compared.find(wanted, start + 1)
    return _merged(found)


def holds(text: str, passage: str) -> bool:
    """Say whether a passage stands in a text in any of the ways `cuts` finds it; own rule, paragraphs at `mark`."""
    wanted = plain(passage)
    return bool(wanted) and wanted in plain(text)


def is_long_enough(passage: str) -> bool:
    """Say whether a passage can be told from other words: three letters or figures at least.

    Own rule, under the paragraphs named at `mark`.
    """
    return sum(character.isalnum() for character in plain(passage)) >= SHORTEST


def redacted(text: str, passages: Iterable[Passage]) -> str:
    """Return a text with a mark in place of each passage. Own rule, under the paragraphs named at `mark`."""
    parts, place = [], 0
    for cut in cuts(text, passages):
        parts += [text[place : cut.start], mark(cut.sections)]
        place = cut.end
    return "".join([*parts, text[place:]])


def _folded(text: str) -> list[tuple[str, int]]:
    """Each character as it is compared, with its place in the text; runs of spaces count as one space."""
    folded: list[tuple[str, int]] = []
    for place, written in enumerate(text):
        for character in unicodedata.normalize("NFKD", _SAME.get(written, written)).casefold():
            kind = unicodedata.category(character)
            if character.isspace() or kind.startswith("Z"):
                if not folded or folded[-1][0] != " ":
                    folded.append((" ", place))
            elif kind not in ("Mn", "Cf", "Cc"):
                folded.append((_SAME.get(character, character), place))
    return folded


def _whole_words(text: str, start: int, end: int, section: str) -> Cut:
    if text[start].isalnum():
        while start and _continues(text[start - 1]):
            start -= 1
    if text[end - 1].isalnum():
        while end < len(text) and _continues(text[end]):
            end += 1
    return Cut(start, end, (section,))


def _continues(character: str) -> bool:
    """Does a character belong to the word beside it? Accents and joiners written as characters of their own do."""
    return character.isalnum() or unicodedata.category(character) in ("Mn", "Cf")


def _merged(found: Iterable[Cut]) -> list[Cut]:
    merged: list[Cut] = []
    for cut in sorted(found, key=lambda each: (each.start, each.end)):
        if merged and cut.start <= merged[-1].end:
            last = merged.pop()
            sections = tuple(dict.fromkeys((*last.sections, *cut.sections)))
            merged.append(Cut(last.start, max(last.end, cut.end), sections))
        else:
            merged.append(cut)
    return merged
