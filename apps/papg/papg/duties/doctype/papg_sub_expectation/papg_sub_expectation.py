"""A part of what a requirement expects."""

from papg.permissions.document import ChildRow


class PAPGSubExpectation(ChildRow):
    """A part of what a requirement expects."""
