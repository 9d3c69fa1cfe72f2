"""An interest somebody declared at an item."""

from papg.permissions.document import ChildRow


class PAPGDeclaredInterest(ChildRow):
    """An interest somebody declared at an item."""
