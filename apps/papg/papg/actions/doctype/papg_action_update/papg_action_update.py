"""A dated note of progress."""

from papg.permissions.document import ChildRow


class PAPGActionUpdate(ChildRow):
    """A dated note of progress."""
