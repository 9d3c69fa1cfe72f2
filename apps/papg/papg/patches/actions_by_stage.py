"""Actions get a workflow and keep the status they had: as the stage rules read, and as a state of the workflow."""

import frappe

from papg.setup import seeds

ACTION = "PAPG Action"
SEEDED = "Workflow/Action"


def execute() -> None:
    """Carry every action over; a workflow the council made itself stays the one in use."""
    own = frappe.db.get_value("Workflow", {"document_type": ACTION, "is_active": 1})
    if own:
        seeds.leave_out(SEEDED)
        read_stage_instead_of_status(own)
    seeds.plant()
    carry_over(own or frappe.db.get_value("Workflow", {"document_type": ACTION, "is_active": 1}))


def read_stage_instead_of_status(workflow: str) -> None:
    """States of a council's own workflow set the field rules read now."""
    rows = {"parent": workflow, "update_field": "status"}
    frappe.db.set_value("Workflow Document State", rows, "update_field", "stage", update_modified=False)
    frappe.clear_document_cache("Workflow", workflow)


def carry_over(workflow: str) -> None:
    """Write the stage, and a state that sets it where the record has none that does."""
    frappe.db.sql("update `tabPAPG Action` set stage = status")
    states: dict[str, list[str]] = {}
    for row in frappe.get_doc("Workflow", workflow).states:
        states.setdefault(row.update_value, []).append(row.state)
    for stage, names in states.items():
        frappe.db.sql(
            """update `tabPAPG Action` set workflow_state = %(first)s
            where stage = %(stage)s and ifnull(workflow_state, '') not in %(names)s""",
            {"stage": stage, "first": names[0], "names": tuple(names)},
        )
