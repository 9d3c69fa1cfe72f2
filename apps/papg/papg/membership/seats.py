"""Seats a group should have somebody in, and whether it has."""

from datetime import date

from papg.membership import coverage
from papg.rules.coverage import seats_to_fill


def seats_to_fill_in(groups: set[str], day: date) -> int:
    """Number of required seats without a member on a day, over some groups together."""
    return sum(seats_to_fill(seats) for seats in coverage.of_groups(groups, day).values())
