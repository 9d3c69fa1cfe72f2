"""How far an organisation is with a shared commitment."""

from papg.meetings.rows import RowOfRecord


class PAPGActionOrganisation(RowOfRecord):
    """How far an organisation is with a shared commitment."""
