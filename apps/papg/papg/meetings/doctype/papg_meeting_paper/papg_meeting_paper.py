"""A paper for an item of the agenda."""

from papg.meetings.rows import RowOfRecord


class PAPGMeetingPaper(RowOfRecord):
    """A paper for an item of the agenda."""
