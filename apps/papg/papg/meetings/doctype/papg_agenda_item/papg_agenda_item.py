"""An item of the agenda."""

from papg.permissions.document import ChildRow


class PAPGAgendaItem(ChildRow):
    """An item of the agenda."""
