"""A post that wrote the report."""

from papg.meetings.rows import RowOfRecord


class PAPGReportAuthor(RowOfRecord):
    """A post that wrote the report."""
