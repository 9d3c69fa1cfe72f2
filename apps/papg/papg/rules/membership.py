"""Positions on a group, what good practice says about them, and what they make of a user."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from papg.rules.due_dates import govuk_date
from papg.rules.people import Person, is_same_person, plain
from papg.rules.periods import Period
from papg.rules.wording import Sentence, _

CHAIR = "Chair"
DEPUTY_CHAIR = "Deputy Chair"
MEMBER = "Member"
SECRETARY = "Secretary"
OBSERVER = "Observer"
ADVISER = "Adviser"
POSITIONS = (CHAIR, DEPUTY_CHAIR, SECRETARY, MEMBER, ADVISER, OBSERVER)
"""Every position, the weightiest first: a person with two positions in a group acts in the earlier one."""

CHAIRING_POSITIONS = (CHAIR, DEPUTY_CHAIR)
STAFF_POSITIONS = (CHAIR, DEPUTY_CHAIR, SECRETARY)
DEPUTISED_POSITIONS = (CHAIR, DEPUTY_CHAIR, MEMBER)

STAFF = "staff"
PARTNER = "partner"
NO_USER = "none"

FILLED = "Filled"
DEPUTY_ONLY = "Deputy only"
LAPSED = "Lapsed"
VACANT = "Vacant"

GUIDANCE = "Protect & Prepare Groups guidance, Membership"


@dataclass(frozen=True)
class Membership:
    """One person in one position of one group for one period, with the deputies named for them."""

    papg_group: str
    person: Person
    full_name: str
    position: str
    organisation: str = ""
    is_local_authority: bool = False
    period: Period = field(default_factory=Period)
    deputies: tuple[Period, ...] = ()
    grade: str = ""


@dataclass(frozen=True)
class HeldPosition:
    """A position somebody holds today, and whether they hold it as one of the council's own people."""

    position: str
    is_from_council: bool


@dataclass(frozen=True)
class GoodPracticeWarning:
    """A departure from good practice: never a block, and a group may record why it departs.

    `code` names the kind of departure and `subject` whom it is about, so that a recorded reason finds it
    again.
    """

    code: str
    subject: str
    sentence: Sentence
    guidance: str = GUIDANCE


def position_on(rows: Iterable[Membership], person: Person | str, group: str, day: date) -> str | None:
    """Return the position a person holds in a group on a day, or None.

    Decides: rights hang on the position held in that group on that day; of several, the first in `POSITIONS`.
    From the Protect & Prepare Groups guidance, Membership (chair, deputy chair and members are named for the
    group).
    """
    held = {
        row.position
        for row in rows
        if row.papg_group == group and row.period.includes(day) and is_same_person(row.person, person)
    }
    return next((position for position in POSITIONS if position in held), None)


def kind_of_user(positions: Iterable[HeldPosition]) -> str:
    """Return "staff", "partner" or "none" for the positions somebody holds today.

    Decides: whoever runs a group (Chair, Deputy Chair, Secretary) works as staff, wherever they come from; so
    does everybody of the council; other members from outside the council are partners. From the Protect &
    Prepare Groups guidance, Membership (stakeholders external to local authorities; a deputy chair from a
    different organisation).
    """
    held = list(positions)
    if any(row.position in STAFF_POSITIONS or row.is_from_council for row in held):
        return STAFF
    return PARTNER if held else NO_USER


def seat_state(members: Iterable[Period], deputies: Iterable[Period], day: date) -> str:
    """Return "Filled", "Deputy only", "Lapsed" or "Vacant" for one seat on a day.

    Decides: a member's period including the day fills the seat; a deputy alone does not, but is better than
    nothing; a seat somebody once held has lapsed; one nobody has held yet is vacant. From the Protect &
    Prepare Groups guidance, Membership (representatives of the five key business areas at a minimum;
    resilience and continuity).
    """
    holders, stand_ins = list(members), list(deputies)
    if any(period.includes(day) for period in holders):
        return FILLED
    if any(period.includes(day) for period in stand_ins):
        return DEPUTY_ONLY
    return LAPSED if any(period.ended_before(day) for period in holders + stand_ins) else VACANT


def good_practice_warnings(rows: Iterable[Membership], day: date) -> list[GoodPracticeWarning]:
    """Return where one group departs from good practice on a day; the rows are that group's.

    Decides, from the Protect & Prepare Groups guidance, Membership: the Chair is a local authority employee;
    the Deputy Chair is from a different organisation; each member has a deputy; and there is a Chair at all.
    """
    current = [row for row in rows if row.period.includes(day)]
    chairs = [row for row in current if row.position == CHAIR]
    return [
        *_chair_warnings(chairs, day),
        *(_deputy_chair_warning(row) for row in current if _shares_chairs_organisation(row, chairs)),
        *(_no_deputy_warning(row, day) for row in current if _lacks_deputy(row, day)),
    ]


def _chair_warnings(chairs: Sequence[Membership], day: date) -> list[GoodPracticeWarning]:
    if not chairs:
        sentence = _(
            "The group has no Chair on {0}. Appoint a local authority employee with enough seniority."
        )
        return [GoodPracticeWarning("chair-vacant", "", sentence.format(govuk_date(day)))]
    return [_outside_chair_warning(chair) for chair in chairs if not chair.is_local_authority]


def _outside_chair_warning(chair: Membership) -> GoodPracticeWarning:
    sentence = _(
        "Chair {0} is from {1}, not a local authority. Appoint a council employee, or record why not."
    )
    organisation = chair.organisation or _("an organisation nobody has entered")
    text = sentence.format(chair.full_name, organisation)
    return GoodPracticeWarning("chair-not-from-council", chair.full_name, text)


def _deputy_chair_warning(row: Membership) -> GoodPracticeWarning:
    sentence = _(
        "Deputy Chair {0} is from {1}, like the Chair. Appoint one from elsewhere, or record why not."
    )
    text = sentence.format(row.full_name, row.organisation)
    return GoodPracticeWarning("deputy-chair-from-chairs-organisation", row.full_name, text)


def _no_deputy_warning(row: Membership, day: date) -> GoodPracticeWarning:
    sentence = _("{0} has no deputy on {1}. Name one, or record why not.")
    return GoodPracticeWarning("no-deputy", row.full_name, sentence.format(row.full_name, govuk_date(day)))


def _shares_chairs_organisation(row: Membership, chairs: Sequence[Membership]) -> bool:
    own = plain(row.organisation)
    return (
        row.position == DEPUTY_CHAIR and bool(own) and own in {plain(chair.organisation) for chair in chairs}
    )


def _lacks_deputy(row: Membership, day: date) -> bool:
    return row.position in DEPUTISED_POSITIONS and not any(deputy.includes(day) for deputy in row.deputies)
