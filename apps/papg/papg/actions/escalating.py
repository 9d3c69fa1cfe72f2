"""Taking an action to a body or post above the group, and what becomes of it there."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, today

from papg import notices
from papg.actions import people, suggesting
from papg.meetings.fields import keep_stored
from papg.meetings.wording import refuse_unless
from papg.membership import lines
from papg.permissions import policy, scope
from papg.rules import escalation as rules
from papg.rules.due_dates import govuk_date

ESCALATION = "PAPG Escalation"
# What each side writes once the escalation is raised; everything else stays as it was raised.
OF_ADDRESSEE = ("response",)
OF_GROUP = ("status", "outcome")
SET_BY_US = ("title", "group_title", "sent_to", "raised_by", "responded_by", "responded_on")
AS_RAISED = (
    "action",
    "reason",
    "escalated_to",
    "escalated_to_post",
    "chain",
    "raised_on",
    "respond_by",
    *SET_BY_US,
)


@frappe.whitelist(methods=["POST"])
def escalate(action: str, line: str, reason: str, respond_by: str) -> str:
    """Escalate an action along one of its group's reporting lines.

    Args:
        action: Name of the action.
        line: Name of the row of the group's reporting lines that leads to the body or post.
        reason: Why it goes up.
        respond_by: Day by which an answer is needed, year-month-day.

    Returns:
        Name of the escalation.

    Raises:
        frappe.PermissionError: The caller may not escalate for this group.
        frappe.ValidationError: The rule refuses; every reason is given.
    """
    source = frappe.get_doc("PAPG Action", action)
    source.check_permission("read")
    escalation = frappe.new_doc(ESCALATION)
    escalation.update({"action": action, "reason": reason, "respond_by": respond_by})
    escalation.check_permission("create")
    chosen = next((each for each in lines.lines_of(source.papg_group) if each.name == line), None)
    if chosen:
        escalation.escalated_to = chosen.body
        escalation.escalated_to_post = None if chosen.body else chosen.post
        escalation.chain = chosen.chain
    return escalation.insert().name


def begin(escalation: Document) -> None:
    """Fill a new escalation from its action and the reporting line, or refuse it.

    Raises:
        frappe.ValidationError: The rule refuses; every reason is given.
    """
    action = frappe.db.get_value(
        "PAPG Action", escalation.action, ["title", "stage", "restricted_item"], as_dict=True
    )
    escalation.raised_on = getdate(escalation.raised_on or today())
    facts = facts_of(escalation, action)
    refuse_unless(rules.may_escalate(facts))
    line = facts.line
    keep_stored(escalation, (*SET_BY_US, *OF_ADDRESSEE, *OF_GROUP))
    escalation.update(
        {
            "title": action.title,
            "group_title": frappe.db.get_value("PAPG Group", escalation.papg_group, "group_name"),
            "sent_to": line.shown,
            "escalated_to": line.body,
            "escalated_to_post": None if line.body else line.post,
            "chain": line.chain,
            "raised_by": frappe.session.user,
        }
    )


def facts_of(escalation: Document, action: frappe._dict) -> rules.EscalationFacts:
    """What the rule asks about an action that is to go up."""
    found = lines.lines_of(escalation.papg_group)
    to = (escalation.escalated_to, escalation.escalated_to_post, escalation.chain)
    return rules.EscalationFacts(
        action_stage=action.stage,
        is_restricted=bool(action.restricted_item),
        line=rules.line_to(found, *to, escalation.raised_on),
        lines=found,
        reason=escalation.reason,
        raised_on=escalation.raised_on,
        respond_by=getdate(escalation.respond_by) if escalation.respond_by else None,
        today=getdate(today()),
    )


def keep_sides(escalation: Document) -> None:
    """Keep as stored whatever is not the caller's to write: who it went to answers, the group ends it."""
    keep_stored(escalation, AS_RAISED)
    if not is_addressee(escalation):
        keep_stored(escalation, OF_ADDRESSEE)
    if not people.is_organiser(escalation.papg_group):
        keep_stored(escalation, OF_GROUP)


