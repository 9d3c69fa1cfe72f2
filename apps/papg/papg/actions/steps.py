"""Which state of the council's workflow an action is in, and the stage the rules read from it.

A state may be called anything; the stage is what it sets. Programs may name the stage they want as `status`, and
the action then goes to a state that sets it, by a step the workflow has.
"""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.model.workflow import get_workflow_name, is_transition_condition_satisfied

from papg.rules.actions import OPEN, STAGES
from papg.rules.wording import listed

ACTION = "PAPG Action"


def settle(action: Document) -> None:
    """Give an action the state and the stage that belong together, from whichever of them its writer changed.

    What was sent as `stage` never counts. Without a workflow the status is the stage.

    Raises:
        frappe.ValidationError: There is no such state or status, or the two do not fit each other.
    """
    before = action.get_doc_before_save()
    wanted = action.status if action.status != (before.status if before else OPEN) else None
    if wanted and wanted not in STAGES:
        refuse(_("There is no status {0}. Choose one of: {1}."), wanted, list(STAGES))
    if states():
        settle_state(action, state_before(action), wanted)
    action.stage = stage_of(action.workflow_state) if states() else action.status
    if wanted and wanted != action.stage:
        message = _("The state {0} means {1}, but the status sent is {2}. Send only one of the two.")
        frappe.throw(message.format(_(action.workflow_state), action.stage, wanted))
    action.status = action.stage


def settle_state(action: Document, state: str, wanted: str | None) -> None:
    """The state sent, if it is another one; else one that sets the status sent; else the one there was."""
    if action.workflow_state and action.workflow_state != state:
        return
    action.workflow_state = state_for(wanted, state, action) if wanted else state


def refuse(message: str, given: str, choices: list[str]) -> None:
    frappe.throw(message.format(given, listed(choices)))


def workflow() -> Document | None:
    """The workflow actions run on."""
    name = get_workflow_name(ACTION)
    return frappe.get_cached_doc("Workflow", name) if name else None


def states() -> dict[str, str]:
    """States of the workflow in their order, each with the stage it sets."""
    found = workflow()
    return {row.state: row.update_value for row in found.states} if found else {}


def stage_of(state: str) -> str:
    """Stage a state sets.

    Raises:
        frappe.ValidationError: The workflow has no such state.
    """
    known = states()
    if state not in known:
        refuse(_("There is no state {0}. Choose one of: {1}."), state, list(known))
    return known[state]


def said(stage: str) -> str:
    """What the council calls a stage: the first state that sets it."""
    return _(next((state for state, sets in states().items() if sets == stage), stage))


def state_before(action: Document) -> str | None:
    """State the action has in the database; a new one comes from the first."""
    before = action.get_doc_before_save()
    return (before.workflow_state if before else None) or next(iter(states()), None)


def state_for(stage: str, state: str, action: Document) -> str:
    """The state that sets a stage: one the session's user can reach from here, else the first."""
    fitting = [name for name, sets in states().items() if sets == stage]
    reachable = reachable_from(state, action)
    return next((name for name in fitting if name in reachable), fitting[0])


def reachable_from(state: str | None, action: Document) -> list[str]:
    """States to which the roles of the session's user may send an action, as the workflow lists them."""
    found = workflow()
    roles = set(frappe.get_roles())
    targets = [
        step.next_state
        for step in (found.transitions if found else ())
        if step.state == state and step.allowed in roles and is_transition_condition_satisfied(step, action)
    ]
    return list(dict.fromkeys(targets))


def check_step(action: Document) -> None:
    """Let an action go to another state only by a step of the workflow, whichever door it came through.

    Raises:
        frappe.PermissionError: The workflow has no such step for the roles of the session's user.
    """
    state = state_before(action)
    if action.workflow_state == state:
        return
    reachable = reachable_from(state, action.get_doc_before_save() or action)
    if action.workflow_state not in reachable:
        message = _("The workflow has no step for you from {0} to {1}. From {0} you can go to: {2}.")
        targets = listed([_(name) for name in reachable]) or _("nothing")
        frappe.throw(message.format(_(state), _(action.workflow_state), targets), frappe.PermissionError)
