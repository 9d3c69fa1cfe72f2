"""The register of restricted documents: its marking, its rows by post, and the review a new edition opens."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from papg.meetings import markings
from papg.meetings.wording import refuse_unless
from papg.oversight.referrals import day_of
from papg.rules import markings as marking_rules
from papg.rules import restricted_documents as rules

RECORD = "PAPG Restricted Document"
ACTION = "PAPG Action"


def check_marking(doc: Document) -> None:
    """An entry names a document of somebody else's, which keeps its marking; nothing above OFFICIAL is named here.

    Raises:
        frappe.ValidationError: It is, or its title says so.
    """
    if reason := marking_rules.refusal(doc.marking or "", markings.known(), is_paper=True):
        frappe.throw(f"{_(doc.meta.get_label('marking'))}: {reason.translated(_)}")
    markings.refuse_claim(doc.title, _(doc.meta.get_label("title")))


def fill_posts(doc: Document) -> None:
    """Rows say the post of a member, as it was when the row was written, and no name.

    Raises:
        frappe.ValidationError: A row names nobody, or a member of another group.
    """
    members = [row.member for row in doc.holders if row.member]
    found = frappe.get_all(
        "PAPG Member", {"name": ("in", members or [""])}, ["name", "papg_group", "job_title", "organisation"]
    )
    known = {member.name: member for member in found if member.papg_group == doc.papg_group}
    for row in doc.holders:
        if row.member and row.member not in known:
            message = _("Row {0}: choose a member of this group, or give the post.")
            frappe.throw(message.format(row.idx))
        if row.member and not (row.holder or "").strip():
            row.holder = known[row.member].job_title or known[row.member].organisation
        if not (row.holder or "").strip():
            frappe.throw(_("Row {0}: say who it was, by post or as a member.").format(row.idx))


def check_days(doc: Document) -> None:
    """What the rows say can be true, and when it was last shown follows from them."""
    holders = [holder_of(row) for row in doc.holders]
    refuse_unless(rules.check(getdate(doc.received_on), day_of(doc, "returned_on"), holders))
    doc.shown_on = rules.last_shown(holders)


def holder_of(row: Document) -> rules.Holder:
    """A row as the rules take it."""
    days = {name: day_of(row, name) for name in ("shown_on", "returned_on")}
    return rules.Holder(row=row.idx, holder=row.holder, how=row.how, **days)


def prepare_review(doc: Document) -> None:
    """A yearly profile says who owns the review of a new edition, and by when it is due."""
    if not doc.is_yearly_profile:
        return
    received_on = getdate(doc.received_on)
    has_owner = bool(doc.review_owner) or not opens_review(doc)
    refuse_unless(
        rules.check_profile(doc.edition or "", has_owner, received_on, day_of(doc, "review_due_on"))
    )
    doc.review_due_on = doc.review_due_on or rules.review_due(received_on)


def opens_review(doc: Document) -> bool:
    """Is this an edition nobody was asked to review against yet?"""
    same = {"papg_group": doc.papg_group, "title": doc.title, "review": ("is", "set")}
    editions = frappe.get_all(RECORD, same, pluck="edition")
    is_open = bool(doc.is_yearly_profile) and not doc.review
    return rules.opens_review(is_open, doc.edition or "", editions)


def open_review(doc: Document) -> None:
    """Raise the review as an action; it says nothing of the document, since more people read the plan."""
    if not opens_review(doc):
        return
    action = frappe.new_doc(ACTION)
    action.update(
        {
            "papg_group": doc.papg_group,
            "kind": "Review or audit",
            "title": _("Review priorities, action plan and duty entries against a new yearly profile"),
            "description": _(
                "Go through each priority, the actions under way and the latest entry of each duty, and bring what has "
                "to change to the next meeting. Nothing of what the profile says is written down here."
            ),
            "owner_member": doc.review_owner,
            "due_on": doc.review_due_on,
        }
    )
    action.check_permission("create")
    doc.db_set("review", action.insert().name)
