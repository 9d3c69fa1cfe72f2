"""Which way an action may go next, and who may send it there."""

from collections.abc import Callable

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import today

from papg.actions import people, steps
from papg.rules.actions import CLOSED, DONE, DROPPED, IN_PROGRESS, OPEN, may_close, may_drop
from papg.rules.wording import Verdict, listed

NEXT: dict[str, tuple[str, ...]] = {
    OPEN: (IN_PROGRESS, DONE, DROPPED),
    IN_PROGRESS: (DONE, DROPPED),
    DONE: (IN_PROGRESS, CLOSED, DROPPED),
    CLOSED: (),
    DROPPED: (),
}
FINISHED = (CLOSED, DROPPED)


def check_move(action: Document, before: str) -> None:
    """Let an action go from one stage to the next, or say why it may not.

    Args:
        action: The action as it is about to be stored.
        before: Stage it has in the database; a new action comes from Open.

    Raises:
        frappe.ValidationError: There is no such move, or a rule of the action plan refuses it.
        frappe.PermissionError: The move is somebody else's to make.
    """
    if action.stage not in NEXT[before]:
        frappe.throw(no_such_move(before, action.stage))
    CHECKS[action.stage](action, before)


def no_such_move(before: str, after: str) -> str:
    """Why an action cannot go from one stage to another, and where it can go."""
    if not NEXT[before]:
        return _("The action is {0} and stays so. Raise a new action instead of making it {1}.").format(
            steps.said(before), steps.said(after)
        )
    return _("An action that is {0} cannot become {1}. It can become: {2}.").format(
        steps.said(before), steps.said(after), listed([steps.said(stage) for stage in NEXT[before]])
    )


def may_start(action: Document) -> bool:
    """The owner starts an action, or whoever runs the group; so does it go back to work."""
    return people.is_owner(action) or people.is_organiser(action.papg_group)


def may_report_done(action: Document) -> bool:
    """The owner says that it is done; whoever runs the group says it for an owner who cannot log in."""
    if people.is_owner(action):
        return True
    return people.is_organiser(action.papg_group) and not people.has_account(action)


def offered(action: Document) -> list[str]:
    """Stages the session's user can send the action to, as far as it depends on who they are."""
    is_organiser = people.is_organiser(action.papg_group)
    allowed = {
        IN_PROGRESS: may_start(action),
        DONE: may_report_done(action),
        CLOSED: is_organiser and not people.is_owner(action),
        DROPPED: is_organiser,
    }
    return [stage for stage in NEXT[action.stage] if allowed[stage]]


def open_to(action: Document) -> list[str]:
    """Stages the session's user can send the stored action to now: theirs to send, by a step of the workflow."""
    reachable = {steps.stage_of(state) for state in steps.reachable_from(action.workflow_state, action)}
    return [stage for stage in offered(action) if stage in reachable]


def is_open_step(action: Document, state: str) -> bool:
    """Is it for the session's user to send the stored action to a state the workflow leads to?"""
    stage = steps.stage_of(state)
    return stage == action.stage or stage in offered(action)


def check_start(action: Document, before: str) -> None:
    if not may_start(action):
        refuse(_("Only the owner, the secretary or the chair starts an action. Ask one of them."))


def check_done(action: Document, before: str) -> None:
    if not may_report_done(action):
        message = _("Only the owner marks an action {0}. Ask {1}.")
        refuse(message.format(steps.said(DONE), people.owner_name(action)))


def check_close(action: Document, before: str) -> None:
    """Somebody else than the owner has looked at the evidence."""
    refuse_plain_members(action)
    refuse_unless(may_close(before, people.owner(action), people.session_person(), action.evidence))


def check_drop(action: Document, before: str) -> None:
    """Nothing is dropped without a reason."""
    refuse_plain_members(action)
    refuse_unless(may_drop(action.dropped_reason))


def refuse_unless(verdict: Verdict) -> None:
    if not verdict:
        frappe.throw(verdict.translated(_))


def refuse_plain_members(action: Document) -> None:
    if not people.is_organiser(action.papg_group):
        message = _("Only the secretary or chair makes an action {0}. Ask one of them.")
        refuse(message.format(steps.said(action.stage)))


def refuse(message: str) -> None:
    frappe.throw(message, frappe.PermissionError)


def record_move(action: Document) -> None:
    """Note when it was done and who closed it."""
    if action.stage == DONE:
        action.completed_on = today()
    if action.stage == IN_PROGRESS:
        action.completed_on = None
    if action.stage == CLOSED:
        action.closed_by = frappe.session.user


CHECKS: dict[str, Callable[[Document, str], None]] = {
    IN_PROGRESS: check_start,
    DONE: check_done,
    CLOSED: check_close,
    DROPPED: check_drop,
}
