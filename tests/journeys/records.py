"""What the journeys leave behind, taken away again: other tests share the cast and its groups."""

from datetime import datetime

import frappe

LEFT_BEHIND = (
    "PAPG Duty Progress",
    "PAPG Duty Requirement",
    "PAPG Workstream",
    "PAPG Duty Framework",
    "PAPG Activity",
    "PAPG Hold",
    "PAPG Referral",
    "PAPG Restricted Document",
    "PAPG Premises",
    "PAPG Measure Value",
    "PAPG Measure",
    "PAPG Escalation",
    "PAPG Report",
    "PAPG Action",
    "PAPG Priority",
    "PAPG Maturity Assessment",
    "PAPG Maturity Criterion",
    "PAPG Maturity Framework",
    "PAPG Decision",
    "PAPG Minutes Correction",
    "PAPG Minutes Version",
    "PAPG Disclosure Copy",
    "PAPG Minutes",
    "PAPG Restricted Item",
    "PAPG Contribution Request",
    "PAPG Proposed Item",
    "PAPG Meeting",
    "PAPG Meeting Series",
    "PAPG Structure Change",
    "PAPG Terms of Reference",
    "PAPG Member",
    "File",
    "Comment",
    "Notification Log",
)


def take_away(since: datetime) -> None:
    """Remove what was made since a moment; the records' own rules would keep most of it for good."""
    for record_type in LEFT_BEHIND:
        # Without its folders the framework takes no file.
        kept = {"is_folder": 0} if record_type == "File" else {}
        made = frappe.get_all(record_type, {"creation": (">=", since), **kept}, pluck="name")
        for child in frappe.get_meta(record_type).get_table_fields():
            frappe.db.delete(child.options, {"parent": ("in", made or [""])})
        frappe.db.delete(record_type, {"name": ("in", made or [""])})
