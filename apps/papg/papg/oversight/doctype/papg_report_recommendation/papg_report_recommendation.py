"""What the body is asked to do."""

from papg.meetings.rows import RowOfRecord


class PAPGReportRecommendation(RowOfRecord):
    """What the body is asked to do."""
