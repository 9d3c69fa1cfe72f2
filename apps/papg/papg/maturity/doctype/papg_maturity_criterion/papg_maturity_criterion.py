"""One line of a maturity framework, with what each level of it looks like."""

from papg.maturity import evidence, frameworks
from papg.permissions.document import Record


class PAPGMaturityCriterion(Record):
    """One line of a maturity framework, with what each level of it looks like."""

    def validate(self) -> None:
        frameworks.refuse_if_signed_off_with(self.framework)
        frameworks.check_criterion(self)

    def onload(self) -> None:
        """Tell the form which actions were raised from the criterion, as far as its reader may see them."""
        self.set_onload("actions", evidence.actions_of_criterion(self))

    def on_trash(self) -> None:
        frameworks.refuse_if_signed_off_with(self.framework)

    def before_rename(self, old: str, new: str, merge: bool = False) -> None:
        frameworks.refuse_rename(old)
