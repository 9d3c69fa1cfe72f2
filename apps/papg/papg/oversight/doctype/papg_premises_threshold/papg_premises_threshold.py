"""From how many people a tier for premises applies, and from which day."""

from papg.meetings.wording import refuse_unless
from papg.oversight import premises
from papg.permissions.document import Record
from papg.rules.premises_thresholds import check_threshold


class PAPGPremisesThreshold(Record):
    """From how many people a tier for premises applies, and from which day."""

    def validate(self) -> None:
        """A tier has one threshold on a day."""
        refuse_unless(check_threshold(premises.threshold_of(self), premises.thresholds(but=self.name)))

    def on_update(self) -> None:
        premises.carry()

    def after_delete(self) -> None:
        premises.carry()
