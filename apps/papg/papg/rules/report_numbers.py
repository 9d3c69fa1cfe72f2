"""Numbers in a report: given where none was typed, kept where one was, and never a trace of what was left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from papg.rules.wording import Sentence, _

_LAST_NUMBER = re.compile(r"((?:\d+\.)*)(\d+)\D*$")


class Numbered(NamedTuple):
    """A section, or a workstream of a duty, with the number that was typed, if any."""

    heading: str
    typed: str = ""
    is_not_public: bool = False


def next_number(number: str) -> str:
    """Return the number after another: 4 after 2/3, 4.3 after 4.2, 1 after one without figures.

    From the public examples of committee papers, whose numbers skip (Chief Executives' Group, North Yorkshire and
    York, 20 June 2013) and join (Barnet Council's progress report on the Prevent duty, 1 January 2016).
    """
    found = _LAST_NUMBER.search(number)
    return f"{found[1]}{int(found[2]) + 1}" if found else "1"


def section_numbers(typed: Sequence[str], is_automatic: bool) -> list[str]:
    """Return the number of each section.

    Decides: a number that was typed stays as it is, so numbers may skip; a section without one takes the next
    after the section before it, where sections are numbered at all. From the same public examples as
    `next_number`.

    Args:
        typed: what was typed for each section, empty where nothing was.
        is_automatic: does a section without a typed number get one?
    """
    numbers: list[str] = []
    last = ""
    for own in typed:
        number = own or (next_number(last) if is_automatic else "")
        numbers.append(number)
        last = number or last
    return numbers


def paragraph_numbers(paragraphs: Sequence[str], stored: str, shown: str) -> list[tuple[str, str]]:
    """Return the number and the text of each paragraph of a section.

    Decides: paragraphs count on from 1 within their section; one that begins with a number of the section, such
    as 4.5, takes that place, and the next ones count on from it. From the same public examples as `next_number`.

    Args:
        paragraphs: text of each paragraph.
        stored: number of the section in the whole report; empty for a section without one.
        shown: its number in this version of the report, which stands before the paragraph's.
    """
    if not stored:
        return [("", text) for text in paragraphs]
    fixed = re.compile(rf"\s*{re.escape(stored)}\.(\d+)\.?\s+")
    found, place = [], 0
    for text in paragraphs:
        own = fixed.match(text)
        place = int(own[1]) if own else place + 1
        found.append((f"{shown}.{place}", text[own.end() :] if own else text))
    return found


def label_of(heading: str) -> str:
    """Return the number a heading begins with, such as 2/3, or nothing.

    From the public example of Barnet Council's progress report on the Prevent duty (1 January 2016), "2/3 Risk
    Assessment & Action-Planning".
    """
    label = heading.partition(" ")[0]
    return label if any(letter.isdigit() for letter in label) else ""


def public_refusals(sections: Sequence[Numbered], is_automatic: bool) -> list[Sentence]:
    """Return what numbers would tell a reader of the public version of a section that was left out.

    Decides: a section that is left out has no number typed for it, and none is typed for the section after it that
    goes on counting from it; all other numbers are given anew in the public version. From the public example of
    Barnet Council's progress report (1 January 2016), a public appendix whose sources were not (own rule).
    """
    left_out = _(
        "“{0}” is left out of the public version, so its number {1} would be missing there. Take it out."
    )
    follows = _(
        "The number {1} of “{0}” shows that a section before it is left out of the public version. Take it out."
    )
    found: list[Sentence] = []
    last = last_public = ""
    numbers = section_numbers([section.typed for section in sections], is_automatic)
    for section, number in zip(sections, numbers, strict=True):
        if section.typed and section.is_not_public:
            found.append(left_out.format(section.heading, section.typed))
        elif section.typed and last != last_public and section.typed == next_number(last):
            found.append(follows.format(section.heading, section.typed))
        last = number or last
        last_public = last_public if section.is_not_public else last
    return found
