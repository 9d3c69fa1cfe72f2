"""Meetings keep the number they went out with; from now on numbers run through the year."""

import frappe


def execute() -> None:
    """Put the year of each numbered meeting before its number, and count on from there."""
    frappe.db.sql(
        """update `tabPAPG Meeting` set reference = concat(year(starts_at), '/', meeting_number)
        where meeting_number > 0 and ifnull(reference, '') = ''"""
    )
