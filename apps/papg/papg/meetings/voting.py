"""Votes recorded with a decision, held against what the terms of reference give those in the room."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate

from papg.meetings.quorum import lines, quorum_terms, terms_on
from papg.meetings.wording import refuse_unless
from papg.rules import votes as rules

FIELDS = ("votes_for", "votes_against", "votes_abstained")


def vote_of(decision: Document | frappe._dict) -> rules.Vote:
    """The vote as it is recorded."""
    return rules.Vote(*(cint(decision.get(field)) for field in FIELDS))


def check(decision: Document) -> None:
    """Refuse a vote that cannot be right; a decision without one is none of this.

    Raises:
        frappe.ValidationError: There are more votes than those in the room had, or fewer than none.
    """
    vote = vote_of(decision)
    if vote == rules.Vote() or not decision.has_changed(*FIELDS, "item_number"):
        return
    meeting = frappe.get_doc("PAPG Meeting", decision.meeting)
    terms = quorum_terms(terms_on(meeting.papg_group, getdate(meeting.starts_at)))
    # Items of Part 2 are numbered on their own: who was there for them is not recorded.
    number = None if decision.restricted_item else cint(decision.item_number) or None
    held = rules.votes_held(terms, lines(meeting), number)
    refuse_unless(rules.check_vote(vote, held, terms.is_organisation_one_vote))


def in_words(decision: Document | frappe._dict) -> str:
    """The vote as paper and pages say it; nothing where there was none."""
    said = rules.shown(vote_of(decision))
    return said.translated(_) if said else ""
