"""A level of a maturity framework."""

from papg.meetings.rows import RowOfRecord


class PAPGMaturityLevel(RowOfRecord):
    """A level of a maturity framework."""
