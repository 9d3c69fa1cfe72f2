"""Plants the records a council starts with, each once: what it changes or deletes later stays as it left it."""

import json
from pathlib import Path
from typing import Any

import frappe

FOLDER = Path(__file__).with_name("seed")
# In this order, since later ones name earlier ones.
FILES = (
    "organisation_types",
    "business_areas",
    "tiers",
    "strands",
    "markings",
    "guidance",
    "audiences",
    "terms_headings",
    "ratings",
    "obstacles",
    "follow_ups",
    "threat_levels",
    "premises_thresholds",
    "workflows",
    "workflows_minutes",
    "workflows_assessment",
    "maturity_framework",
    "maturity_criteria",
    "maturity_criteria_school",
    "workflows_action",
    "duty_frameworks",
    "workstreams",
    "duty_requirements",
    "workflows_terms",
    "workflows_report",
    "exemptions",
    "workflows_disclosure",
    "retention_rules",
    "kanban_boards",
    "number_cards",
    "workspaces",
)
PLANTED = "papg_planted"


def plant() -> None:
    """Make what has not been planted on this site before."""
    planted = planted_before()
    before = len(planted)
    for file in FILES:
        for record in read(file):
            key = key_of(record)
            if key not in planted:
                make(record)
                planted.add(key)
    if len(planted) != before:
        remember(planted)


def leave_out(key: str) -> None:
    """Never plant a record the council has its own instead of."""
    remember(planted_before() | {key})


def planted_before() -> set[str]:
    """What has been planted on this site."""
    return set(json.loads(frappe.db.get_global(PLANTED) or "[]"))


def remember(planted: set[str]) -> None:
    frappe.db.set_global(PLANTED, json.dumps(sorted(planted)))


def read(file: str) -> list[dict[str, Any]]:
    """Records of a seed file; values every record of the file shares stand once at its head."""
    path = FOLDER / f"{file}.json"
    if not path.exists():
        return []
    content = json.loads(path.read_text())
    return [{**content["every"], **record} for record in content["records"]]


def key_of(record: dict[str, Any]) -> str:
    """What a planted record is remembered by."""
    return f"{record['doctype']}/{name_of(record)}"


def name_of(record: dict[str, Any]) -> str:
    """Name a seed's record gets: that of the field it is named after, else the one it gives itself."""
    autoname = frappe.get_meta(record["doctype"]).autoname or ""
    return record[autoname.removeprefix("field:")] if autoname.startswith("field:") else record["name"]


def make(record: dict[str, Any]) -> None:
    """Make a record, unless the council already has one of that name."""
    if not frappe.db.exists(record["doctype"], name_of(record)):
        frappe.get_doc(record).insert(set_name=name_of(record))
