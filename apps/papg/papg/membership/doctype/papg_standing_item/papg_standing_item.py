"""An item on every agenda."""

from papg.meetings.rows import RowOfRecord


class PAPGStandingItem(RowOfRecord):
    """An item on every agenda."""
