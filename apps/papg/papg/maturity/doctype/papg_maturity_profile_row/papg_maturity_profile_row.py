"""Where one theme of an assessment stands."""

from papg.meetings.rows import RowOfRecord


class PAPGMaturityProfileRow(RowOfRecord):
    """Where one theme of an assessment stands."""
