"""A strand of work, such as Protect or Prepare."""

from papg.permissions.document import Record


class PAPGStrand(Record):
    """A strand of work, such as Protect or Prepare."""
