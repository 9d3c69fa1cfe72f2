"""Someone who may see a restricted item."""

from papg.meetings.rows import RowOfRecord


class PAPGRestrictedAudience(RowOfRecord):
    """Someone who may see a restricted item."""
