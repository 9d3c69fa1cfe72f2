"""A body whose people sit on groups."""

import re

import frappe
from frappe import _

from papg.membership import nations
from papg.permissions import membership_roles, scope
from papg.permissions.document import Record

GSS_CODE = re.compile(r"[EWSN]\d{8}")
INITIALS = {"England": "E", "Wales": "W", "Scotland": "S", "Northern Ireland": "N"}


class PAPGOrganisation(Record):
    """A body whose people sit on groups."""

    def validate(self) -> None:
        self.follow_type()
        self.check_gss_code()

    def on_update(self) -> None:
        self.sync_roles()
        if self.is_local_authority and self.has_changed("nation", "is_local_authority"):
            nations.settle_words()

    def follow_type(self) -> None:
        """A chosen type says whether this is of the council; until another is chosen the box may say otherwise."""
        if self.has_changed("organisation_type"):
            kind = self.organisation_type
            self.is_local_authority = frappe.db.get_value("PAPG Organisation Type", kind, "is_council") or 0

    def check_gss_code(self) -> None:
        """The code has the form the statistics office gives it and belongs to the nation."""
        self.gss_code = (self.gss_code or "").strip().upper()
        if not self.gss_code:
            return
        if not GSS_CODE.fullmatch(self.gss_code):
            malformed = _(
                "GSS code {0}: enter one letter (E, W, S or N) and eight figures, such as E06000014."
            )
            frappe.throw(malformed.format(self.gss_code))
        if self.nation and self.gss_code[0] != INITIALS[self.nation]:
            elsewhere = _("GSS code {0} is not one of {1}. Correct the code or the nation.")
            frappe.throw(elsewhere.format(self.gss_code, _(self.nation)))

    def sync_roles(self) -> None:
        """Its people are council members or partners by what it is."""
        if self.get_doc_before_save() is None or not self.has_changed("is_local_authority"):
            return
        scope.forget()
        rows = {"organisation": self.name, "user": ("is", "set")}
        for user in frappe.get_all("PAPG Member", rows, pluck="user", distinct=True):
            membership_roles.sync(user)
