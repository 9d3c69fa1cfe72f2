"""A link to another body that is no reporting line."""

from papg.permissions.document import ChildRow


class PAPGGroupLink(ChildRow):
    """A link to another body that is no reporting line."""
