"""Who may own an action, and what a plain member may change in one that is theirs."""

from datetime import date

import frappe
from frappe import _
from frappe.model import no_value_fields, table_fields
from frappe.model.document import Document
from frappe.utils import getdate, today

from papg.actions import people
from papg.rules.actions import DONE, IN_PROGRESS
from papg.rules.due_dates import govuk_date
from papg.rules.periods import Period

MEMBERS_FIELDS = ("status", "workflow_state", "evidence", "obstacle", "obstacle_kind", "updates")
# Worked out by the action itself at every save, whatever was sent.
KEPT_FIELDS = (
    *("completed_on", "closed_by", "reminded_on"),
    *("link_fingerprint", "link_sent_to", "link_until"),
)
DERIVED_FIELDS = (*KEPT_FIELDS, "original_due_on", "stage")


def check_owner(action: Document) -> None:
    """The owner is a current member of the action's group, or somebody known by an email address alone.

    Raises:
        frappe.ValidationError: There are two owners, the member is of another group or has left, or the owner
            would change after the action was reported done.
    """
    if action.owner_member and action.owner_email:
        frappe.throw(_("Owner: give a member or an email address, not both. Clear one of the two."))
    if not action.has_changed(*people.OWNER_FIELDS):
        return
    refuse_new_owner_of_done_action(action)
    if action.owner_member:
        refuse_outsider(people.member_row(action.owner_member), action.papg_group)


def refuse_new_owner_of_done_action(action: Document) -> None:
    """Otherwise an owner could hand the action on and then close it as somebody else."""
    before = action.get_doc_before_save()
    if before and before.stage == DONE and action.stage != IN_PROGRESS:
        frappe.throw(
            _("The action is Done, so its owner stays. Put it back in progress to change the owner.")
        )


def refuse_outsider(row: frappe._dict, group: str) -> None:
    """The member is on the group, and today."""
    name = row.full_name or row.job_title
    if row.papg_group != group:
        wrong_group = _(
            "Owner: {0} is not a member of this group. Choose one who is, or give an email address."
        )
        frappe.throw(wrong_group.format(name))
    if not Period(row.joined_on, row.left_on).includes(getdate(today())):
        wrong_day = _("Owner: {0} is not on the group today ({1} to {2}). Choose a current member.")
        frappe.throw(wrong_day.format(name, written(row.joined_on), written(row.left_on)))


def written(day: date | None) -> str:
    return govuk_date(day) if day else _("no end")


def refuse_fields_of_others(action: Document) -> None:
    """A plain member reports on an action; what it is, who owns it and when it is due is not theirs to change.

    Raises:
        frappe.PermissionError: Somebody who does not run the group changed another field; it is named.
    """
    if action.is_new() or people.is_organiser(action.papg_group):
        return
    for field in changed_fields(action):
        if field not in (*MEMBERS_FIELDS, *DERIVED_FIELDS):
            label = _(action.meta.get_label(field))
            frappe.throw(_("Only the secretary or chair changes {0}.").format(label), frappe.PermissionError)


def changed_fields(action: Document) -> list[str]:
    """Fields that differ from what is stored, tables included."""
    single = [df.fieldname for df in action.meta.fields if df.fieldtype not in no_value_fields]
    tables = [df.fieldname for df in action.meta.fields if df.fieldtype in table_fields]
    found = [field for field in single if action.has_changed(field)]
    return found + [field for field in tables if contents(action, field) != stored_contents(action, field)]


def stored_contents(action: Document, table: str) -> list[tuple[str, ...]]:
    before = action.get_doc_before_save()
    return contents(before, table) if before else []


def contents(doc: Document, table: str) -> list[tuple[str, ...]]:
    """Rows of a table as plain text, to be compared."""
    return [
        tuple(
            str(row.get(df.fieldname) or "") for df in row.meta.fields if df.fieldtype not in no_value_fields
        )
        for row in doc.get(table)
    ]
