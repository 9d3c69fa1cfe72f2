"""Working off a list that was shown: the door to disposal, and what is left in place of each record."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_datetime

from papg.meetings.wording import refuse_unless
from papg.oversight import disposal, due, leavers, removal, trail
from papg.oversight.due import Line
from papg.oversight.retention_classes import ACCOUNTS, CLASSES, MEMBERS, PAPERS, TRAIL
from papg.oversight.trail import Entry
from papg.permissions import scope
from papg.rules.due_dates import govuk_date
from papg.rules.retention import may_dispose
from papg.rules.trail import DISPOSED

BEFORE = "papg_before_disposal"


@frappe.whitelist(methods=["POST"])
def dispose(rule: str, shown: str) -> dict[str, int | list[str]]:
    """Dispose of what a list showed, and of nothing else.

    Each record goes whole or stays whole; one that cannot go does not keep the others. Only a council's
    administrator may ask, who need not be able to read what goes.

    Args:
        rule: Name of the rule of retention.
        shown: Fingerprint of the list as the report “Due for disposal” showed it.

    Returns:
        `disposed`, how many went, and `failed`, the references of those that stayed.

    Raises:
        frappe.PermissionError: The caller does not look after the council's records.
        frappe.ValidationError: The rule is not switched on or only asks for a review, or the list has changed.
    """
    if "Administrator" not in scope.of().everywhere:
        frappe.throw(
            _("Only an administrator of the council disposes of records. Ask one of them."),
            frappe.PermissionError,
        )
    # Two runs at once would each take half of one list.
    frappe.db.get_value(due.RULE, rule, "name", for_update=True)
    found = due.of_rule(frappe.get_doc(due.RULE, rule))
    refuse_unless(may_dispose(bool(found.rule.is_active), found.rule.action, shown, found.shown))
    to_go = found.to_go()
    failed = [line.name for line in to_go if not is_disposed_of(found.rule, line)]
    return {"disposed": len(to_go) - len(failed), "failed": failed}


def is_disposed_of(rule: Document, line: Line) -> bool:
    """Dispose of one record; where that fails leave everything about it as it was, and say so in the log."""
    frappe.db.savepoint(BEFORE)
    try:
        name = work_off(rule.record_class, line.name)
    except Exception as problem:  # noqa: BLE001 whatever fails, the record stays whole and the others go on
        frappe.db.rollback(save_point=BEFORE)
        # What a failing statement says may quote the record, so only its kind is kept.
        frappe.log_error(f"Disposal of {line.name} failed", type(problem).__name__)
        return False
    if rule.record_class != TRAIL:  # which notes it itself
        leave_entry(rule, line, name)
    return True


def leave_entry(rule: Document, line: Line, name: str) -> None:
    """Note in the trail what went, by which rule and why then; nothing of what it said."""
    days = (_(rule.trigger_event), govuk_date(line.happened_on), govuk_date(line.due_on))
    detail = _("{0}, by the rule “{1}”: {2} on {3}, due on {4}.").format(rule.record_class, rule.name, *days)
    door, address = trail.here()
    entry = Entry(
        kind=DISPOSED,
        user=frappe.session.user,
        record_type=CLASSES[rule.record_class].record,
        record_name=name,
        papg_group=line.groups[0],
        door=door,
        address=address,
        detail=detail,
    )
    trail.note(entry)


def work_off(record_class: str, name: str) -> str:
    """Do with one record what its class asks for.

    Returns:
        The name it is noted by: its own, or what an account is called from now on.
    """
    if record_class == ACCOUNTS:
        return leavers.clean_account(name)
    if record_class == TRAIL:
        disposal.dispose_before(get_datetime(name))
    elif record_class == PAPERS:
        removal.remove_papers(name)
    elif record_class == MEMBERS:
        leavers.clean_member(name)
    else:
        removal.remove(CLASSES[record_class].record, name)
    return name
