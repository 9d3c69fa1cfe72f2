"""Records for tests: one call makes a record of any type, with what a test does not care about filled in."""

from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import frappe
from frappe.model.document import Document
from frappe.utils import add_to_date, get_datetime, getdate, today

JOINED_ON = "2025-01-06"

Defaults = Callable[[], dict[str, Any]]


def make(record_type: str, *, insert: bool = True, **fields: Any) -> Document:
    """Make a record as the session's user.

    Args:
        record_type: Name of the record type.
        insert: Store it; otherwise it is only built.
        fields: What the test cares about; everything else that is needed gets a value of its own.
    """
    doc = frappe.new_doc(record_type)
    defaults = DEFAULTS.get(record_type, dict)
    lacking = {field: value for field, value in defaults().items() if field not in fields}
    doc.update({field: value() if callable(value) else value for field, value in lacking.items()} | fields)
    return doc.insert() if insert else doc


def name_of(record_type: str) -> Callable[[], str]:
    """A link to a record made for the purpose, if the test gives none."""
    return lambda: make(record_type).name


def unique(words: str) -> str:
    """Words nobody has used yet."""
    return f"{words} {frappe.generate_hash(length=8)}"


def council() -> str:
    return make_organisation(is_council=1).name


def marking() -> str:
    return listed_name("PAPG Marking", marking="OFFICIAL-SENSITIVE")


def listed_name(record_type: str, **fields: str) -> str:
    """Name of an entry of a list, made if it is not there."""
    return frappe.db.exists(record_type, fields) or make(record_type, **fields).name


DEFAULTS: dict[str, Defaults] = {
    "PAPG Organisation Type": lambda: {"type_name": unique("Organisation type")},
    "PAPG Organisation": lambda: {
        "organisation_name": unique("Organisation"),
        "organisation_type": name_of("PAPG Organisation Type"),
    },
    "PAPG Business Area": lambda: {"area_name": unique("Area")},
    "PAPG Tier": lambda: {"tier_name": unique("Tier"), "level": 1},
    "PAPG Strand": lambda: {"strand_name": unique("Strand"), "scheme": "CONTEST"},
    "PAPG Marking": lambda: {"marking": unique("MARKING")},
    "PAPG Terms Heading": lambda: {"heading": unique("Heading")},
    "PAPG Rating": lambda: {"rating_name": unique("Rating"), "stands_for": "Amber", "meaning": "Of a test."},
    "PAPG Obstacle": lambda: {"obstacle_name": unique("Obstacle")},
    "PAPG Follow Up": lambda: {"title": unique("Follow-up"), "is_active": 0},
    "PAPG Threat Level": lambda: {"series": "National", "level": "SEVERE", "source": "Of a test"},
    # A tier has one on a day: each begins on a day of its own, long after anything a test speaks of.
    "PAPG Premises Threshold": lambda: {
        "threshold_name": unique("Threshold"),
        "tier": "Standard",
        "number_from": 200,
        "paragraph": "Of a test",
        "in_force_on": add_to_date("2100-01-01", days=int(frappe.generate_hash(length=4), 16)),
    },
    "PAPG Exemption": lambda: {
        "act": "Freedom of Information Act 2000",
        "section": unique("section"),
        "title": "Of a test",
    },
    "PAPG Group": lambda: {"group_name": unique("Protect & Prepare Group"), "authority": council},
    "PAPG Member": lambda: {
        "papg_group": name_of("PAPG Group"),
        "full_name": unique("Licensing Manager"),
        "organisation": council,
        "position": "Member",
        "joined_on": JOINED_ON,
    },
    "PAPG Terms of Reference": lambda: {"papg_group": name_of("PAPG Group"), "marking": marking},
    "PAPG Meeting": lambda: {
        "papg_group": name_of("PAPG Group"),
        "starts_at": add_to_date(get_datetime(today()), days=14, hours=10),
        "place": "Committee Room 2",
        "marking": marking,
    },
    "PAPG Meeting Series": lambda: {
        "papg_group": name_of("PAPG Group"),
        "cadence": "Quarterly",
        "first_on": f"{getdate(today()).year + 1}-01-12",
        "number_of_meetings": 4,
    },
    "PAPG Minutes": lambda: {"meeting": name_of("PAPG Meeting"), "marking": marking},
    # Only circulated minutes take corrections: `papg.testing.meetings` makes them.
    "PAPG Minutes Correction": lambda: {
        "item_number": 1,
        "proposed_text": "The group noted the report.",
        "reason": "The entry left out what was decided.",
    },
    "PAPG Minutes Version": lambda: {"stage": "Circulated", "version": 1, "kept_on": today()},
    # Only members of the meeting's group are asked: a test names one of them.
    "PAPG Contribution Request": lambda: {
        "kind": "Report",
        "question": unique("What should the group know?"),
        "due_on": today(),
    },
    "PAPG Proposed Item": lambda: {
        "papg_group": name_of("PAPG Group"),
        "title": unique("Proposed item"),
        "why": "The group should hear of it before the summer.",
    },
    "PAPG Decision": lambda: {
        "meeting": name_of("PAPG Meeting"),
        "decision": "To review the plan in three months.",
    },
    "PAPG Restricted Item": lambda: {
        "meeting": name_of("PAPG Meeting"),
        "title": unique("Restricted item"),
        "marking": marking,
    },
    "PAPG Action": lambda: {"papg_group": name_of("PAPG Group"), "title": unique("Action")},
    "PAPG Guidance": lambda: {
        "title": unique("Guidance"),
        "kind": "Guidance",
        "publisher": "ProtectUK",
        "who_to_ask": "The CTSA of your police force",
    },
    "PAPG Audience": lambda: {"audience_name": unique("Audience")},
    "PAPG Activity": lambda: {
        "papg_group": name_of("PAPG Group"),
        "kind": "Training",
        "audience": "CCTV operatives",
        "held_on": today(),
    },
    "PAPG Referral": lambda: {
        "papg_group": name_of("PAPG Group"),
        "title": unique("Summer fair"),
        "kind": "Event",
    },
    "PAPG Premises": lambda: {
        "papg_group": name_of("PAPG Group"),
        "title": unique("Guildhall"),
        "kind_of_use": "Hall",
        "qualifies": "Yes",
        "number_expected": 300,
        "number_source": "Fire risk assessment",
        "number_as_at": today(),
    },
    "PAPG Restricted Document": lambda: {
        "papg_group": name_of("PAPG Group"),
        "title": unique("Local profile"),
        "originator": "Counter Terrorism Policing",
        "marking": marking,
        "received_on": today(),
    },
    "PAPG Maturity Framework": lambda: {
        "title": unique("Matrix"),
        "status": "In use",
        "levels": [{"value": value, "label": f"Level {value}"} for value in (1, 2, 3)],
    },
    "PAPG Maturity Criterion": lambda: {
        "framework": name_of("PAPG Maturity Framework"),
        "theme": "Leading the work",
        "code": "L1",
        "statement": "Somebody senior answers for the work.",
        "level_wordings": [{"value": value, "wording": f"Wording of level {value}."} for value in (1, 2, 3)],
    },
    "PAPG Maturity Assessment": lambda: {
        "papg_group": name_of("PAPG Group"),
        "framework": lambda: make("PAPG Maturity Criterion").framework,
    },
    "PAPG Priority": lambda: {"papg_group": name_of("PAPG Group"), "number": 1, "priority": "Crowded places"},
    "PAPG Structure Change": lambda: {
        "papg_group": name_of("PAPG Group"),
        "title": unique("Fewer tiers"),
        "deciding_body": "Implementation Board",
        "reasons": "Some groups are not well attended.",
    },
    "PAPG Hold": lambda: {"papg_group": name_of("PAPG Group"), "reason": "Request 2026/0417"},
    "PAPG Retention Rule": lambda: {
        "title": unique("Rule"),
        "record_class": "Minutes",
        "trigger_event": "Agreed",
        "period_years": 6,
        "action": "Review",
        "why": "Line 4 of the council's schedule",
        "is_active": 1,
    },
    "PAPG Duty Framework": lambda: {"title": unique("Duty")},
    "PAPG Workstream": lambda: {
        "framework": name_of("PAPG Duty Framework"),
        "label": "1",
        "title": unique("Workstream"),
    },
    "PAPG Duty Requirement": lambda: {
        "workstream": name_of("PAPG Workstream"),
        "code": unique("R"),
        "expectation": unique("A partnership plan is agreed"),
    },
    "PAPG Measure": lambda: {"papg_group": name_of("PAPG Group"), "title": unique("Staff trained")},
    "PAPG Measure Value": lambda: {
        "measure": name_of("PAPG Measure"),
        "period": "Q3 2015/16",
        "value": "33",
        "as_at": "2016-01-01",
        "source": "Progress report",
    },
    "PAPG Duty Progress": lambda: {
        "papg_group": name_of("PAPG Group"),
        "requirement": name_of("PAPG Duty Requirement"),
        "as_at": today(),
    },
}


