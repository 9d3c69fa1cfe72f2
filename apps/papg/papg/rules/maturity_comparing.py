"""How a round of assessment compares with an earlier one, of the same version of a framework or of another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from papg.rules.maturity import Line, ThemeProfile, profile, shown
from papg.rules.wording import Verdict, _, unless


@dataclass(frozen=True, kw_only=True)
class Round:
    """An assessment as far as it matters for a comparison."""

    group: str
    about: str
    framework: str
    as_at: date
    is_signed_off: bool


@dataclass(frozen=True, kw_only=True)
class Mapped:
    """One row of what a framework says about an earlier one: the code there, and the code here that took its place."""

    row: int
    earlier_framework: str
    earlier_code: str
    code: str


@dataclass(frozen=True, kw_only=True)
class Compared:
    """One theme in two rounds. What nobody can give is None."""

    theme: str
    earlier: Fraction | None
    now: Fraction | None
    difference: Fraction | None


def may_compare(now: Round, earlier: Round, mapped: Iterable[Mapped]) -> Verdict:
    """Say whether an assessment may be compared with another.

    Decides: that one is signed off, of the same group, about the same organisation and not later; and it was made
    with the same version of the framework, or this version says which criteria took the place of those of that
    one. From the Protect & Prepare Groups guidance, The Maturity Matrix (discuss progress).
    """
    not_ours = _("Compared with: choose an assessment of this group that is signed off.")
    about = _("Compared with: that assessment is about {0}. Choose one that is about the same.")
    later = _("Compared with: that assessment is of a later day. Choose an earlier one.")
    unmapped = _(
        "Compared with: that assessment was made with {0}, and {1} does not say which of its criteria took the "
        "place of those. Ask the administrator to enter that in the framework, or choose one made with it."
    )
    if now.group != earlier.group or not earlier.is_signed_off:
        return Verdict.of(not_ours)
    is_mapped = any(row.earlier_framework == earlier.framework for row in mapped)
    return Verdict.of(
        unless(now.about == earlier.about, about.format(earlier.about or _("the group as a whole"))),
        unless(earlier.as_at <= now.as_at, later),
        unless(
            now.framework == earlier.framework or is_mapped, unmapped.format(earlier.framework, now.framework)
        ),
    )


def check_mapping(framework: str, rows: Sequence[Mapped], codes: Mapping[str, Iterable[str]]) -> Verdict:
    """Say whether what a framework says about earlier ones can be followed.

    Args:
        framework: the framework that says it.
        rows: what it says.
        codes: codes of the criteria of each framework that is named, this one included.

    Decides: each row leads from a criterion of another framework to one of this, and says so once; several may
    become one, and one several. From the Protect & Prepare Groups guidance, The Maturity Matrix.
    """
    itself = _("Earlier versions, row {0}: {1} is this very framework. Choose another.")
    unknown = _("Earlier versions, row {0}: {1} has no criterion {2}. Choose one of its codes.")
    twice = _("Earlier versions, row {0}: {1} leads to {2} already. Take one of the rows out.")
    pairs = [(row.earlier_framework, row.earlier_code, row.code) for row in rows]
    findings = []
    for place, row in enumerate(rows):
        there, here = row.earlier_framework, framework
        findings += [
            unless(there != here, itself.format(row.row, there)),
            unless(
                row.earlier_code in codes.get(there, ()), unknown.format(row.row, there, row.earlier_code)
            ),
            unless(row.code in codes.get(here, ()), unknown.format(row.row, here, row.code)),
            unless(pairs[place] not in pairs[:place], twice.format(row.row, row.earlier_code, row.code)),
        ]
    return Verdict.of(*findings)


def carried(earlier: Iterable[Line], now: Iterable[Line], codes: Mapping[str, Sequence[str]]) -> list[Line]:
    """Return the lines of an earlier round as lines of this one's framework, with its themes and weights.

    Args:
        earlier: lines of the earlier round.
        now: lines of this round.
        codes: for each code there the codes here; what is not named stays out of the comparison.

    From the Protect & Prepare Groups guidance, The Maturity Matrix (discuss progress).
    """
    here = {line.code: line for line in now}
    return [
        replace(line, row=here[code].row, theme=here[code].theme, code=code, weight=here[code].weight)
        for line in earlier
        for code in codes.get(line.code, ())
        if code in here
    ]


def compare(now: Iterable[Line], earlier: Iterable[Line], is_same_scale: bool = True) -> list[Compared]:
    """Return where each theme stood and stands, in the order of this round.

    Decides: the difference is that of the two averages, and is not known where one of them is not, or where the
    two rounds count in different levels. From the Protect & Prepare Groups guidance, The Maturity Matrix
    (discuss progress).
    """
    before: dict[str, ThemeProfile] = {theme.theme: theme for theme in profile(earlier)}
    found = []
    for theme in profile(now):
        was = before[theme.theme].current if theme.theme in before else None
        known = is_same_scale and was is not None and theme.current is not None
        found.append(
            Compared(
                theme=theme.theme,
                earlier=was,
                now=theme.current,
                difference=theme.current - was if known else None,
            )
        )
    return found


def shown_difference(difference: Fraction | None) -> str:
    """Return a difference as people read it, with its sign and to one decimal place; nothing for none.

    From the Protect & Prepare Groups guidance, The Maturity Matrix (discuss progress).
    """
    if difference is None:
        return ""
    size = shown(abs(difference))
    if size == "0.0":
        return size
    return f"+{size}" if difference > 0 else f"−{size}"
