"""The framework's Auto Repeat with an end it does not know: that of the group."""

from frappe.automation.doctype.auto_repeat.auto_repeat import AutoRepeat

from papg.actions import repeating


class AutoRepeatUntilTheEnd(AutoRepeat):
    """Makes no turn once no turn is left in a group that goes on.

    The action itself would refuse it, and the framework would write to its secretary of an error.
    """

    def create_documents(self) -> None:
        if self.reference_doctype == repeating.ACTION and not repeating.latest_turn(self):
            repeating.end(self)
            return
        super().create_documents()
