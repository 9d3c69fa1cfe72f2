"""What was said under an item."""

from papg.permissions.document import ChildRow


class PAPGMinutesEntry(ChildRow):
    """What was said under an item."""
