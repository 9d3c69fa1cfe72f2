"""Keeps a council's workflows usable: states may be renamed, added and removed, but the rules keep their stages.

Rules read the stage a state sets and never its name. So every state sets a stage, each stage the rules read is set
by a state, and a state in use keeps its meaning.
"""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from papg.permissions import guards, rights
from papg.rules.workflow_stages import REQUIRED_STAGES, StateRow, check_workflow

STATE_FIELD = "workflow_state"
STAGE_FIELD = "stage"


def check(workflow: Document, method: str | None = None) -> None:
    """Refuse a workflow under which our rules would stop applying.

    Called before the framework's own validation, which writes to the database: it makes a field for the state and
    switches other workflows off.

    Raises:
        frappe.ValidationError: The state and what to do about it are named.
    """
    refuse_switching_off(workflow)
    if guards.is_ours(workflow.document_type):
        refuse_mail(workflow)
    if workflow.document_type not in REQUIRED_STAGES:
        return
    refuse_other_field(workflow)
    if cint(workflow.is_active):
        refuse_unusable_stages(workflow)
        refuse_changed_meaning(workflow)


def check_trash(workflow: Document, method: str | None = None) -> None:
    """Refuse to delete the workflow a record type of ours runs on."""
    if cint(workflow.is_active):
        refuse_leaving_none(workflow.document_type, workflow.name)


def carry_records(workflow: Document, method: str | None = None) -> None:
    """Move records out of states the workflow no longer has, into the state that sets their stage."""
    required = REQUIRED_STAGES.get(workflow.document_type)
    if not required or not cint(workflow.is_active):
        return
    names = tuple(row.state for row in workflow.states)
    for row in state_rows(workflow):
        frappe.db.sql(
            f"""update `tab{workflow.document_type}` set {STATE_FIELD} = %(state)s
            where {STAGE_FIELD} = %(stage)s and docstatus = %(status)s
                and {STATE_FIELD} is not null and {STATE_FIELD} not in %(names)s""",
            {"state": row.state, "stage": row.stage, "status": cint(row.doc_status), "names": names},
        )


def state_rows(workflow: Document) -> list[StateRow]:
    """The workflow's states with the stage each sets."""
    return [
        StateRow(row.state, row.doc_status, row.update_value if row.update_field == STAGE_FIELD else None)
        for row in workflow.states
    ]


def refuse_other_field(workflow: Document) -> None:
    if workflow.workflow_state_field != STATE_FIELD:
        message = _("The state field is {0}. Set it to {1}: the records keep their state there.")
        frappe.throw(message.format(workflow.workflow_state_field, STATE_FIELD))


def refuse_mail(workflow: Document) -> None:
    """The framework's mail carries the whole record as a PDF, and a link that approves without logging in."""
    if cint(workflow.send_email_alert):
        frappe.throw(_("Switch “Send Email Alert” off: its mails carry the whole record out of the system."))


def switch_mail_off() -> None:
    """Hold the framework's mail off for workflows that were stored before this was refused."""
    switched_on = {"document_type": ("in", rights.records()), "send_email_alert": 1}
    if frappe.db.exists("Workflow", switched_on):
        frappe.db.set_value("Workflow", switched_on, "send_email_alert", 0)


def refuse_unusable_stages(workflow: Document) -> None:
    rows = state_rows(workflow)
    verdict = check_workflow(workflow.document_type, rows)
    if not verdict:
        frappe.throw(verdict.translated(_))
    first = next(iter(REQUIRED_STAGES[workflow.document_type]))
    if rows[0].stage != first:
        message = _(
            "State {0} comes first, where records begin, but sets the stage {1}. Put one that sets {2} first."
        )
        frappe.throw(message.format(rows[0].state, rows[0].stage, first))


def refuse_changed_meaning(workflow: Document) -> None:
    """A state that records are in keeps its meaning; changed, it would carry them past every rule."""
    meaning = {row.state: (row.stage, cint(row.doc_status)) for row in state_rows(workflow)}
    for row in states_in_use(workflow.document_type):
        if meaning.get(row.state, (row.stage, row.docstatus)) != (row.stage, row.docstatus):
            message = _(
                "Records in the state {0}: {1}. They are at the stage {2}, document status {3}. Let the state set "
                "these, and add another state for what is new."
            )
            frappe.throw(message.format(row.state, row.records, row.stage, row.docstatus))


def states_in_use(record_type: str) -> list[frappe._dict]:
    """States records are in, with the stage they have there."""
    return frappe.db.sql(
        f"""select {STATE_FIELD} as state, {STAGE_FIELD} as stage, docstatus, count(*) as records
        from `tab{record_type}` where ifnull({STATE_FIELD}, '') != ''
        group by {STATE_FIELD}, {STAGE_FIELD}, docstatus order by {STATE_FIELD}""",
        as_dict=True,
    )


def refuse_switching_off(workflow: Document) -> None:
    """The workflow a record type runs on is replaced by another, not switched off."""
    before = workflow.get_doc_before_save()
    if not before or not cint(before.is_active):
        return
    if not cint(workflow.is_active) or workflow.document_type != before.document_type:
        refuse_leaving_none(before.document_type, workflow.name)


def refuse_leaving_none(record_type: str, name: str) -> None:
    if record_type not in REQUIRED_STAGES:
        return
    others = {"document_type": record_type, "is_active": 1, "name": ("!=", name)}
    if not frappe.db.exists("Workflow", others):
        message = _(
            "{0} is the only workflow of {1} in use. Activate another one first, which takes its place."
        )
        frappe.throw(message.format(name, _(record_type)))
