"""How long one class of records is kept, and what is done with it then."""

from frappe.utils import cint

from papg.meetings.wording import refuse_unless
from papg.oversight.retention_classes import CLASSES
from papg.permissions.document import Record
from papg.rules.retention import RuleFacts, check_rule


class PAPGRetentionRule(Record):
    """How long one class of records is kept, and what is done with it then."""

    def validate(self) -> None:
        chosen = CLASSES[self.record_class]
        facts = RuleFacts(
            record_class=self.record_class,
            trigger_event=self.trigger_event,
            years=cint(self.period_years),
            months=cint(self.period_months),
            action=self.action,
            why=self.why,
            events_offered=tuple(chosen.events),
            actions_offered=chosen.actions,
            least_years=chosen.least_years,
        )
        refuse_unless(check_rule(facts))

    def onload(self) -> None:
        """Tell the form which events and actions each class has."""
        offered = {
            name: {"events": list(chosen.events), "actions": list(chosen.actions)}
            for name, chosen in CLASSES.items()
        }
        self.set_onload("offered", offered)
