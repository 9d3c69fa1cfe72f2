"""Answers of the framework's desk that would tell more than a reader may know, given again without it."""

from typing import Any

import frappe
from frappe.desk.form import load
from frappe.model.workflow import get_transitions as transitions_of

from papg.actions import moves
from papg.meetings.positions import acts_as
from papg.permissions import links, policy, rights


@frappe.whitelist()
def getdoc(doctype: str, name: str, user: str | None = None) -> list | None:
    """Load a record into its form, with titles of only those linked records the reader may see.

    The framework adds the title of every linked record unasked, and tells the form of the rights a role opens, not
    of those a position gives: the form would offer what is refused. A record out of reach is answered like one that
    does not exist: with nothing.

    Args:
        doctype: Record type.
        name: Name of the record.
        user: Sent by the desk, not used.

    Returns:
        An empty list when there is nothing to show; otherwise the record is in the response's `docs`.
    """
    if doctype in rights.records() and not policy.is_allowed(doctype, name, "read"):
        return []
    answer = load.getdoc(doctype, name)
    if doctype in rights.records() and (around := frappe.local.response.get("docinfo")):
        around["permissions"].update(policy.rights_on(doctype, name))
    titles = frappe.local.response.get("_link_titles")
    if titles:
        frappe.local.response["_link_titles"] = within_reach(titles, doctype)
    return answer


def within_reach(titles: dict[str, str], loaded: str) -> dict[str, str]:
    """Those of these titles whose records the reader may see; the keys are `record type::name`.

    The bodies a group names as its own, such as those it reports to, are called by name to whoever reads the group.
    """
    kept = {}
    wanted: dict[str, set[str]] = {}
    for key, title in titles.items():
        record, _, name = key.partition("::")
        if rights.is_scoped(record) and not loaded == record == "PAPG Group":
            wanted.setdefault(record, set()).add(name)
        else:
            kept[key] = title
    for record, names in wanted.items():
        reachable = (f"{record}::{name}" for name in links.readable(record, names))
        kept.update({key: titles[key] for key in reachable})
    return kept


@frappe.whitelist()
def get_link_title(doctype: str, docname: str) -> str:
    """Title of a linked record, or its name again when there is none the reader may see.

    Args:
        doctype: Record type of the link's target.
        docname: Name of the target.
    """
    if rights.is_scoped(doctype) and not links.readable(doctype, {docname}):
        return docname
    meta = frappe.get_meta(doctype)
    if not meta.show_title_field_in_link or not frappe.has_permission(doctype, "read"):
        return docname
    return frappe.db.get_value(doctype, docname, meta.title_field) or docname


@frappe.whitelist()
def get_transitions(doc: Any, workflow: Any = None, raise_exception: bool = False) -> list[dict[str, Any]]:
    """Steps of the workflow open to the caller in the group of the record.

    The framework offers the steps of every role somebody holds; a role that follows positions counts only where the
    position is held. Of an action, steps that are somebody else's to take are left out as well.

    Args:
        doc: The record, as JSON; what is stored counts.
        workflow: Sent by nobody, not used.
        raise_exception: Sent by nobody, not used.
    """
    sent = frappe.parse_json(doc)
    found = transitions_of(sent)
    record, name = sent.get("doctype"), sent.get("name")
    if not found or not rights.is_scoped(record):
        return found
    group = frappe.db.get_value(record, name, policy.GROUP_FIELD)
    offered = [step for step in found if acts_as(step["allowed"], group)]
    if record != "PAPG Action":
        return offered
    action = frappe.get_doc(record, name)
    return [step for step in offered if moves.is_open_step(action, step["next_state"])]
