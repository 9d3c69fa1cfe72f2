"""An item on every agenda."""

from papg.permissions.document import ChildRow


class PAPGStandingItem(ChildRow):
    """An item on every agenda."""
