"""An area, function or outside body that a group should have someone from."""

from papg.permissions.document import Record


class PAPGBusinessArea(Record):
    """An area, function or outside body that a group should have someone from."""
