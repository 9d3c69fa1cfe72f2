"""What one level of a criterion looks like."""

from papg.permissions.document import ChildRow


class PAPGMaturityWording(ChildRow):
    """What one level of a criterion looks like."""
