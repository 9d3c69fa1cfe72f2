"""A section of the terms of reference."""

from papg.permissions.document import ChildRow


class PAPGTermsSection(ChildRow):
    """A section of the terms of reference."""
