"""A restricted document somebody holds elsewhere: where it is, who was shown it and when, and never its text."""

from frappe.utils import today

from papg.meetings.fields import keep_stored
from papg.membership import ending
from papg.oversight import restricted_documents as register
from papg.permissions.document import Record

SET_BY_US = ("review",)


class PAPGRestrictedDocument(Record):
    """A restricted document somebody holds elsewhere: where it is, who was shown it and when, and never its text."""

    def before_insert(self) -> None:
        super().before_insert()
        ending.refuse_after_end(self.papg_group, today())

    def validate(self) -> None:
        keep_stored(self, SET_BY_US)
        register.check_marking(self)
        register.fill_posts(self)
        register.check_days(self)
        register.prepare_review(self)

    def on_update(self) -> None:
        register.open_review(self)
