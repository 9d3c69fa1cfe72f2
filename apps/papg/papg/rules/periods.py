"""Dated things: when a period begins, when it ends, and which days are in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Period:
    """From one day to another, both included. None means open at that end."""

    starts_on: date | None = None
    ends_on: date | None = None

    def includes(self, day: date) -> bool:
        """Say whether the day is in the period; the first and the last day are."""
        return not self.begins_after(day) and not self.ended_before(day)

    def begins_after(self, day: date) -> bool:
        """Say whether the period has not begun on that day."""
        return self.starts_on is not None and self.starts_on > day

    def ended_before(self, day: date) -> bool:
        """Say whether the period was over before that day."""
        return self.ends_on is not None and self.ends_on < day

    @property
    def is_backwards(self) -> bool:
        """Whether it ends before it begins, so that no day is in it."""
        return not _is_ordered(self.starts_on, self.ends_on)

    def overlaps(self, other: Period) -> bool:
        """Say whether one day at least is in both periods."""
        if self.is_backwards or other.is_backwards:
            return False
        return _is_ordered(self.starts_on, other.ends_on) and _is_ordered(other.starts_on, self.ends_on)


def _is_ordered(start: date | None, end: date | None) -> bool:
    return start is None or end is None or start <= end
