"""Subgroups: whom they are made of, how the group above hears of them, and when they are over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from papg.rules.due_dates import govuk_date
from papg.rules.membership import GoodPracticeWarning, Membership
from papg.rules.people import Person, is_same_person, plain
from papg.rules.periods import Period
from papg.rules.wording import Sentence, Verdict, _, listed, unless

SUBGROUP = "Subgroup"
PROPOSED = "Proposed"
DISSOLVED = "Dissolved"
GUIDANCE = "Protect & Prepare Groups guidance, Terms of Reference"
UNDER = "subgroups"
LAST = "any other business"


@dataclass(frozen=True)
class Subgroup:
    """A subgroup as its record has it. `ends_on` is the day planned, `dissolved_on` the last day there was."""

    group_name: str
    has_parent: bool = True
    purpose: str = ""
    lead: str = ""
    status: str = "Active"
    established_on: date | None = None
    ends_on: date | None = None
    dissolved_on: date | None = None


def check_subgroup(subgroup: Subgroup) -> Verdict:
    """Say whether a subgroup can be stored: it is under a group, and is not to end before it begins.

    From the Protect & Prepare Groups guidance, Terms of Reference, Consideration 3 (subgroups).
    """
    alone = _("{0} is a subgroup: choose the group it is part of.").format(subgroup.group_name)
    begins, ends = subgroup.established_on, subgroup.ends_on
    early = _("{0} is to end on {1}, before it is established on {2}. Correct one of them.")
    return Verdict.of(
        unless(subgroup.has_parent, alone),
        early.format(subgroup.group_name, govuk_date(ends), govuk_date(begins))
        if begins and ends and ends < begins
        else None,
    )


def subgroup_warnings(subgroup: Subgroup, day: date) -> list[GoodPracticeWarning]:
    """Return what is left to say about a subgroup, and that it goes on past the day it was to end.

    Decides: purpose, lead and an end are named, and the end day itself is still in time. From the Protect & Prepare
    Groups guidance, Terms of Reference, Consideration 3 (subgroups).
    """
    named = (
        (_("a purpose"), subgroup.purpose),
        (_("a lead"), subgroup.lead),
        (_("an end"), subgroup.ends_on),
    )
    lacking = [words for words, value in named if not value]
    found = []
    if lacking:
        sentence = _("The subgroup lacks {0}. Enter what it is for, who leads it and when it is to end.")
        found.append(_warning("subgroup-incomplete", subgroup, sentence.format(listed(lacking))))
    if subgroup.ends_on and subgroup.ends_on < day and subgroup.status != DISSOLVED:
        sentence = _(
            "The subgroup was to end on {0} and is still open. Close it with its outcome, or enter a later day."
        )
        found.append(_warning("subgroup-overdue", subgroup, sentence.format(govuk_date(subgroup.ends_on))))
    return found


def is_open_on(subgroup: Subgroup, day: date) -> bool:
    """Say whether a subgroup works on a day: once established, until it is closed, whatever end was planned.

    From the Protect & Prepare Groups guidance, Terms of Reference, Consideration 3 (subgroups).
    """
    return subgroup.status != PROPOSED and Period(subgroup.established_on, subgroup.dissolved_on).includes(
        day
    )


def followed(
    titles: Sequence[str], reports: Sequence[str], over: Iterable[str]
) -> list[tuple[int | None, str]]:
    """Return the items of an agenda with one report for each open subgroup, and none of those that are over.

    Decides: what is there keeps its order and its place; a report that lacks goes behind the item on subgroups, else
    before any other business, else to the end. From the Protect & Prepare Groups guidance, Terms of Reference,
    Considerations 3 (subgroups) and 7 (standing agenda items).

    Args:
        titles: the items as they are.
        reports: title of the report of each open subgroup.
        over: title of the report of each subgroup that is not open.

    Returns:
        The place each item had, None for one that is new, and its title.
    """
    wanted = {plain(title) for title in reports}
    gone = {plain(title) for title in over} - wanted
    kept: list[tuple[int | None, str]] = [
        (place, title) for place, title in enumerate(titles) if plain(title) not in gone
    ]
    there = {plain(title) for title in titles}
    lacking: list[tuple[int | None, str]] = [
        (None, title) for title in dict.fromkeys(reports) if plain(title) not in there
    ]
    place = _place([title for _place_before, title in kept], wanted)
    return [*kept[:place], *lacking, *kept[place:]]


def may_join(
    full_name: str,
    person: Person,
    follows_parent: bool,
    parent_name: str,
    parent: Iterable[Membership],
    on: date,
) -> Verdict:
    """Say whether somebody may sit on a subgroup from a day: members of the group above, and nobody else.

    Decides: the same person by account or address, or by the name where one of the two rows has neither; or whoever
    holds a post of the group above. From the Protect & Prepare Groups guidance, Terms of Reference, Consideration 3
    (subgroups of members).
    """
    is_there = follows_parent or any(
        row.period.includes(on) and _is_same(full_name, person, row) for row in parent
    )
    stranger = _(
        "{0} is not a member of {1} on {2}. Members of a subgroup are chosen from the group above it."
    )
    return Verdict.of(unless(is_there, stranger.format(full_name, parent_name, govuk_date(on))))


def goes_too(row: Period, on: date, sat: Verdict, sits: Verdict) -> bool:
    """Say whether a row of a subgroup ends with a day, because its person is gone from the group above.

    Decides: whoever could sit on the subgroup on that day and cannot on the day after leaves it too, unless they had
    left it by then. From the Protect & Prepare Groups guidance, Terms of Reference, Consideration 3 (subgroups of
    members).

    Args:
        row: the days of the row of the subgroup.
        on: the last day in the group above.
        sat: whether they could sit on the subgroup on that day.
        sits: whether they could on the day after.
    """
    is_over = row.ends_on is not None and row.ends_on <= on
    return bool(sat) and not sits and not is_over


def needs_lead(lead: str, *names: str | None) -> bool:
    """Say whether a subgroup needs a new lead once somebody left: they were named as its lead, by name or by post.

    From the Protect & Prepare Groups guidance, Terms of Reference, Consideration 3 (subgroups).
    """
    return bool(plain(lead)) and plain(lead) in {plain(name) for name in names}


def _is_same(full_name: str, person: Person, row: Membership) -> bool:
    if person.identifiers and row.person.identifiers:
        return is_same_person(person, row.person)
    return plain(full_name) == plain(row.full_name)


def _place(titles: Sequence[str], wanted: set[str]) -> int:
    names = [plain(title) for title in titles]
    if UNDER in names:
        place = names.index(UNDER) + 1
        while place < len(names) and names[place] in wanted:
            place += 1
        return place
    return names.index(LAST) if LAST in names else len(names)


def _warning(code: str, subgroup: Subgroup, sentence: Sentence) -> GoodPracticeWarning:
    return GoodPracticeWarning(code, subgroup.group_name, sentence, GUIDANCE)
