"""A site customised in one of each way, through the guards."""

from typing import Any

import frappe
from frappe.permissions import setup_custom_perms

from papg.testing import cast
from tests.customising.doors import DOORS, OURS

# What is customised here beside forms and workflows, with the tables of each.
TOUCHED = (
    *("Print Format", "Notification", "Notification Recipient", "Letter Head", "Email Template"),
    *("Report", "Number Card", "Workspace", "Workspace Link", "Custom DocPerm", "Kanban Board"),
    *("Kanban Board Column", "PAPG Tier", "PAPG Follow Up", "DocType", "DocField", "DocPerm", "Has Role"),
)
BESIDE = ("Print Format", "Notification", "Report", "Number Card")
WAITING = "Waiting for police"
RECORD_TYPE = "Ward Walk"


def customise() -> None:
    """Everything a council may change, once each."""
    add_record_type()
    for label, place in (("Ward", "title"), ("Ward note", "custom_ward")):
        make("Custom Field", dt=OURS, label=label, fieldtype="Data", insert_after=place, in_list_view=1)
    make("Property Setter", **DOORS["Property Setter"](OURS))
    add_state()
    for record in BESIDE:
        make(record, **DOORS[record](OURS))
    make("Letter Head", letter_head_name="Harbour", source="HTML", content="<p>Harbour Council</p>")
    make("Email Template", name="Harbour", subject="Words", use_html=1, response_html="<p>Words</p>")
    make("Workspace", title="Harbour", label="Harbour", public=1, module="Membership", content="[]")
    make("PAPG Tier", tier_name="Platinum", meaning="Above Gold")
    change("PAPG Tier", "Gold", meaning="The council's executive")
    change("PAPG Follow Up", "On the day", is_active=0)
    keep_members_from_printing()


def make(record: str, **fields: Any) -> None:
    frappe.get_doc({"doctype": record, **fields}).insert()


def change(record: str, name: str, **fields: Any) -> None:
    frappe.get_doc(record, name).update(fields).save()


def add_record_type() -> None:
    fields = [{"fieldname": "street", "label": "Street", "fieldtype": "Data"}]
    rules = [{"role": "PAPG Administrator", "read": 1, "write": 1, "create": 1}]
    make("DocType", name=RECORD_TYPE, module="Membership", custom=1, fields=fields, permissions=rules)


def add_state() -> None:
    """An action may wait for the police."""
    make("Workflow State", workflow_state_name=WAITING)
    make("Workflow Action Master", workflow_action_name="Wait")
    workflow = frappe.get_doc("Workflow", "Action")
    stage = {"doc_status": "0", "update_field": "stage", "update_value": "In progress"}
    workflow.append("states", {"state": WAITING, "allow_edit": "PAPG Secretary", **stage})
    for state, action, after in (("In progress", "Wait", WAITING), (WAITING, "Mark as done", "Done")):
        step = {"state": state, "action": action, "next_state": after, "allowed": "PAPG Secretary"}
        workflow.append("transitions", step)
    workflow.save()


def keep_members_from_printing() -> None:
    setup_custom_perms(OURS)
    row = frappe.get_doc("Custom DocPerm", {"parent": OURS, "role": "PAPG Member"})
    row.print = 0
    row.save()


def hide_people_in_it() -> None:
    """Put a person, an account and a record of a group where the framework would keep them."""
    frappe.db.set_value("Notification", "Own", "sender_email", cast.SECRETARY)
    frappe.db.set_value("Notification Recipient", {"parent": "Own"}, "cc", cast.CHAIR)
    board = frappe.get_last_doc("Kanban Board")
    frappe.db.set_value("Kanban Board Column", board.columns[0].name, "order", f'["{cast.group("A")}"]')
