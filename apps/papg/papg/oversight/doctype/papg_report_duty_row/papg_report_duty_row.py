"""A requirement of a duty as a report tells it."""

from papg.permissions.document import ChildRow


class PAPGReportDutyRow(ChildRow):
    """A requirement of a duty as a report tells it."""
