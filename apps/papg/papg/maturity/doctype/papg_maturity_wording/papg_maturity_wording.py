"""What one level of a criterion looks like."""

from papg.meetings.rows import RowOfRecord


class PAPGMaturityWording(RowOfRecord):
    """What one level of a criterion looks like."""
