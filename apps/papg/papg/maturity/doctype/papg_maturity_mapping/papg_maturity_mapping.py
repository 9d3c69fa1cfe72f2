"""Which criterion took the place of one of an earlier framework."""

from papg.permissions.document import ChildRow


class PAPGMaturityMapping(ChildRow):
    """Which criterion took the place of one of an earlier framework."""
