"""A post that wrote the report."""

from papg.permissions.document import ChildRow


class PAPGReportAuthor(ChildRow):
    """A post that wrote the report."""
