"""A part of what a requirement expects."""

from papg.meetings.rows import RowOfRecord


class PAPGSubExpectation(RowOfRecord):
    """A part of what a requirement expects."""
