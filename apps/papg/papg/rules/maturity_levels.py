"""What a matrix is made of: a scale of levels, and for each criterion what each level looks like."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from papg.rules.wording import Verdict, _, listed, unless

FEWEST_LEVELS, MOST_LEVELS = 2, 7
FIRST_LEVELS = (0, 1)


def check_levels(values: Sequence[int], first_row: int = 1) -> Verdict:
    """Say whether the values of a framework's levels, in their order, make a scale.

    Args:
        values: the levels.
        first_row: number of the row the first of them stands in.

    Decides: two to seven levels, the first 0 or 1, each one more than the one before. Follows the public
    examples of protective security maturity models, under the Protect & Prepare Groups guidance, The Maturity
    Matrix.
    """
    few_or_many = _("Levels of the framework: {0}. Give it from {1} to {2}.")
    wrong_first = _("The first level is {0}. Begin with {1}.")
    gap = _("Levels, row {0}: the value is {1}, after {2}. Make it {3}.")
    return Verdict.of(
        unless(
            FEWEST_LEVELS <= len(values) <= MOST_LEVELS,
            few_or_many.format(len(values), FEWEST_LEVELS, MOST_LEVELS),
        ),
        unless(
            not values or values[0] in FIRST_LEVELS, wrong_first.format(next(iter(values), ""), _("0 or 1"))
        ),
        *(
            unless(value == before + 1, gap.format(row, value, before, before + 1))
            for row, (before, value) in enumerate(pairwise(values), first_row + 1)
        ),
    )


def check_wordings(code: str, levels: Sequence[int], wordings: Iterable[tuple[int, str | None]]) -> Verdict:
    """Say whether a criterion has one wording for each level of its framework, naming what is missing.

    From the Protect & Prepare Groups guidance, The Maturity Matrix (a level is only comparable when it is said
    what it looks like).
    """
    given = [value for value, wording in wordings if (wording or "").strip()]
    missing = [str(level) for level in levels if level not in given]
    unknown = [str(value) for value in dict.fromkeys(given) if value not in levels]
    doubled = [str(value) for value in dict.fromkeys(given) if given.count(value) > 1]
    no_wording = _("Criterion {0} has no wording for level {1}. Write what that level looks like.")
    no_level = _("Criterion {0} has a wording for level {1}, which the framework does not have. Take it out.")
    twice = _("Criterion {0} has more than one wording for level {1}. Keep one.")
    return Verdict.of(
        unless(not missing, no_wording.format(code, listed(missing))),
        unless(not unknown, no_level.format(code, listed(unknown))),
        unless(not doubled, twice.format(code, listed(doubled))),
    )


def check_weight(code: str, weight: int) -> Verdict:
    """Say whether a weight can be counted with: a criterion counts as one line or as several.

    From the Protect & Prepare Groups guidance, The Maturity Matrix.
    """
    refused = _("Criterion {0} has the weight {1}. Give 1, or more for a criterion that counts more.")
    return Verdict.of(unless(weight >= 1, refused.format(code, weight)))


def check_level(place: str, given: str, levels: Sequence[int]) -> Verdict:
    """Say whether what was given for a line is one of the framework's levels, or nothing yet.

    From the Protect & Prepare Groups guidance, The Maturity Matrix.
    """
    offered = [str(level) for level in levels]
    refused = _("{0}: “{1}” is no level of the framework. Choose one of {2}.")
    return Verdict.of(unless(given in ("", *offered), refused.format(place, given, listed(offered))))


def may_change_framework(is_signed_off_with: bool) -> Verdict:
    """Say whether a framework and its criteria may change: not once an assessment made with them is signed off.

    From the Protect & Prepare Groups guidance, The Maturity Matrix.
    """
    refused = _(
        "A signed-off assessment was made with this framework, so its levels and criteria stay as they are. "
        "Make a new version of the framework."
    )
    return Verdict.of(unless(not is_signed_off_with, refused))
