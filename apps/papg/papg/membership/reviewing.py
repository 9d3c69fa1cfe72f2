"""Reminders that terms of reference are to be reviewed."""

import frappe
from frappe import _
from frappe.utils import cint, getdate, today

from papg import notices
from papg.membership.rows import memberships_of
from papg.rules.due_dates import govuk_date
from papg.rules.membership import CHAIR, SECRETARY
from papg.rules.terms import is_review_reminder_due

TERMS = "PAPG Terms of Reference"


def remind_due() -> None:
    """Daily: write to chair and secretary of terms whose review is near or due, once for each of the two."""
    day = getdate(today())
    for row in latest_in_force():
        if is_review_reminder_due(
            row.review_due_on, cint(row.remind_days_before), row.review_reminded_on, day
        ):
            remind(row)


def latest_in_force() -> list[frappe._dict]:
    """Terms in force with a day of review, of groups that go on, without a newer version in force or under way."""
    return frappe.db.sql(
        """
        select terms.name, terms.papg_group, terms.review_due_on, terms.remind_days_before,
            terms.review_reminded_on
        from `tabPAPG Terms of Reference` terms
        join `tabPAPG Group` body on body.name = terms.papg_group and body.status != 'Dissolved'
        where terms.docstatus = 1 and terms.stage = 'In force' and terms.review_due_on is not null
            and not exists (
                select 1 from `tabPAPG Terms of Reference` newer
                where newer.papg_group = terms.papg_group and newer.version > terms.version
                    and (newer.docstatus = 0 or newer.stage = 'In force')
            )
        order by terms.name
        """,
        as_dict=True,
    )


def remind(row: frappe._dict) -> None:
    """Write the letters, and note the day once there is one on its way."""
    members = memberships_of(row.papg_group, getdate(today()))
    people = {member.person.user for member in members if member.position in (CHAIR, SECRETARY)}
    reason = _("The review of these terms of reference is due on {0}.").format(govuk_date(row.review_due_on))
    if notices.notify(frappe.get_doc(TERMS, row.name), people, reason):
        frappe.db.set_value(TERMS, row.name, "review_reminded_on", today(), update_modified=False)
