"""Something taken out of a disclosure copy, and why."""

from papg.permissions.document import ChildRow


class PAPGRemoval(ChildRow):
    """Something taken out of a disclosure copy, and why."""
