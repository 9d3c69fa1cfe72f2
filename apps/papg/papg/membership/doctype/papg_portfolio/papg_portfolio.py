"""A portfolio of work inside a business area."""

from papg.permissions.document import ChildRow


class PAPGPortfolio(ChildRow):
    """A portfolio of work inside a business area."""
