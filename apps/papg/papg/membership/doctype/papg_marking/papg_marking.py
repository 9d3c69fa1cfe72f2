"""A protective marking."""

from papg.permissions.document import Record


class PAPGMarking(Record):
    """A protective marking."""
