"""A statutory duty, and the guidance it is measured by."""

from papg.permissions.document import Record


class PAPGDutyFramework(Record):
    """A statutory duty, and the guidance it is measured by."""
