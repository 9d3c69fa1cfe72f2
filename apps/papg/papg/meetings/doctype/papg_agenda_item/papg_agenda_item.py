"""An item of the agenda."""

from papg.meetings.rows import RowOfRecord


class PAPGAgendaItem(RowOfRecord):
    """An item of the agenda."""
