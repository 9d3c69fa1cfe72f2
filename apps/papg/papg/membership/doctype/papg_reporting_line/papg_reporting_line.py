"""A body or post the group reports to."""

from papg.permissions.document import ChildRow


class PAPGReportingLine(ChildRow):
    """A body or post the group reports to."""
