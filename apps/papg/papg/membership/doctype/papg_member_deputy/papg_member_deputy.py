"""A named deputy of the member, for a period."""

from papg.permissions.document import ChildRow


class PAPGMemberDeputy(ChildRow):
    """A named deputy of the member, for a period."""
