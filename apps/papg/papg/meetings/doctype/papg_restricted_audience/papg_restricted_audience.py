"""Someone who may see a restricted item."""

from papg.permissions.document import ChildRow


class PAPGRestrictedAudience(ChildRow):
    """Someone who may see a restricted item."""
