"""What is on a disclosure copy: the minutes without what is withheld, and the list of what was and why."""

from typing import Any

import frappe
from frappe import _
from markupsafe import Markup

from papg.meetings import redacting
from papg.meetings.disclosing import is_changed_since_approval
from papg.printing.paper import Paper
from papg.printing.text import slug
from papg.rules.disclosure import APPROVED


def disclosure_copy(name: str) -> Paper:
    """A disclosure copy; an approved one is printed as it was approved.

    Raises:
        frappe.ValidationError: The stored text is not the one that was approved.
    """
    copy = frappe.get_doc("PAPG Disclosure Copy", name)
    if is_changed_since_approval(copy):
        frappe.throw(
            _("The text of “{0}” is not the one that was approved. Make another copy.").format(copy.title)
        )
    content = redacting.content_of(copy)
    title = _("{0}, {1}: disclosure copy").format(content["heading"], content["group_name"])
    return Paper(
        title=title,
        file_name=f"{slug(title)}.pdf",
        marking=copy.marking or "",
        handling="",
        template="disclosure-copy.html",
        content={
            **content,
            "items": [with_markup(item, "discussion") for item in content["items"]],
            "additions": [with_markup(row, "text") for row in content["additions"]],
            "is_approved": copy.stage == APPROVED,
            "law": copy.regime,
            "received_on": copy.requested_on,
        },
        is_for_release=True,
    )


def with_markup(part: dict[str, Any], key: str) -> dict[str, Any]:
    """The text of an item was cleaned before it was redacted, and is not to be escaped again."""
    return {**part, key: Markup(part[key])}  # noqa: S704 cleaned when it was gathered
