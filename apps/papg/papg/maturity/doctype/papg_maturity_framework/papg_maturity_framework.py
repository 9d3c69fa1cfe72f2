"""A matrix a council assesses itself with: its levels and, as records of their own, its criteria."""

from papg.maturity import comparing, frameworks
from papg.permissions.document import Record


class PAPGMaturityFramework(Record):
    """A matrix a council assesses itself with: its levels and, as records of their own, its criteria.

    Once an assessment made with it is signed off, only its status and notes change.
    """

    def validate(self) -> None:
        if frameworks.has_changed(self):
            frameworks.refuse_if_signed_off_with(self.name)
        frameworks.check_levels(self)
        comparing.check_mapping(self)
        if self.status == frameworks.IN_USE:
            frameworks.check_criteria_of(self)

    def on_trash(self) -> None:
        frameworks.refuse_if_signed_off_with(self.name)

    def before_rename(self, old: str, new: str, merge: bool = False) -> None:
        frameworks.refuse_rename(old)
