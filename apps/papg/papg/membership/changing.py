"""A member's change of post, organisation or position: one row ends, another begins, and what was stays as it was."""

from datetime import date
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from papg.meetings.wording import refuse_unless
from papg.membership import subgroups
from papg.membership.rows import period_of
from papg.rules import posts as rules
from papg.rules.actions import UNFINISHED_STAGES
from papg.rules.attendance import PLANNED, POSTPONED

RECORD = "PAPG Member"
MAY_CHANGE = ("job_title", "organisation", "position", "grade")
CARRIED = ("papg_group", "full_name", "email", "user", "contribution")
TABLES = {
    "seats": ("business_area", "portfolio"),
    "deputies": ("deputy_name", "email", "user", "organisation", "valid_from", "valid_to"),
}


@frappe.whitelist(methods=["POST"])
def change_post(
    member: str,
    on: str,
    job_title: str | None = None,
    organisation: str | None = None,
    position: str | None = None,
    grade: str | None = None,
) -> str:
    """Let a member go on under another post, organisation or position from a day.

    The row ends the day before and another begins, with the same person, seats, deputies and access. What was
    recorded before stays; actions left to do and requests for meetings to come follow.

    Args:
        member: Name of the row of membership.
        on: First day of what is new.
        job_title: The new post; as before when left out, like the organisation, the position and the grade.
        organisation: The new organisation.
        position: The new position on the group.
        grade: The new grade.

    Returns:
        Name of the new row.

    Raises:
        frappe.PermissionError: The caller may not write the row.
        frappe.ValidationError: The day does not fit, nothing would change, or the seat follows a post.
    """
    old = frappe.get_doc(RECORD, member, for_update=True)
    old.check_permission("write")
    asked = dict(zip(MAY_CHANGE, (job_title, organisation, position, grade), strict=True))
    values = {field: asked[field] or old.get(field) for field in MAY_CHANGE}
    check(old, values, day := getdate(on))
    before, since = rules.parts(period_of(old.joined_on, old.left_on), day)
    old.left_on, old.flags.is_followed = before.ends_on, True
    old.save()
    new = begin(old, values, since.starts_on, since.ends_on)
    carry_over(old.name, new.name, day)
    subgroups.take_off(old)
    return new.name


def check(old: Document, values: dict[str, Any], on: date) -> None:
    """Refuse what is no change, or not one of this row.

    Raises:
        frappe.ValidationError: The rule refuses; every reason is given.
    """
    is_different = any((old.get(field) or "") != (value or "") for field, value in values.items())
    row = period_of(old.joined_on, old.left_on)
    refuse_unless(rules.may_change(old.full_name, row, on, is_different, bool(old.ex_officio_group)))


def begin(old: Document, values: dict[str, Any], joined_on: date | None, left_on: date | None) -> Document:
    """The row that follows; the account goes along, since it is the same person's."""
    new = frappe.new_doc(RECORD)
    new.update({field: old.get(field) for field in CARRIED} | values)
    new.update({"joined_on": joined_on, "left_on": left_on})
    for table, fields in TABLES.items():
        new.extend(table, [{field: row.get(field) for field in fields} for row in old.get(table)])
    new.flags.is_access_change = True
    return new.insert()


def carry_over(old: str, new: str, on: date) -> None:
    """What is still to be done or answered follows the person; what is finished stays with the row it belonged to."""
    unfinished = {"owner_member": old, "stage": ("in", UNFINISHED_STAGES)}
    frappe.db.set_value("PAPG Action", unfinished, "owner_member", new)
    frappe.db.sql(
        """
        update `tabPAPG Contribution Request` request
        join `tabPAPG Meeting` meeting on meeting.name = request.meeting
        set request.member = %(new)s
        where request.member = %(old)s and meeting.status in %(to_come)s and meeting.starts_at >= %(on)s
        """,
        {"old": old, "new": new, "to_come": (PLANNED, POSTPONED), "on": on},
    )
