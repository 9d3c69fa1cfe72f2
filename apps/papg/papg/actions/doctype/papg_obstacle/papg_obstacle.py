"""A kind of thing that gets in the way of an action."""

from papg.permissions.document import Record


class PAPGObstacle(Record):
    """A kind of thing that gets in the way of an action."""
