"""A dated note of progress."""

from papg.meetings.rows import RowOfRecord


class PAPGActionUpdate(RowOfRecord):
    """A dated note of progress."""
