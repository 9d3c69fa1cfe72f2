"""What is to come next, by whom and by when, as it was put."""

from papg.meetings.rows import RowOfRecord


class PAPGNextStep(RowOfRecord):
    """What is to come next, by whom and by when, as it was put."""
