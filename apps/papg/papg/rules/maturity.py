"""How far a group has come: the levels of a matrix, where it stands, where it wants to be, and who says so.

The guidance offers local authorities a maturity matrix to assess themselves with, and the group as the place to
discuss progress and choose what to work on next. What a level means is the matrix's; how lines are counted and who
signs an assessment off is this product's own rule under that paragraph: nobody confirms a score of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from papg.rules.membership import CHAIRING_POSITIONS
from papg.rules.people import is_same_person
from papg.rules.wording import Sentence, Verdict, _, listed, unless

IN_PROGRESS = "In progress"
WITH_MODERATOR = "With moderator"
SIGNED_OFF = "Signed off"
STAGES = (IN_PROGRESS, WITH_MODERATOR, SIGNED_OFF)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One criterion as it was scored. A level nobody has given is None, which is not the level 0."""

    row: int
    theme: str
    code: str
    weight: int = 1
    current: int | None = None
    target: int | None = None
    is_not_applicable: bool = False

    @property
    def place(self) -> str:
        """How a sentence names the line."""
        return _("row {0} ({1})").format(self.row, self.code)


@dataclass(frozen=True, kw_only=True)
class ThemeProfile:
    """One theme of an assessment. An average is None where no line gives one."""

    theme: str
    current: Fraction | None
    target: Fraction | None
    gap: Fraction | None
    scored: int
    unassessed: int
    not_applicable: int


@dataclass(frozen=True, kw_only=True)
class SigningFacts:
    """What the rule asks about an assessment that is to be signed off.

    `moderator` is who acts now, in the position held in this group today; `scorers` are all who gave a score.
    `without_line` are codes of criteria of the framework that the assessment has no line for.
    """

    stage_before: str
    moderator: str
    moderator_position_today: str | None
    assessor: str
    scorers: frozenset[str]
    lines: tuple[Line, ...]
    without_line: tuple[str, ...] = ()


def check_line(line: Line) -> Verdict:
    """Say whether a line contradicts itself: what does not apply has no level.

    From the Protect & Prepare Groups guidance, The Maturity Matrix.
    """
    has_level = line.current is not None or line.target is not None
    refused = _("Scores, {0}: it is marked not applicable and has a level. Take one of the two away.")
    return Verdict.of(unless(not (line.is_not_applicable and has_level), refused.format(line.place)))


def is_scored(line: Line) -> bool:
    """Say whether a line counts in the averages: it applies and somebody has given its level.

    From the Protect & Prepare Groups guidance, The Maturity Matrix.
    """
    return not line.is_not_applicable and line.current is not None


def unassessed(lines: Iterable[Line]) -> list[Line]:
    """Return the lines nobody has looked at yet: they are unknown, and never the lowest level.

    From the Protect & Prepare Groups guidance, The Maturity Matrix.
    """
    return [line for line in lines if not line.is_not_applicable and line.current is None]


def gap(line: Line) -> int | None:
    """Return by how many levels a line falls short of its target, or None where one of the two is not known.

    Decides: a level above the target is no gap and makes up for none elsewhere. From the Protect & Prepare
    Groups guidance, The Maturity Matrix (areas for future focus).
    """
    if line.is_not_applicable or line.current is None or line.target is None:
        return None
    return max(line.target - line.current, 0)


def profile(lines: Iterable[Line]) -> list[ThemeProfile]:
    """Return where each theme stands, in the order the themes first appear.

    Decides: averages are weighted and taken over scored lines only; the target over those that have one; the gap
    is the average of the lines' own gaps, so that what is ahead in one place hides nothing in another. From the
    Protect & Prepare Groups guidance, The Maturity Matrix.
    """
    themes: dict[str, list[Line]] = {}
    for line in lines:
        themes.setdefault(line.theme, []).append(line)
    return [_theme(theme, of_theme) for theme, of_theme in themes.items()]


def shown(average: Fraction | None) -> str:
    """Return an average as people read it, to one decimal place with halves rounded up; nothing for none.

    From the Protect & Prepare Groups guidance, The Maturity Matrix.
    """
    if average is None:
        return ""
    tenths = int(average * 10 + Fraction(1, 2))
    return f"{tenths // 10}.{tenths % 10}"


