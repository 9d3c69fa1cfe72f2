"""A further council that shares the group."""

from papg.permissions.document import ChildRow


class PAPGGroupAuthority(ChildRow):
    """A further council that shares the group."""
