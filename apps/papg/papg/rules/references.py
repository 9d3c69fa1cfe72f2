"""How meetings and what was done at them are quoted: a number that runs through the year."""

from __future__ import annotations

from collections.abc import Iterable

from papg.rules.wording import Sentence, _


def next_number(references: Iterable[str], year: int) -> int:
    """Return the number the next meeting of a year gets, after the references given in it so far.

    Decides: numbers run through a calendar year and begin anew with the next; one that was given is never given
    again, so the meeting after a cancelled one takes the next number. From the Protect & Prepare Groups guidance,
    Minutes (for the purposes of audit).
    """
    of_year = f"{year}/"
    rests = (reference.removeprefix(of_year) for reference in references if reference.startswith(of_year))
    return max((int(rest) for rest in rests if rest.isdecimal()), default=0) + 1


def of_meeting(year: int, number: int) -> str:
    """Return how a meeting is quoted: its year and its number in it, such as 2026/4.

    From the Protect & Prepare Groups guidance, Minutes (for the purposes of audit).
    """
    return f"{year}/{number}"


def in_words(reference: str, item_number: int = 0) -> Sentence | None:
    """Return how a meeting or one of its items is named in a sentence; None for a meeting without a number yet.

    From the Protect & Prepare Groups guidance, Minutes (for the purposes of audit).
    """
    if not reference:
        return None
    if not item_number:
        return _("Meeting {0}").format(reference)
    return _("Item {0} of meeting {1}").format(item_number, reference)
