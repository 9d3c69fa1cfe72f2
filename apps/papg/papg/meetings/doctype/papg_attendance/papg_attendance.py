"""Who was there."""

from papg.meetings.rows import RowOfRecord


class PAPGAttendance(RowOfRecord):
    """Who was there."""
