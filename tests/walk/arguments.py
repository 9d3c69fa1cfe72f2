"""Arguments a curious caller would send: worked out from what a method takes, and pointing at one record."""

import inspect
from collections.abc import Callable
from typing import Any

import frappe
from frappe.utils import add_days, today

from papg.oversight import due
from papg.oversight.due import RULE
from papg.permissions.wiring import scrub
from papg.security.allowlist import Argument
from tests.walk.rows import Row

RECORD_TYPES = (
    "doctype",
    "dt",
    "ref_doctype",
    "reference_doctype",
    "parenttype",
    "parent_doctype",
    "document_type",
)
NAMES = (
    "name",
    "docname",
    "dn",
    "doc_name",
    "reference_name",
    "document_name",
    "ref_docname",
    "parent",
    "old_name",
)
RECORDS = ("doc", "docs", "document", "docinfo")
CALLED = ("method", "query", "tree_method", "function")
WORD = "Canary"


def pointing_at(row: Row, function: Callable[..., Any] | None) -> dict[str, Any]:
    """A value for each parameter of a method."""
    if not function:
        return named(row, "name", "doctype")
    taken = inspect.signature(inspect.unwrap(function)).parameters.values()
    plain = [one for one in taken if one.kind is not one.VAR_KEYWORD and one.name not in ("self", "cmd")]
    return named(row, *(one.name for one in plain)) or named(row, "name", "doctype")


def named(row: Row, *names: str) -> dict[str, Any]:
    """A value for each of these names."""
    return {name: value_for(row, name) for name in names}


def value_for(row: Row, name: str) -> Any:
    """What would be sent under a name to get at the row."""
    if name in RECORD_TYPES or name == scrub(row.record):
        return row.record
    if name in NAMES or name == scrub(row.record).removeprefix("papg_"):
        return row.name
    if name in RECORDS:
        return {"doctype": row.record, "name": row.name}
    if name in CALLED:
        return "frappe.client.get_list"
    known = {"fields": ["*"], "filters": {"name": row.name}, "user": "Administrator", "names": [row.name]}
    known |= {"items": [row.name], "file_url": row.files[0].url if row.files else "/private/files/x.txt"}
    known |= {"files": [file.name for file in row.files], "limit": 20, "start": 0, "page_length": 20}
    return known.get(name, WORD)


def listed(row: Row, argument: Argument) -> Any:
    """A value for an argument as the lists of the gate describe it; None to leave it out."""
    if argument.shape == "record" and argument.what == row.record:
        return row.name
    return known_by_name(row).get(argument.name, by_shape(argument))


def by_shape(argument: Argument) -> Any:
    """A value of the shape an argument must have, for one that must be given."""
    if not argument.is_required:
        return None
    values = {"number": 1, "day": add_days(today(), 14), "flag": 1, "json": []}
    return values.get(argument.shape, WORD)


def known_by_name(row: Row) -> dict[str, Any]:
    """What some arguments have to be for the call to make sense, found in what is stored."""
    values = row.values
    if row.record == "PAPG Action":
        lines = frappe.get_all(
            "PAPG Reporting Line", {"parent": values.get("papg_group"), "body": ("is", "set")}, pluck="name"
        )
        return {"line": lines[0] if lines else WORD, "frequency": "Monthly"}
    if row.record == "PAPG Group":
        bodies = [line["body"] for line in values.get("reports_to", ()) if line.get("body")]
        return {"body": next(iter(bodies), WORD), "members": members_above(values)} | owned()
    if row.record == "PAPG Maturity Assessment":
        return {"code": code_of_a_gap(values), "action": closed_action(values)} | owned()
    if row.record == "PAPG Meeting":
        lines = [line["member"] for line in values.get("attendance", ()) if line.get("member")]
        return {"members": lines[:1], "kind": "Report", "intention": "Apologies"}
    if row.record == "PAPG Member":
        return {"on": today(), "job_title": "Head of Canaries"}
    if row.record in ("PAPG Minutes", "PAPG Restricted Item"):
        return {"agreed_on": today(), "requested_on": today()}
    if row.record == RULE:
        return {"shown": due.of_rule(frappe.get_doc(RULE, row.name)).shown}
    return {}


def members_above(values: dict[str, Any]) -> list[str]:
    """A member of the group above, to be put on a subgroup."""
    above = {"papg_group": values.get("parent_papg_group") or "", "user": ("is", "set")}
    return frappe.get_all("PAPG Member", above, pluck="name", limit=1)


def owned() -> dict[str, str]:
    """Who owns an action to be raised, and by when it is due."""
    return {"owner_email": "owner@harbour.example", "due_on": add_days(today(), 30)}


def closed_action(values: dict[str, Any]) -> str:
    """A closed action of a gap in the same group."""
    raised = {"source_doctype": "PAPG Maturity Assessment", "stage": "Closed"}
    of_group = {**raised, "papg_group": values.get("papg_group") or ""}
    return next(iter(frappe.get_all("PAPG Action", of_group, pluck="name", limit=1)), WORD)


def code_of_a_gap(values: dict[str, Any]) -> str:
    """Code of a criterion of the assessment that is not where it is to be."""
    scores = values.get("scores", ())
    found = [one["code"] for one in scores if one.get("current_level") and one.get("target_level")]
    return next(iter(found), WORD)