def make_organisation(is_council: int = 0, **fields: Any) -> Document:
    """An organisation, of the council or outside it."""
    kind = listed_name("PAPG Organisation Type", type_name="Local authority") if is_council else None
    if kind:
        frappe.db.set_value("PAPG Organisation Type", kind, "is_council", 1)
    chosen = {"organisation_type": kind, "is_local_authority": is_council} if kind else {}
    return make("PAPG Organisation", **(chosen | fields))


def make_group(**fields: Any) -> Document:
    """A group of a council."""
    return make("PAPG Group", **fields)


def make_member(papg_group: str | None = None, **fields: Any) -> Document:
    """A member of a group, of a new one if none is given."""
    return make("PAPG Member", **with_group(papg_group, fields))


def make_terms(papg_group: str | None = None, **fields: Any) -> Document:
    """Terms of reference of a group, as a draft."""
    return make("PAPG Terms of Reference", **with_group(papg_group, fields))


def make_meeting(papg_group: str | None = None, **fields: Any) -> Document:
    """A meeting in two weeks' time, of a group of its own if none is given."""
    return make("PAPG Meeting", **with_group(papg_group, fields))


def make_minutes(meeting: str | None = None, **fields: Any) -> Document:
    """Minutes of a meeting, as a draft."""
    return make("PAPG Minutes", **({"meeting": meeting} if meeting else {}), **fields)


def make_action(papg_group: str | None = None, **fields: Any) -> Document:
    """An open action of a group."""
    return make("PAPG Action", **with_group(papg_group, fields))


def make_user(email: str, full_name: str, password: str = "", roles: tuple[str, ...] = ()) -> Document:
    """An account; its kind follows from its roles."""
    account = frappe.get_doc(
        {
            "doctype": "User",
            "email": email,
            "first_name": full_name,
            "user_type": "Website User",
            "send_welcome_email": 0,
            "new_password": password,
            "roles": [{"role": role} for role in roles],
        }
    )
    # What is replaced looks for mail accounts without a password and empties the cache of the whole site on the way;
    # a cast of twelve would take half a minute.
    with patch("frappe.core.doctype.user.user.ask_pass_update"):
        return account.insert()


def with_group(papg_group: str | None, fields: dict[str, Any]) -> dict[str, Any]:
    return {**fields, "papg_group": papg_group} if papg_group else fields
