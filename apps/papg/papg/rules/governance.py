"""How a group is tied into the council: what good practice asks of its governance and of its Chair's seniority."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from papg.rules.due_dates import govuk_date
from papg.rules.membership import CHAIR, GoodPracticeWarning, Membership
from papg.rules.wording import Sentence, _

GUIDANCE = "Protect & Prepare Groups guidance, Governance"
GUIDANCE_OF_CHAIRS = "Protect & Prepare Groups guidance, Membership"
NOT_ADOPTED = "not-adopted"
NO_REPORTING_LINE = "no-reporting-line"
NO_OFFICER = "no-responsible-officer"
NO_SIBLING = "no-sibling-group"
CHAIR_NOT_SENIOR = "chair-below-grade"


@dataclass(frozen=True)
class Governance:
    """What a group has on record about its place in the council.

    `least_grade` is the lowest grade from which the Chair of such a group is to come, and `grades` the council's
    grades, the highest first; without either nothing is said about seniority.
    """

    group_name: str
    adopted_on: date | None = None
    has_reporting_line: bool = False
    has_responsible_officer: bool = False
    has_sibling: bool = False
    least_grade: str = ""
    grades: tuple[str, ...] = ()


def governance_warnings(
    group: Governance, rows: Iterable[Membership], day: date
) -> list[GoodPracticeWarning]:
    """Return where the governance of one group departs from good practice on a day; the rows are that group's.

    Decides, from the Protect & Prepare Groups guidance, Governance: the group is adopted into the council's
    governance, from the day of its adoption on; somebody it reports to and a responsible officer are named; and so
    is the Prevent group beside it. From Membership: the Chair is senior enough, by the grade the council has set.
    """
    found = []
    if group.adopted_on is None or group.adopted_on > day:
        sentence = _(
            "The group is not adopted into the council's governance on {0}. Enter when and by which body it was."
        )
        found.append(_warning(NOT_ADOPTED, group, sentence.format(govuk_date(day))))
    if not group.has_reporting_line:
        sentence = _("Nobody is named to whom the group reports. Enter a body or a post under “Reports to”.")
        found.append(_warning(NO_REPORTING_LINE, group, sentence.format()))
    if not group.has_responsible_officer:
        sentence = _("No responsible officer is named. Enter the post that answers for the group.")
        found.append(_warning(NO_OFFICER, group, sentence.format()))
    if not group.has_sibling:
        sentence = _(
            "No Prevent group is named beside this one. Enter it under “Prevent group at the same level”."
        )
        found.append(_warning(NO_SIBLING, group, sentence.format()))
    chairs = [row for row in rows if row.position == CHAIR and row.period.includes(day)]
    return [*found, *(_grade_warning(group, chair) for chair in chairs if _is_in_doubt(group, chair))]


def is_below(grade: str, least: str, grades: Sequence[str]) -> bool | None:
    """Say whether a grade is below another; None where either is not among the council's grades.

    From the Protect & Prepare Groups guidance, Membership (a chair with enough seniority).
    """
    if grade not in grades or least not in grades:
        return None
    return grades.index(grade) > grades.index(least)


def _is_in_doubt(group: Governance, chair: Membership) -> bool:
    # A Chair from elsewhere is warned about as such; the council's grades say nothing about them.
    if not chair.is_local_authority or group.least_grade not in group.grades:
        return False
    return is_below(chair.grade, group.least_grade, group.grades) is not False


def _grade_warning(group: Governance, chair: Membership) -> GoodPracticeWarning:
    if chair.grade:
        sentence = _(
            "Chair {0} is of the grade “{1}”, below “{2}”. Appoint a more senior one, or record why not."
        )
    else:
        sentence = _("The grade of Chair {0} is not entered. Enter it: the Chair is to be “{2}” or above.")
    text = sentence.format(chair.full_name, chair.grade, group.least_grade)
    return GoodPracticeWarning(CHAIR_NOT_SENIOR, chair.full_name, text, GUIDANCE_OF_CHAIRS)


def _warning(code: str, group: Governance, sentence: Sentence) -> GoodPracticeWarning:
    return GoodPracticeWarning(code, group.group_name, sentence, GUIDANCE)
