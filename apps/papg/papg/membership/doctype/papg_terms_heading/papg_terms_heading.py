"""A heading of terms of reference, with what to write under it."""

from papg.permissions.document import Record


class PAPGTermsHeading(Record):
    """A heading of terms of reference, with what to write under it."""
