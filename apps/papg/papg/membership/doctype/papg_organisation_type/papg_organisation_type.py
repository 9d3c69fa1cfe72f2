"""A kind of organisation, such as a police force or a council department."""

from papg.permissions.document import Record


class PAPGOrganisationType(Record):
    """A kind of organisation, such as a police force or a council department."""
