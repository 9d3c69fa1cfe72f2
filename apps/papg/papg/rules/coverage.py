"""Who represents what in a group: each area with its portfolios, each function and each outside body."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from papg.rules.membership import DEPUTY_ONLY, FILLED, LAPSED, VACANT, seat_state
from papg.rules.people import plain
from papg.rules.periods import Period

CORE = "Core"
ADDITIONAL = "Additional function"
EXTERNAL = "External"
CONTEXT = "Context"
KINDS = (CORE, ADDITIONAL, EXTERNAL, CONTEXT)

REQUIRED = "Required"
EXPECTED = "Expected"
OPTIONAL = "Optional"
REQUIREMENTS = (REQUIRED, EXPECTED, OPTIONAL)

STATES = (FILLED, DEPUTY_ONLY, LAPSED, VACANT)
"""What a seat can be, best first."""

PROTECT_AND_PREPARE = "Protect & Prepare Group"


@dataclass(frozen=True)
class Portfolio:
    """A piece of work within a core area; some make an additional function's own seat unnecessary."""

    name: str
    covers_function: str | None = None


@dataclass(frozen=True)
class Area:
    """A business area, function or outside body as the council's list has it."""

    name: str
    kind: str
    requirement: str
    portfolios: tuple[Portfolio, ...] = ()


@dataclass(frozen=True)
class StandIn:
    """A deputy named on a row of membership, by post, and the days it may stand in."""

    post: str
    period: Period


@dataclass(frozen=True)
class SeatHolder:
    """A member's seat, by post; without a portfolio it is for the area as a whole."""

    area: str
    post: str
    period: Period
    portfolio: str | None = None
    deputies: tuple[StandIn, ...] = ()


@dataclass(frozen=True)
class Seat:
    """One line of the coverage: what should be represented, and whether and by whom it is.

    `through` names the portfolio, and its area, that represents a function without a seat of its own. A seat that
    has lapsed names who held it last, and `lapsed_on` the last day of it.
    """

    area: str
    portfolio: str | None
    kind: str
    requirement: str
    state: str
    held_by: tuple[str, ...] = ()
    through: tuple[str, str] | None = None
    lapsed_on: date | None = None

    @property
    def is_held(self) -> bool:
        """Whether a member or a deputy is in it."""
        return self.state in (FILLED, DEPUTY_ONLY)

    @property
    def is_gap(self) -> bool:
        """Whether somebody is to be found: the seat is asked for and no member fills it."""
        return self.state != FILLED and self.requirement != OPTIONAL and self.kind != CONTEXT

    @property
    def is_to_fill(self) -> bool:
        """Whether it is a gap in what every group needs."""
        return self.is_gap and self.requirement == REQUIRED


def has_seats(group_type: str) -> bool:
    """Say whether a group of this type has these seats: Protect & Prepare Groups, not boards or subgroups.

    From the Protect & Prepare Groups guidance, Membership (local authority membership in Protect & Prepare
    Groups).
    """
    return group_type == PROTECT_AND_PREPARE


def coverage(areas: Iterable[Area], holders: Iterable[SeatHolder], day: date) -> list[Seat]:
    """Return every seat of one group on a day, in the order of the areas, each area before its portfolios.

    Decides, from the Protect & Prepare Groups guidance, Membership:
    - A core area is filled by a member with any seat in it, a portfolio only by one with that portfolio. All
      portfolios should be represented, so those of a required area are expected.
    - Deputy only: no member fills the seat, but a deputy named for it may stand in that day by the deputy's own
      dates. So it is when the member has left, or has not joined yet, and the deputy holds on.
    - Lapsed: somebody held the seat and nobody does; vacant: nobody has held it yet.
    - An additional function is represented by a seat of its own or, since it need only be invited where no area
      includes it, by a portfolio marked as covering it; the better of both counts, its own seat first.
    - Context is optional, whatever the list says: a Prevent officer need not be a member.
    """
    listed = list(areas)
    held = list(holders)
    portfolios = [
        (area, portfolio, _seat(area, portfolio.name, held, day))
        for area in listed
        if area.kind == CORE
        for portfolio in area.portfolios
    ]
    found: list[Seat] = []
    for area in listed:
        covering = [seat for _area, portfolio, seat in portfolios if _is_for(portfolio, area)]
        found.append(_best(_seat(area, None, held, day), covering if area.kind == ADDITIONAL else []))
        found.extend(seat for of, _portfolio, seat in portfolios if of is area)
    return found


def gaps_first(seats: Iterable[Seat]) -> list[Seat]:
    """Return the seats with the required gaps first, then the other gaps, then the rest, each in its order.

    From the Protect & Prepare Groups guidance, Membership (at a minimum, the five key business areas).
    """
    return sorted(seats, key=lambda seat: (not seat.is_to_fill, not seat.is_gap))


def seats_to_fill(seats: Iterable[Seat]) -> int:
    """Return how many required seats no member fills; a deputy alone does not fill one.

    From the Protect & Prepare Groups guidance, Membership (at a minimum, the five key business areas).
    """
    return sum(seat.is_to_fill for seat in seats)


def _is_for(portfolio: Portfolio, area: Area) -> bool:
    return bool(plain(portfolio.covers_function)) and plain(portfolio.covers_function) == plain(area.name)


def _seat(area: Area, portfolio: str | None, holders: Sequence[SeatHolder], day: date) -> Seat:
    sitting = [holder for holder in holders if _sits(holder, area.name, portfolio)]
    deputies = [deputy for holder in sitting for deputy in holder.deputies]
    state = seat_state((h.period for h in sitting), (d.period for d in deputies), day)
    held, lapsed_on = _held(state, sitting, deputies, day)
    posts = tuple(dict.fromkeys(one.post for one in held))
    requirement = _requirement(area, portfolio)
    return Seat(area.name, portfolio, area.kind, requirement, state, posts, lapsed_on=lapsed_on)


def _held(
    state: str, sitting: Sequence[SeatHolder], deputies: Sequence[StandIn], day: date
) -> tuple[list[SeatHolder | StandIn], date | None]:
    """Who holds a seat or held it last; for a seat that has lapsed its last day as well."""
    if state == LAPSED:
        over = [one for one in (*sitting, *deputies) if one.period.ended_before(day)]
        last = max(one.period.ends_on for one in over if one.period.ends_on)
        return [one for one in over if one.period.ends_on == last], last
    present = {FILLED: sitting, DEPUTY_ONLY: deputies, VACANT: ()}[state]
    return [one for one in present if one.period.includes(day)], None


def _sits(holder: SeatHolder, area: str, portfolio: str | None) -> bool:
    if plain(holder.area) != plain(area):
        return False
    return portfolio is None or plain(holder.portfolio) == plain(portfolio)


def _requirement(area: Area, portfolio: str | None) -> str:
    if area.kind == CONTEXT:
        return OPTIONAL
    return EXPECTED if portfolio and area.requirement == REQUIRED else area.requirement


def _best(own: Seat, covering: Sequence[Seat]) -> Seat:
    best = min([own, *covering], key=lambda seat: STATES.index(seat.state))
    if best is own:
        return own
    through = (best.portfolio or "", best.area)
    return Seat(own.area, None, own.kind, own.requirement, best.state, best.held_by, through, best.lapsed_on)
