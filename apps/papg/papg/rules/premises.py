"""Premises under the law on protecting them against terrorism: the tier each falls in as at a day, and why.

A register and no legal advice. What is not known is left open: an answer is given where it is the same whatever the
unknown turns out to be.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from papg.rules.due_dates import govuk_date
from papg.rules.premises_thresholds import ACT, ENHANCED, STANDARD, TIERS, Threshold, holding, last_known
from papg.rules.wording import Sentence, Verdict, _, unless

NONE, NOT_YET, UNKNOWN = "None", "Not yet in force", "Unknown"
ANSWERS = (ENHANCED, STANDARD, UNKNOWN, NOT_YET, NONE)
"""In the order in which a list is read: what asks something of somebody first."""

WORSHIP, CHILDCARE, SCHOOL, FURTHER = "Place of worship", "Childcare", "School", "Further education"
ANOTHER = "Another use"
KINDS = (
    *(
        "Shop",
        "Food and drink",
        "Entertainment or leisure",
        "Sports ground",
        "Library, museum or gallery",
        "Hall",
    ),
    *("Visitor attraction", "Hotel", WORSHIP, "Health care", "Bus or railway station", "Airport", CHILDCARE),
    *(SCHOOL, FURTHER, "Higher education", "Public authority", ANOTHER),
)
STAY_STANDARD = (WORSHIP, CHILDCARE, SCHOOL, FURTHER)


@dataclass(frozen=True, kw_only=True)
class Premises:
    """What the rules ask about premises.

    Attributes:
        number: People reasonably expected there at once, from time to time; None where nobody has said.
        kind: What they are used for in the main; empty where it is not known.
        qualifies: Whether that use and the place are within the law; None where nobody has looked.
        closed_on: Their last day.
        number_source: Who says the number.
        number_as_at: The day it was true of.
    """

    number: int | None = None
    kind: str = ""
    qualifies: bool | None = None
    closed_on: date | None = None
    number_source: str = ""
    number_as_at: date | None = None


@dataclass(frozen=True)
class Answer:
    """The tier as at a day; the one to come once every threshold on record holds; the paragraph, and why."""

    tier: str
    to_come: str
    paragraph: str
    reason: Sentence


def assess(premises: Premises, thresholds: Iterable[Threshold], day: date) -> Answer:
    """Return the tier of premises as at a day.

    Decides: premises that closed, or whose use is outside the law, have none; places of worship, childcare, schools
    and further education stay standard whatever their size; before its day a threshold asks nothing; and the tier is
    unknown wherever what is not on record could change it. From the Terrorism (Protection of Premises) Act 2025,
    section 2 and Schedules 1 and 2, with its Explanatory Notes.
    """
    lines = list(thresholds)
    if premises.closed_on and day > premises.closed_on:
        reason = _("They closed on {0}: nothing is asked of them since.").format(
            govuk_date(premises.closed_on)
        )
        return Answer(NONE, NONE, "", reason)
    if premises.qualifies is False or premises.kind == ANOTHER:
        reason = _("Their use is not one the Act speaks of, or they are left out by it.")
        return Answer(NONE, NONE, f"{ACT}, section 2(2)(b) and (d)", reason)
    if missing := _missing(premises, lines, day):
        return Answer(UNKNOWN, UNKNOWN, "", missing)
    return _weighed(premises, lines, day)


def check(premises: Premises, today: date) -> Verdict:
    """Say whether what is recorded of premises can be true together.

    Decides: a number says who counted and as at which day, today at the latest; only uses of Schedule 1 qualify. Own
    rule, under the Terrorism (Protection of Premises) Act 2025, section 2.
    """
    number, as_at = premises.number or 0, premises.number_as_at
    return Verdict.of(
        unless(
            number >= 0,
            _("{0} people cannot be expected. Enter how many at once, or leave it empty.").format(number),
        ),
        unless(
            number <= 0 or bool(premises.number_source.strip() and as_at),
            _("Say where the number {0} comes from, and as at which day.").format(f"{number:,}"),
        ),
        unless(
            as_at is None or as_at <= today,
            _("The number is as at {0}, which is still to come. Enter the day it was known.").format(
                govuk_date(as_at or today)
            ),
        ),
        unless(
            not (premises.kind == ANOTHER and premises.qualifies),
            _(
                "“{0}” stands for a use the Act does not list, so these premises cannot qualify. "
                "Choose the use they have in the main, or say that they do not qualify."
            ).format(_(ANOTHER)),
        ),
    )


def _missing(premises: Premises, lines: Sequence[Threshold], day: date) -> Sentence | None:
    """What has to be recorded before anything can be said."""
    if not premises.number:
        return _("How many people are expected at once is not recorded.")
    if last_known(lines, STANDARD) is None:
        return _("No threshold is on record. The administrator enters it in the list of thresholds.")
    if premises.qualifies is None and _now(premises, lines, day) | _later(premises, lines) != {NONE}:
        said = _("Expected at once: {0}, but whether their use qualifies is not recorded.")
        return said.format(f"{premises.number:,}")
    return None


def _weighed(premises: Premises, lines: Sequence[Threshold], day: date) -> Answer:
    """The tier of premises that qualify if there are enough people."""
    now, later = _now(premises, lines, day), _later(premises, lines)
    to_come = later.pop() if len(later) == 1 else UNKNOWN
    if len(now) > 1:
        return Answer(UNKNOWN, to_come, "", _open_question(premises, lines, day))
    (tier,) = now
    held = [holding(lines, each, day)[0] for each in TIERS]
    coming = [last_known(lines, each) for each in TIERS]
    if tier == NONE and to_come != NONE:
        line = _reached(premises, coming)
        return Answer(
            NOT_YET, to_come, _paragraph(to_come, line), _joined(_why(premises, line), _begins(line))
        )
    line = _reached(premises, held) or held[0] or coming[0]
    return Answer(tier, to_come, _paragraph(tier, line), _joined(_why(premises, line), _begun(line, day)))


def _now(premises: Premises, lines: Sequence[Threshold], day: date) -> set[str]:
    """Every tier that may be the right one on a day."""
    worlds = product(*(holding(lines, tier, day) for tier in TIERS))
    return {tier for world in worlds for tier in _tiers(premises, world)}


def _later(premises: Premises, lines: Sequence[Threshold]) -> set[str]:
    """Every tier that may be the right one once all thresholds hold."""
    return _tiers(premises, [last_known(lines, tier) for tier in TIERS])


def _tiers(premises: Premises, world: Sequence[Threshold | None]) -> set[str]:
    """The tiers premises may have where these two thresholds hold: two where their kind matters and is not known."""
    line = _reached(premises, world)
    if line is None:
        return {NONE}
    if line.tier == STANDARD or premises.kind in STAY_STANDARD:
        return {STANDARD}
    return {ENHANCED} if premises.kind else {STANDARD, ENHANCED}


def _reached(premises: Premises, world: Sequence[Threshold | None]) -> Threshold | None:
    """The higher of the two thresholds premises reach."""
    reached = [line for line in world if line and (premises.number or 0) >= line.number]
    return reached[-1] if reached else None


def _paragraph(tier: str, line: Threshold) -> str:
    return f"{ACT}, Schedule 1" if (tier, line.tier) == (STANDARD, ENHANCED) else line.paragraph


def _why(premises: Premises, line: Threshold) -> Sentence:
    """What the number of people means under a threshold."""
    people, number = f"{premises.number:,}", f"{line.number:,}"
    if (premises.number or 0) < line.number:
        return _("Expected at once: {0}, fewer than the {1} from which the standard duty applies.").format(
            people, number
        )
    if line.tier == STANDARD:
        return _("Expected at once: {0}. From {1} the standard duty applies.").format(people, number)
    if premises.kind in STAY_STANDARD:
        return _(
            "Expected at once: {0}. From {1} the enhanced duty applies, but a use as “{2}” stays under the "
            "standard duty whatever the number."
        ).format(people, number, _(premises.kind))
    said = _("Expected at once: {0}. From {1} the enhanced duty applies.").format(people, number)
    stays = _("What they are used for is not recorded, and some uses stay under the standard duty.")
    return said if premises.kind else _joined(said, stays)


def _begins(line: Threshold) -> Sentence | None:
    """What is known of a day to come."""
    if line.in_force_on:
        return _("It comes into force on {0}.").format(govuk_date(line.in_force_on))
    if line.not_before:
        return _("It is not in force: the day is not known, and cannot be before {0}.").format(
            govuk_date(line.not_before)
        )
    return None


def _begun(line: Threshold, day: date) -> Sentence | None:
    if line.in_force_on and line.in_force_on <= day:
        return _("It has been in force since {0}.").format(govuk_date(line.in_force_on))
    return None


def _open_question(premises: Premises, lines: Sequence[Threshold], day: date) -> Sentence:
    """Why the tier on a day is not known although the number is."""
    held = [holding(lines, tier, day) for tier in TIERS]
    now = [each[0] for each in held]
    if len({frozenset(_tiers(premises, world)) for world in product(*held)}) == 1:
        return _why(premises, _reached(premises, now) or now[0])
    undated = [(place, line) for place, each in enumerate(held) for line in each[1:] if line]
    known = _tiers(premises, now)
    changes = (
        line for place, line in undated if _tiers(premises, [*now[:place], line, *now[place + 1 :]]) != known
    )
    line = next(changes, undated[0][1])
    return _("Expected at once: {0}, but no day is on record from which the tier {1} begins at {2}.").format(
        f"{premises.number:,}", _(line.tier), f"{line.number:,}"
    )


def _joined(first: Sentence, second: Sentence | None) -> Sentence:
    return _("{0} {1}").format(first, second) if second else first
