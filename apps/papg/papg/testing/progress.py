"""A background job that says how far it is, as a long job does."""

import frappe

TITLE = "Counting the actions"


def report(percent: int) -> None:
    """Job: tell whoever started it how far it is.

    Args:
        percent: How much is done.
    """
    frappe.publish_progress(percent, title=TITLE)
