"""The papers the app prints: which record each belongs to and who may have it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

import frappe
from frappe import _

from papg.permissions import policy
from papg.printing import (
    action_plan,
    agenda,
    assessment,
    coverage,
    disclosure,
    duty_progress,
    letterheads,
    minutes,
    report,
    terms,
)
from papg.printing.paper import Paper


@dataclass(frozen=True)
class Print:
    """One kind of paper, and the print format of the desk that shows it."""

    name: str
    record: str
    gather: Callable[[str], Paper | None]
    print_format: str | None = None
    # It can be had as a Word document as well.
    is_word: bool = False


PRINTS = {
    kind.name: kind
    for kind in (
        Print("agenda", "PAPG Meeting", agenda.agenda, "PAPG Agenda"),
        Print("minutes", "PAPG Minutes", minutes.open_minutes, "PAPG Minutes"),
        Print("minutes-part-2", "PAPG Minutes", minutes.part_two),
        Print("action-plan", "PAPG Group", action_plan.action_plan, "PAPG Action plan"),
        Print(
            "assessment-profile", "PAPG Maturity Assessment", assessment.profile, "PAPG Assessment profile"
        ),
        Print("duty-progress", "PAPG Duty Progress", duty_progress.duty_progress, "PAPG Duty progress"),
        Print("coverage", "PAPG Group", coverage.coverage, "PAPG Coverage"),
        Print("terms", "PAPG Terms of Reference", terms.terms, "PAPG Terms of reference"),
        Print("report", "PAPG Report", report.report, "PAPG Report", is_word=True),
        Print("report-public", "PAPG Report", report.public_version, is_word=True),
        Print("disclosure-copy", "PAPG Disclosure Copy", disclosure.disclosure_copy, "PAPG Disclosure copy"),
    )
}


def of_format(record: str, print_format: str | None) -> str | None:
    """The paper the desk shows for a record type: that of our format asked for, else the first of the type.

    Args:
        record: Record type.
        print_format: Name of the format the reader chose, if any.

    Returns:
        Key of `PRINTS`; None for a record type without a paper.
    """
    own = [kind for kind in PRINTS.values() if kind.record == record and kind.print_format]
    chosen = (kind.name for kind in own if kind.print_format == print_format)
    return next(chosen, own[0].name if own else None)


def paper(print_name: str, record: str, name: str) -> Paper:
    """Gather a paper for the session's user.

    Args:
        print_name: Key of `PRINTS`.
        record: Record type of the record it is about.
        name: Name of that record.

    Raises:
        frappe.DoesNotExistError: There is no such paper for this reader; a record that is not there and one that
            is not theirs get the same answer.
    """
    kind = PRINTS.get(print_name)
    found = None
    if kind and kind.record == record and policy.is_allowed(record, name, "print"):
        found = kind.gather(name)
    if found is None:
        not_found()
    return letterheads.headed(found, record, name)


def not_found() -> NoReturn:
    """The one answer to everything a reader cannot have.

    Raises:
        frappe.DoesNotExistError: Always.
    """
    # A check on the way here may have left a message that tells a foreign record from a missing one.
    frappe.clear_messages()
    frappe.flags.error_message = None
    frappe.throw(_("There is no such paper for you to print."), frappe.DoesNotExistError)
