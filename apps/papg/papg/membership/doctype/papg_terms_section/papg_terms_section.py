"""A section of the terms of reference."""

from papg.meetings.rows import RowOfRecord


class PAPGTermsSection(RowOfRecord):
    """A section of the terms of reference."""
