"""An event, a planning matter or a licence put before an adviser, and what came of it."""

from frappe import _
from frappe.utils import getdate, today

from papg.meetings.wording import refuse_unless
from papg.membership import ending
from papg.oversight import referrals
from papg.permissions.document import Record
from papg.rules.referrals import answer_due, check, lateness, state


class PAPGReferral(Record):
    """An event, a planning matter or a licence put before an adviser, and what came of it."""

    def before_insert(self) -> None:
        super().before_insert()
        ending.refuse_after_end(self.papg_group, today())

    def validate(self) -> None:
        self.fill_answer_by()
        refuse_unless(check(referrals.facts_of(self)))
        self.status = state(referrals.facts_of(self))

    def onload(self) -> None:
        late = lateness(referrals.facts_of(self), getdate(today()))
        self.set_onload("late", late.translated(_) if late else None)

    def fill_answer_by(self) -> None:
        """Whoever is asked has a day to answer by."""
        if self.asked_on and not self.answer_by:
            self.answer_by = answer_due(
                *(referrals.day_of(self, name) for name in ("asked_on", "happens_on"))
            )
