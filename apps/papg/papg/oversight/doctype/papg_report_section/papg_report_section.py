"""A numbered section of a report."""

from papg.meetings.rows import RowOfRecord


class PAPGReportSection(RowOfRecord):
    """A numbered section of a report."""
