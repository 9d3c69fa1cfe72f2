"""Items members propose for the next agenda, and how a chair settles them."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_fullname, now_datetime, today

from papg import notices
from papg.meetings.fields import keep_stored
from papg.meetings.sending import accounts
from papg.meetings.wording import refuse_unless
from papg.permissions import policy
from papg.rules import proposals as rules
from papg.rules.membership import CHAIR, DEPUTY_CHAIR

RECORD = "PAPG Proposed Item"
PROPOSAL = ("title", "why")
OF_SETTLING = ("accepted_for", "settled_reason")


def propose(item: Document) -> None:
    """Take in a new proposal: whose it is and from when."""
    item.state = rules.PROPOSED
    item.proposed_by, item.proposed_on = frappe.session.user, today()
    item.proposer_name = get_fullname(item.proposed_by)


def keep_proposal(item: Document) -> None:
    """What was proposed stays as it was; a chair words the item on the agenda.

    Raises:
        frappe.ValidationError: It was changed.
    """
    if item.has_changed(*PROPOSAL):
        frappe.throw(_("What was proposed is not changed. Accept it, and word the item on the agenda."))


def settle(item: Document) -> None:
    """Accept or decline a proposal, once.

    Raises:
        frappe.ValidationError: The rules do not let it be settled like this.
    """
    before = item.get_doc_before_save()
    if before.state == item.state:
        keep_stored(item, OF_SETTLING)
        return
    if item.state == rules.DECLINED:
        item.accepted_for = None
    meeting = meeting_of(item)
    refuse_unless(
        rules.may_settle(before.state, item.state, item.settled_reason, item.papg_group, facts_of(meeting))
    )
    item.settled_by, item.settled_on = frappe.session.user, now_datetime()
    if meeting:
        put_on_agenda(item, meeting)


def meeting_of(item: Document) -> Document | None:
    """The meeting the item is accepted for, locked so that its agenda is not issued meanwhile."""
    if not item.accepted_for:
        return None
    return frappe.get_doc("PAPG Meeting", item.accepted_for, for_update=True)


def facts_of(meeting: Document | None) -> rules.Meeting | None:
    """The meeting as the rules read it."""
    if meeting is None:
        return None
    return rules.Meeting(meeting.papg_group, meeting.status, bool(meeting.agenda_issued_on))


def put_on_agenda(item: Document, meeting: Document) -> None:
    """Give the item its place on the agenda, in the words it was proposed in."""
    is_issued = bool(meeting.agenda_issued_on)
    place = rules.place_of([row.kind for row in meeting.agenda], is_issued)
    words = {"title": item.title, "kind": "Business", "presenter": item.proposer_name, "notes": item.why}
    row = meeting.append("agenda", {**words, "late_reason": item.settled_reason if is_issued else None})
    meeting.agenda.remove(row)
    meeting.agenda.insert(place, row)
    meeting.save()


def tell_chairs(item: Document) -> None:
    """Write to who may accept it."""
    reason = _("An item is proposed for the agenda. Accept or decline it.")
    notices.notify(item, accounts(item.papg_group, (CHAIR, DEPUTY_CHAIR)), reason)


def tell_proposer(item: Document) -> None:
    """Write to who proposed it, when it was settled."""
    before = item.get_doc_before_save()
    if before and before.state != item.state:
        notices.notify(item, {item.proposed_by}, _("An item you proposed for the agenda was settled."))


def waiting(group: str) -> int:
    """How many proposals of a group wait to be settled, among those the reader may see."""
    sql = f"""
        select count(*) from `tab{RECORD}`
        where papg_group = %s and state = %s and {policy.condition(RECORD, "read")}
    """
    return frappe.db.sql(sql, (group, rules.PROPOSED))[0][0]
