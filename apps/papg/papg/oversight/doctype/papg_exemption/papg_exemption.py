"""A section of an information law under which something may be withheld."""

from papg.permissions.document import Record


class PAPGExemption(Record):
    """A section of an information law under which something may be withheld."""
