"""What a meeting decided, or recommended when it was not quorate."""

from papg.meetings import decisions, references, voting
from papg.meetings.fields import keep_stored, require
from papg.permissions.document import Record

SET_BY_US = ("decision_number", "kind", "needs_ratification", "decided_on", "minutes")


class PAPGDecision(Record):
    """What a meeting decided, or recommended when it was not quorate."""

    group_from = ("meeting", "PAPG Meeting")

    def before_insert(self) -> None:
        require(self, "meeting")
        super().before_insert()
        keep_stored(self, SET_BY_US)
        decisions.set_from_meeting(self)

    def validate(self) -> None:
        if not self.is_new():
            keep_stored(self, SET_BY_US)
        decisions.keep_circulated_text(self)
        voting.check(self)
        decisions.set_kind(self)
        decisions.ratify(self)
        decisions.number_if_circulated(self)

    def onload(self) -> None:
        """Tell the form how the item is quoted."""
        self.set_onload("quoted", references.quoted(self.meeting, self.item_number))

    def on_trash(self) -> None:
        decisions.refuse_to_delete(self)
