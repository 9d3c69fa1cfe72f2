"""Why a group departs from a piece of good practice."""

from papg.permissions.document import ChildRow


class PAPGPracticeDeparture(ChildRow):
    """Why a group departs from a piece of good practice."""
