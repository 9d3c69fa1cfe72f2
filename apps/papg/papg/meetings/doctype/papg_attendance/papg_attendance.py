"""Who was there."""

from papg.permissions.document import ChildRow


class PAPGAttendance(ChildRow):
    """Who was there."""
