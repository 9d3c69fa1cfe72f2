"""The one way rows of the trail go: whole sealed hours, kept for as long as they must be. Their seals stay."""

from datetime import datetime

import frappe
from frappe import _
from frappe.utils import now_datetime

from papg.oversight.trail import Entry, write
from papg.oversight.triggers import BOUND, LOG, SEAL
from papg.rules.due_dates import govuk_date
from papg.rules.trail import DISPOSED, KEPT_YEARS, hour_of, may_dispose


def dispose_before(before: datetime) -> int:
    """Remove the sealed hours before a time, and note it in the trail.

    Args:
        before: Hours before the one this lies in go.

    Returns:
        How many rows went.

    Raises:
        frappe.ValidationError: They have not been kept long enough.
    """
    if not may_dispose(before, now_datetime()):
        message = _("The trail is kept {0} years: rows of {1} cannot be removed yet. Choose an earlier day.")
        frappe.throw(message.format(KEPT_YEARS, govuk_date(before.date())))
    bound = hour_of(before)
    frappe.db.sql(f"set {BOUND} = %s", bound)
    try:
        frappe.db.sql(
            f"delete from `tab{LOG}` where hour < %s and hour in (select hour from `tab{SEAL}`)", bound
        )
        gone = frappe.db.sql("select row_count()")[0][0]
    finally:
        frappe.db.sql(f"set {BOUND} = null")
    detail = _("{0} rows were removed by the rule of retention; their seals stay.").format(gone)
    write([Entry(DISPOSED, frappe.session.user, LOG, bound, door="retention", detail=detail)])
    return int(gone)
