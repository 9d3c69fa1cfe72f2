"""Premises of a group's area, with the tier they fall in and why."""

from frappe.utils import getdate, today

from papg.meetings.wording import refuse_unless
from papg.membership import ending
from papg.oversight import premises
from papg.permissions.document import Record
from papg.rules.premises import check


class PAPGPremises(Record):
    """Premises of a group's area, with the tier they fall in and why."""

    def before_insert(self) -> None:
        super().before_insert()
        ending.refuse_after_end(self.papg_group, today())

    def validate(self) -> None:
        day = getdate(today())
        refuse_unless(check(premises.facts_of(self), day))
        self.update(premises.answered(self, premises.thresholds(), day))
