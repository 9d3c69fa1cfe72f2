"""Something a group counts, by financial quarter or year."""

from papg.duties import measuring
from papg.permissions.document import Record


class PAPGMeasure(Record):
    """Something a group counts, by financial quarter or year."""

    def validate(self) -> None:
        measuring.check_total(self)
