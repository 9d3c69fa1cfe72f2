"""How one criterion was scored."""

from papg.permissions.document import ChildRow


class PAPGMaturityScore(ChildRow):
    """How one criterion was scored."""