def is_addressee(escalation: Document) -> bool:
    """Does the session's user answer it?

    Everybody on the body it went to does. A post has no account of its own, so whoever runs the group writes down
    what the post answered.
    """
    if escalation.escalated_to:
        return escalation.escalated_to in scope.of().all_groups()
    return people.is_organiser(escalation.papg_group)


def move(escalation: Document) -> None:
    """Let an escalation go on from where it is stored, or say why it may not.

    Raises:
        frappe.ValidationError: The rule refuses; every reason is given.
    """
    before = escalation.get_doc_before_save()
    refuse_change_of_settled(escalation, before)
    if escalation.has_changed("response"):
        refuse_unless(rules.may_answer(before.status, escalation.response))
        escalation.update(
            {
                "status": rules.ANSWERED,
                "responded_by": frappe.session.user,
                "responded_on": today(),
            }
        )
    elif escalation.status != before.status:
        refuse_unless(rules.may_settle(before.status, escalation.status, escalation.outcome))


def refuse_change_of_settled(escalation: Document, before: Document) -> None:
    """A closed or withdrawn escalation is a record of what happened."""
    if before.status in rules.SETTLED and escalation.has_changed("status", "outcome", "response"):
        message = _("The escalation is {0} and can no longer be changed. Escalate the action again.")
        frappe.throw(message.format(_(before.status)))


def offered(escalation: Document) -> list[str]:
    """Statuses the session's user can bring the escalation to."""
    may_answer = escalation.status == rules.OPEN and is_addressee(escalation)
    may_settle = people.is_organiser(escalation.papg_group)
    steps = [rules.ANSWERED] if may_answer else []
    return steps + [
        after for after, before in rules.SETTLED_FROM.items() if may_settle and escalation.status == before
    ]


def lateness(escalation: Document) -> str:
    """That the answer is overdue, or nothing."""
    day = getdate(escalation.respond_by) if escalation.respond_by else None
    if not rules.is_answer_late(escalation.status, day, getdate(today())):
        return ""
    return _("No answer yet: it was needed by {0}.").format(govuk_date(day))


def of_action(action: Document) -> dict[str, Any]:
    """What an action's form says of escalating: the escalations its reader may see, and the lines to choose from."""
    found: list[frappe._dict] = []
    if frappe.has_permission(ESCALATION):
        found = frappe.get_list(
            ESCALATION, {"action": action.name}, ["name", "sent_to", "status"], order_by="creation", limit=0
        )
    reasons = suggesting.of_action(action) if is_theirs_to_take_up(action) else []
    return {"escalations": found, "lines": lines_for(action), "reasons": reasons}


def is_theirs_to_take_up(action: Document) -> bool:
    """Can an action be escalated, and by the session's user?"""
    is_possible = action.stage in rules.UNFINISHED_STAGES and not action.restricted_item
    return is_possible and action.papg_group in policy.groups_where(ESCALATION, "create")


def lines_for(action: Document) -> list[dict[str, str | None]]:
    """Reporting lines along which the session's user can escalate the action."""
    return lines.offered(action.papg_group) if is_theirs_to_take_up(action) else []


def tell_addressee(escalation: Document) -> None:
    """Write to those on the body it went to; a post has no account of its own."""
    body = escalation.escalated_to
    if body:
        reason = _("This action was escalated to you. Your answer is needed by {0}.")
        seats = frappe.get_all("PAPG Member", {"papg_group": body, "user": ("is", "set")}, pluck="user")
        notices.notify(escalation, seats, reason.format(govuk_date(getdate(escalation.respond_by))))


def tell_group(escalation: Document) -> None:
    """Write to who runs the group once there is an answer."""
    before = escalation.get_doc_before_save()
    if before and before.status == rules.OPEN and escalation.status == rules.ANSWERED:
        who = people.organisers(escalation.papg_group)
        notices.notify(escalation, who, _("The escalation of this action was answered."))