def may_change_scores(stage: str) -> Verdict:
    """Say whether scores may change: until the assessment goes to the moderator.

    From the Protect & Prepare Groups guidance, The Maturity Matrix.
    """
    if stage == IN_PROGRESS:
        return Verdict()
    if stage == WITH_MODERATOR:
        return Verdict.of(
            _("The assessment is with the moderator. Have it sent back, with what is to be put right.")
        )
    return Verdict.of(_("The assessment is signed off and locked. Begin a new one."))


def may_send_back(reason: str | None, stage: str = WITH_MODERATOR) -> Verdict:
    """Say whether a moderator may send an assessment back: while it is with them, and with a reason.

    From the Protect & Prepare Groups guidance, The Maturity Matrix.
    """
    wrong_stage = _("The assessment is at stage {0}. Only one that is with the moderator can be sent back.")
    return Verdict.of(
        unless(stage == WITH_MODERATOR, wrong_stage.format(stage)),
        unless(bool((reason or "").strip()), _("Give the reason why the assessment is sent back.")),
    )


def may_sign_off(facts: SigningFacts) -> Verdict:
    """Say whether an assessment may be signed off, however the attempt is made.

    Decides: it is with the moderator, who is Chair or Deputy Chair of this group today, did not begin it and gave
    none of its scores; every criterion of the framework has a line, and every line a level or the mark that it
    does not apply. From the Protect & Prepare Groups guidance, The Maturity Matrix and Membership (a chair who
    can ensure accountability).
    """
    wrong_stage = _("The assessment is at stage {0}. Send it to the moderator before it is signed off.")
    no_criteria = _("The assessment has no lines. Choose a framework with criteria.")
    return Verdict.of(
        unless(facts.stage_before == WITH_MODERATOR, wrong_stage.format(facts.stage_before)),
        *_moderator_refusals(facts),
        unless(bool(facts.lines), no_criteria),
        _unassessed_refusal(unassessed(facts.lines)),
        _without_line_refusal(facts.without_line),
    )


def may_raise_action(line: Line) -> Verdict:
    """Say whether a line has a gap that an action can close.

    From the Protect & Prepare Groups guidance, The Maturity Matrix (areas for future focus) and Action Plans.
    """
    refused = _("{0} has no gap between its level and its target. Choose a criterion that has one.")
    return Verdict.of(unless(bool(gap(line)), refused.format(line.code)))


def _theme(theme: str, lines: Sequence[Line]) -> ThemeProfile:
    scored = [line for line in lines if is_scored(line)]
    return ThemeProfile(
        theme=theme,
        current=_average([(line.weight, line.current) for line in scored]),
        target=_average([(line.weight, line.target) for line in scored]),
        gap=_average([(line.weight, gap(line)) for line in scored]),
        scored=len(scored),
        unassessed=len(unassessed(lines)),
        not_applicable=sum(line.is_not_applicable for line in lines),
    )


def _average(weighted: Iterable[tuple[int, int | None]]) -> Fraction | None:
    known = [(weight, value) for weight, value in weighted if value is not None]
    total = sum(weight for weight, _value in known)
    return Fraction(sum(weight * value for weight, value in known), total) if total else None


def _moderator_refusals(facts: SigningFacts) -> tuple[Sentence | None, ...]:
    who = facts.moderator
    position = facts.moderator_position_today
    wrong = _("{0} is not Chair or Deputy Chair of this group today (position: {1}). Ask one who is.")
    unrecorded = _("It is not recorded who began this assessment. Begin it again.")
    began = _("{0} began this assessment. Ask a Chair or Deputy Chair who did not.")
    scored = _("{0} gave scores in this assessment. Ask a Chair or Deputy Chair who gave none.")
    return (
        unless(position in CHAIRING_POSITIONS, wrong.format(who, position or _("none"))),
        unless(bool(facts.assessor.strip()), unrecorded),
        unless(not is_same_person(who, facts.assessor), began.format(who)),
        unless(not any(is_same_person(who, scorer) for scorer in facts.scorers), scored.format(who)),
    )


def _unassessed_refusal(lines: Sequence[Line]) -> Sentence | None:
    places = listed([line.place for line in lines])
    one = _("There is no level yet in {0}. Give one or mark it not applicable.").format(places)
    more = _("There is no level yet in {0}. Give each a level or mark it not applicable.").format(places)
    return unless(not lines, one if len(lines) == 1 else more)


def _without_line_refusal(codes: Sequence[str]) -> Sentence | None:
    refused = _(
        "The assessment has no line for {0}. Have it sent back: the missing lines come by themselves."
    )
    return unless(not codes, refused.format(listed(codes)))
