"""A protective marking, with how a record that carries it is to be handled."""

from papg.meetings import markings
from papg.permissions.document import Record


class PAPGMarking(Record):
    """A protective marking, with how a record that carries it is to be handled."""

    def validate(self) -> None:
        markings.check_list(self)

    def before_rename(self, old: str, new: str, merge: bool = False) -> None:
        super().before_rename(old, new, merge)
        markings.check_name(new)
