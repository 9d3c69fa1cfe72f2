"""Whom training, briefings and campaigns are for."""

from papg.permissions.document import Record


class PAPGAudience(Record):
    """Whom training, briefings and campaigns are for."""
