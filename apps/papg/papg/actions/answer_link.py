"""The link by which an owner without an account answers: sent, followed once, and what it leaves on the action."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, today

from papg import link_keys, notices
from papg.actions import people
from papg.actions.lateness import day
from papg.meetings.wording import refuse_unless
from papg.rules import answers_by_link as rules
from papg.rules.due_dates import govuk_date

ACTION = "PAPG Action"
PAGE = "/answer"


@frappe.whitelist(methods=["POST"])
def ask_owner(action: str) -> str:
    """Send the owner of an action who has no account a letter with a link to answer by.

    Args:
        action: Name of the action.

    Returns:
        Address it went to.

    Raises:
        frappe.PermissionError: The caller does not run the action's group.
        frappe.ValidationError: The rule refuses, or this site has no mail account; every reason is given.
    """
    doc = frappe.get_doc(ACTION, action)
    doc.check_permission("write")
    if not people.is_organiser(doc.papg_group):
        frappe.throw(
            _("Only the secretary or chair asks the owner by mail. Ask one of them."), frappe.PermissionError
        )
    refuse_unless(rules.may_ask(facts_of(doc), getdate(today())))
    if not send(doc, _("You are asked how far this action is.")):
        frappe.throw(
            _("This site has no mail account to send letters with. Ask your systems officer for one.")
        )
    return people.address(doc) or ""


def is_for(action: Document) -> bool:
    """Can the owner of this action be sent a link today?"""
    return bool(rules.may_ask(facts_of(action), getdate(today())))


def facts_of(action: Document) -> rules.LinkFacts:
    """What the rules ask about an action."""
    return rules.LinkFacts(
        stage=action.stage,
        is_restricted=bool(action.restricted_item),
        address=people.address(action),
        has_account=bool(people.accounts(action)),
        sent_to=action.link_sent_to,
        until=day(action.link_until),
    )


def send(action: Document, reason: str) -> bool:
    """Send a new link, which takes the place of an earlier one; only its fingerprint is kept.

    Args:
        action: An action whose owner the rule lets be asked.
        reason: Why they are written to, in a sentence that says nothing of the action's text.
    """
    key, address, until = link_keys.new(), people.address(action) or "", rules.last_day(getdate(today()))
    works = _(
        "The link below shows this action and nothing else. It works once, until {0}. Do not pass it on."
    )
    told = f"{reason} {works.format(govuk_date(until))}"
    if not notices.write_outside(action, address, told, link_keys.address_of(PAGE, key), _("Answer")):
        return False
    kept = {"link_fingerprint": link_keys.fingerprint(key), "link_sent_to": address, "link_until": until}
    frappe.db.set_value(ACTION, action.name, kept, update_modified=False)
    return True


def opened_by(key: str, for_update: bool = False) -> Document | None:
    """The action a key opens; None whatever is wrong with it.

    Args:
        key: As it came with the request.
        for_update: Keep others from using the key meanwhile.
    """
    wanted = {"link_fingerprint": link_keys.fingerprint(key)}
    name = frappe.db.get_value(ACTION, wanted, "name", for_update=for_update)
    action = frappe.get_doc(ACTION, name) if name else None
    return action if action and rules.is_link_good(facts_of(action), getdate(today())) else None


def answer(action: Document, note: str, is_done: bool) -> None:
    """Put what the owner wrote on their action, marked as having come by link; the key is spent.

    That it is done stands in the note: whoever runs the group marks it so, as for every owner without an account.
    """
    said = _("The owner says it is done.")
    action.append("updates", {"noted_on": today(), "note": f"{said} {note}" if is_done else note})
    action.flags.answered_by_link = True
    action.flags.ignore_permissions = True  # the owner has no account; the key was held against the rule
    action.save()
    frappe.db.set_value(ACTION, action.name, "link_fingerprint", None, update_modified=False)
    told = _("The owner of this action has answered by link.")
    notices.notify(action, people.organisers(action.papg_group), told)
