"""A numbered section of a report."""

from papg.permissions.document import ChildRow


class PAPGReportSection(ChildRow):
    """A numbered section of a report."""
