"""Where one theme of an assessment stands."""

from papg.permissions.document import ChildRow


class PAPGMaturityProfileRow(ChildRow):
    """Where one theme of an assessment stands."""
