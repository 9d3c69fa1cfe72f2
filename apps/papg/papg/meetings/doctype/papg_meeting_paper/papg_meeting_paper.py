"""A paper for an item of the agenda."""

from papg.permissions.document import ChildRow


class PAPGMeetingPaper(ChildRow):
    """A paper for an item of the agenda."""
