"""A block of requirements of a duty."""

from papg.duties.codes import refuse_taken
from papg.permissions.document import Record


class PAPGWorkstream(Record):
    """A block of requirements of a duty."""

    def validate(self) -> None:
        self.heading = f"{self.label} {self.title}"
        refuse_taken(self, "label")
