"""A seat the member fills."""

from papg.permissions.document import ChildRow


class PAPGMemberSeat(ChildRow):
    """A seat the member fills."""
