"""How one criterion was scored."""

from papg.meetings.rows import RowOfRecord


class PAPGMaturityScore(RowOfRecord):
    """How one criterion was scored."""
