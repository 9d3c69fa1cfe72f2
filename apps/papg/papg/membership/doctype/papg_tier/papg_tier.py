"""A level of the structure, such as gold, silver and bronze."""

from papg.permissions.document import Record


class PAPGTier(Record):
    """A level of the structure, such as gold, silver and bronze."""
