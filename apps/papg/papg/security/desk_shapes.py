"""Shapes of what only the desk sends: its pages, workspaces, cards, reports, people and uploads."""

import json
import re
from pathlib import Path
from typing import Any

import frappe
from frappe import _
from frappe.desk.desktop import get_workspace_sidebar_items

from papg.permissions import rights
from papg.security import listing, records, users
from papg.security.answers import NotThere
from papg.security.shapes import SHAPES, Context, limited, parsed

ASSET = re.compile(r"/?assets/[\w./-]+\.(js|css|html)")
PAGES_OF_THE_FRAMEWORK = ("print",)
APP = "papg"
DELIMITERS = (",", ";", "|", "\t")


def assets(value: Any, context: Context) -> str:
    """Files of the desk itself."""
    wanted = parsed(value, context)
    if not isinstance(wanted, list) or not all(is_asset(path) for path in wanted):
        raise context.bad(_("give addresses of scripts"))
    return json.dumps(wanted)


def is_asset(path: Any) -> bool:
    """Is this the address of a script or style of the desk, and is there one?"""
    if not isinstance(path, str) or not ASSET.fullmatch(path) or ".." in path:
        return False
    return Path(frappe.local.sites_path, path.lstrip("/")).is_file()


def rows(value: Any, context: Context) -> str:
    """A list of rows, each with names and values."""
    sent = parsed(value, context)
    if not isinstance(sent, list) or not all(isinstance(row, dict) for row in sent):
        raise context.bad(_("give a list of rows"))
    return json.dumps(sent)


def pairs(value: Any, context: Context) -> str:
    """Names with values, as JSON in a text whatever they came as."""
    sent = parsed(value, context)
    if not isinstance(sent, dict):
        raise context.bad(_("give names and values"))
    return json.dumps(sent)


def numbers(value: Any, context: Context) -> str:
    """A list of whole numbers."""
    sent = parsed(value, context)
    if not isinstance(sent, list) or not all(type(one) is int for one in sent):
        raise context.bad(_("give a list of whole numbers"))
    return json.dumps(sent)


def delimiter(value: Any, context: Context) -> str:
    """What stands between the values of a line of a CSV file."""
    if isinstance(value, str) and value in DELIMITERS:
        return value
    raise context.bad(_("give a comma, a semicolon, a bar or a tab"))


def desk_page(value: Any, context: Context) -> str:
    """A page of ours, or one of the framework's that the desk cannot do without."""
    if value in PAGES_OF_THE_FRAMEWORK or (isinstance(value, str) and is_ours("Page", value)):
        return value
    raise NotThere


def report(value: Any, context: Context) -> str:
    """A report of ours on a record type of ours."""
    if isinstance(value, str) and is_ours("Report", value):
        found = frappe.db.get_value("Report", value, ["is_standard", "ref_doctype"], as_dict=True)
        if found.is_standard == "Yes" and found.ref_doctype in rights.records():
            return value
    raise NotThere


def form_name(value: Any, context: Context) -> str:
    """Name of a form to load; of reports only ours."""
    kind = context.arguments.get("doctype")
    if kind == "Report" and not is_saved_report(value):
        return report(value, context)
    return limited(140)(value, context)


def is_saved_report(name: Any) -> bool:
    """Is this a list of records of the council, kept with its columns and filters? It is read like any other list."""
    wanted = {"name": name, "report_type": "Report Builder", "is_standard": "No", "disabled": 0}
    about = frappe.db.get_value("Report", wanted, "ref_doctype") if isinstance(name, str) else None
    return about in rights.records()


def own_comment(value: Any, context: Context) -> str:
    """A comment the caller wrote, on a record the caller may still see."""
    place = ["owner", "reference_doctype", "reference_name"]
    found = frappe.db.get_value("Comment", value, place, as_dict=True) if isinstance(value, str) else None
    if not found or found.owner != frappe.session.user:
        raise NotThere
    records.seen(found.reference_doctype, found.reference_name, context.argument)
    return value


def is_ours(record_type: str, name: str) -> bool:
    """Does a page or a report come with this app?"""
    module = frappe.db.get_value(record_type, name, "module")
    return bool(module) and frappe.db.get_value("Module Def", module, "app_name") == APP


def workspace(value: Any, context: Context) -> str:
    """A workspace the caller has; the stored one takes the place of what was sent."""
    sent = parsed(value, context)
    name = sent.get("name") if isinstance(sent, dict) else None
    found = next((page for page in get_workspace_sidebar_items()["pages"] if page["name"] == name), None)
    if found is None:
        raise NotThere
    return json.dumps({key: found.get(key) for key in ("name", "title", "public", "for_user")})


def card_filters(value: Any, context: Context) -> Any:
    """Filters of a number card, on the record type it counts."""
    card = parsed(context.arguments.get("doc"), context)
    name = card.get("name") if isinstance(card, dict) else None
    counted = frappe.db.get_value("Number Card", name, "document_type")
    if not counted:
        raise NotThere
    return json.dumps(listing.filters(parsed(value, context), counted, context.argument))


def people(value: Any, context: Context) -> str:
    """Accounts of people near the caller; others are left out."""
    sent = parsed(value, context)
    if not isinstance(sent, list):
        raise context.bad(_("give a list of accounts"))
    near = {frappe.session.user, *users.people_near(frappe.session.user)}
    return json.dumps([name for name in sent if isinstance(name, str) and name in near])


def record_or_new(value: Any, context: Context) -> str:
    """A record the caller may see, or one that is only being written."""
    if records.is_new(value, context.record_type()):
        return limited(140)(value, context)
    return records.seen(context.record_type(), value, context.argument)


SHAPES.update(
    {
        "assets": assets,
        "rows": rows,
        "pairs": pairs,
        "numbers": numbers,
        "delimiter": delimiter,
        "desk page": desk_page,
        "report": report,
        "form name": form_name,
        "own comment": own_comment,
        "workspace": workspace,
        "card filters": card_filters,
        "people": people,
        "record or new": record_or_new,
    }
)
