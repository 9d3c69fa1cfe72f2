"""What the body is asked to do."""

from papg.permissions.document import ChildRow


class PAPGReportRecommendation(ChildRow):
    """What the body is asked to do."""
