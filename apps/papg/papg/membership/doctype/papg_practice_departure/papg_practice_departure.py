"""Why a group departs from a piece of good practice."""

from papg.meetings.rows import RowOfRecord


class PAPGPracticeDeparture(RowOfRecord):
    """Why a group departs from a piece of good practice."""
