"""The wordings minutes had: kept when they go to the chair and when they go round, and compared."""

from typing import Any

import frappe
from bs4 import BeautifulSoup
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, now_datetime

from papg.meetings.wording import shown_moment
from papg.oversight import seen
from papg.permissions import policy
from papg.rules.comparison import Entry, differences
from papg.rules.minutes import CIRCULATED, WITH_CHAIR

RECORD = "PAPG Minutes Version"
OF_MINUTES = ("title", "version", "stage", "marking")
OF_ENTRY = ("item_number", "title", "discussion")


@frappe.whitelist(methods=["GET", "POST"])
def compare(older: str, newer: str | None = None) -> dict[str, Any]:
    """Say in plain words how two wordings of the same minutes differ.

    Args:
        older: Name of the version that is to be the older one.
        newer: Name of the other; the text as it stands when left out.

    Returns:
        A `heading`, a sentence `said`, and the `items` that differ, each with `number`, `title` and sentences `said`.

    Raises:
        frappe.PermissionError: The caller may not read both wordings.
        frappe.ValidationError: The versions are of different minutes.
    """
    first = readable(RECORD, older)
    second = readable(RECORD, newer) if newer else readable("PAPG Minutes", first.minutes)
    minutes = second.minutes if newer else second.name
    if minutes != first.minutes:
        frappe.throw(_("The two versions are of different minutes. Choose two of the same."))
    seen.tell("PAPG Minutes", minutes, _("comparison of versions"))
    heading = _("{0}, and {1}").format(label(first), label(second) if newer else _("the text as it stands"))
    return {"heading": heading, **compared(entries_of(first), entries_of(second))}


def readable(record: str, name: str) -> Document:
    """A record the caller may read."""
    doc = frappe.get_doc(record, name)
    doc.check_permission("read")
    return doc


def compared(older: list[Entry], newer: list[Entry]) -> dict[str, Any]:
    """How two wordings differ, as forms and pages show it."""
    items = [
        {"number": found.number, "title": found.title, "said": [line.translated(_) for line in found.said]}
        for found in differences(older, newer)
    ]
    said = _("Items that read differently: {0}.").format(len(items)) if items else _("Both read the same.")
    return {"said": said, "items": items}


def entries_of(doc: Document) -> list[Entry]:
    """Entries of minutes or of a version as the rules compare them."""
    return [entry(row) for row in doc.entries]


def entry(row: Document | frappe._dict) -> Entry:
    text = BeautifulSoup(row.discussion or "", "html.parser").get_text(" ")
    return Entry(cint(row.item_number), row.title or "", text)


def keep(minutes: Document) -> None:
    """Keep the wording of minutes that have just gone to the chair for the first time or again, or gone round."""
    before = minutes.get_doc_before_save()
    if not before or before.stage == minutes.stage or minutes.stage not in (WITH_CHAIR, CIRCULATED):
        return
    # What comes back for approval after a correction went round before, and is kept when it does so again.
    if minutes.stage == WITH_CHAIR and minutes.approved_on:
        return
    version = frappe.new_doc(RECORD)
    version.update({"minutes": minutes.name, "kept_on": now_datetime()})
    version.update({field: minutes.get(field) for field in OF_MINUTES})
    for row in minutes.entries:
        version.append("entries", {field: row.get(field) for field in OF_ENTRY})
    version.insert(ignore_permissions=True)  # nobody writes versions; the step that was taken is the right


def of_minutes(minutes: str) -> list[dict[str, str]]:
    """Versions of minutes the reader may see, the latest first, each with what it is called."""
    return [{"name": row.name, "said": label(row)} for row in rows_of(minutes)]


def rows_of(minutes: str, stage: str | None = None) -> list[frappe._dict]:
    """Versions of minutes the reader may see, the latest first."""
    return frappe.db.sql(
        f"""
        select name, version, stage, kept_on from `tab{RECORD}`
        where minutes = %(minutes)s and stage = ifnull(%(stage)s, stage) and {policy.condition(RECORD, "read")}
        order by kept_on desc, version desc
        """,
        {"minutes": minutes, "stage": stage},
        as_dict=True,
    )


def label(row: Document | frappe._dict) -> str:
    """What a version is called."""
    if row.stage == WITH_CHAIR:
        return _("Sent to the chair on {0}").format(shown_moment(row.kept_on))
    return _("Version {0}, circulated on {1}").format(row.version, shown_moment(row.kept_on))


def latest_changes(minutes: str) -> dict[str, Any] | None:
    """How the last version that went round differs from the one before; nothing where only one did."""
    last = rows_of(minutes, CIRCULATED)[:2]
    if len(last) < 2:
        return None
    rows = frappe.get_all(
        "PAPG Minutes Entry",
        {"parenttype": RECORD, "parent": ("in", [row.name for row in last])},
        ["parent", *OF_ENTRY],
        order_by="idx",
    )
    newer, older = ([entry(row) for row in rows if row.parent == version.name] for version in last)
    return compared(older, newer)
