"""A level of a maturity framework."""

from papg.permissions.document import ChildRow


class PAPGMaturityLevel(ChildRow):
    """A level of a maturity framework."""
