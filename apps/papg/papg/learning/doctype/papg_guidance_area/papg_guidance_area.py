"""A business area guidance is for."""

from papg.permissions.document import ChildRow


class PAPGGuidanceArea(ChildRow):
    """A business area guidance is for."""
