"""What the council means by a rating of an action."""

from papg.permissions.document import Record


class PAPGRating(Record):
    """What the council means by a rating of an action."""
