"""What was said under an item."""

from papg.meetings.rows import RowOfRecord


class PAPGMinutesEntry(RowOfRecord):
    """What was said under an item."""
