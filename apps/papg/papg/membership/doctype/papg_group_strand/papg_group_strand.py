"""A strand the group works on."""

from papg.permissions.document import ChildRow


class PAPGGroupStrand(ChildRow):
    """A strand the group works on."""
