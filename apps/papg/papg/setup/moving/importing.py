"""Holds a folder of customising against this site, and applies it: whole or not at all."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import frappe
from frappe import _

from papg.oversight.changes import FORM
from papg.oversight.trail import Entry, here, note
from papg.setup.moving import content as contents
from papg.setup.moving import differences, fitness, folder, storing
from papg.setup.moving.content import Content
from papg.setup.moving.exporting import customising
from papg.setup.moving.fitness import Coming, Key
from papg.setup.moving.kinds import CHANGING_TABLES, Kind, all_kinds
from papg.setup.moving.ordering import in_order

NEW, CHANGED, EQUAL, ONLY_HERE, REFUSED = "new", "changed", "equal", "only here", "refused"
SORTS = (NEW, CHANGED, EQUAL, ONLY_HERE, REFUSED)
TRIED = "papg_moving_tried"
OF_RECORDS = (frappe.ValidationError, frappe.PermissionError)


class NotApplied(frappe.ValidationError):
    """A record could not be stored; the site is as it was."""


@dataclass
class Finding:
    """What is to be said of one record."""

    sort: str
    record: str
    name: str
    said: list[str] = field(default_factory=list)
    content: Content = field(default_factory=dict)


def look(at: Path) -> list[Finding]:
    """Hold a folder against this site; nothing is changed.

    Returns:
        A finding for each record, in the order in which they are applied.

    Raises:
        NoFolder: It holds no export.
    """
    refused, found = sorted_out(folder.read(at))
    kinds = all_kinds()
    coming = Coming(found)
    findings = [compared(kinds.get(key[0]), found[key], coming) for key in in_order(found)]
    tried(findings, kinds, coming)
    stays = [Finding(ONLY_HERE, *key) for key in only_here(found)]
    return [*refused, *findings, *stays]


def sorted_out(files: Mapping[Path, Content | str]) -> tuple[list[Finding], dict[Key, Content]]:
    """Files that cannot be read, and the records of the others."""
    refused, found = [], {}
    for file, said in files.items():
        if isinstance(said, str):
            refused.append(Finding(REFUSED, str(file.parent), file.name, [said]))
        elif (key := (said["doctype"], said["name"])) in found:
            refused.append(Finding(REFUSED, *key, [_("{0} holds it a second time.").format(file)]))
        else:
            found[key] = said
    return refused, found


def compared(kind: Kind | None, content: Content, coming: Coming) -> Finding:
    """One record of the folder against the one that is here."""
    finding = Finding(EQUAL, content["doctype"], content["name"], content=content)
    if kind is None or (said := fitness.refusal(kind, content, coming)):
        finding.sort, finding.said = REFUSED, [said if kind else fitness.refusal(None, content, coming)]
    elif (present := contents.of(kind, content["name"])) is None:
        finding.sort = NEW
    elif present != content:
        finding.sort = CHANGED
        finding.said = list(differences.told(present, content, kind.record))
    return finding


def only_here(found: Mapping[Key, Content]) -> Iterator[Key]:
    for content in customising():
        key = content["doctype"], content["name"]
        if key not in found:
            yield key


def tried(findings: list[Finding], kinds: Mapping[str, Kind], coming: Coming) -> None:
    """Store every difference and take all of it back, so that whatever would be refused is told now.

    What changes a table stays, and what needs such a change fails before it: of these only the guards are asked.
    """
    frappe.db.savepoint(TRIED)
    for finding in findings:
        if finding.sort not in (NEW, CHANGED):
            continue
        kind, content = kinds[finding.record], finding.content
        if contents.about(kind, content) in coming.absent:
            continue
        needs_more = finding.record in CHANGING_TABLES or coming.is_named_in(content)
        if said := refused_by(storing.ask_guards if needs_more else storing.store, kind, content):
            finding.sort, finding.said = REFUSED, [said]
    frappe.db.rollback(save_point=TRIED)
    frappe.clear_cache()


def refused_by(step: Callable[[Kind, Content], None], kind: Kind, content: Content) -> str:
    """Why a step refuses a record, or nothing."""
    try:
        step(kind, content)
    except OF_RECORDS as refusal:
        return frappe.utils.strip_html(str(refusal)) or type(refusal).__name__
    except Exception as trouble:  # noqa: BLE001 a value its column cannot hold, say: nothing of the folder may stay
        return f"{type(trouble).__name__}: {trouble}"
    finally:
        frappe.clear_messages()
    return ""


def apply(findings: list[Finding], named: str) -> None:
    """Store what is new or differs, and note it in the trail.

    Tables that change cannot be taken back by the database; they come first, and are put back by hand.

    Args:
        findings: What `look` found; none of them is refused.
        named: Folder, as the trail is to name it.

    Raises:
        NotApplied: A record was refused after all; nothing of the folder is left.
    """
    kinds = all_kinds()
    wanted = [finding for finding in findings if finding.sort in (NEW, CHANGED)]
    before: list[tuple[Finding, Content | None]] = []
    for finding in wanted:
        kind = kinds[finding.record]
        if finding.record in CHANGING_TABLES:
            before.append((finding, contents.of(kind, finding.name)))
        if said := refused_by(storing.store, kind, finding.content):
            put_back(before, kinds)
            message = _("{0} “{1}” was refused: {2} Nothing was applied.")
            raise NotApplied(message.format(_(finding.record), finding.name, said))
    if wanted:
        door, address = here()
        detail = _("customising of {0}: {1} new, {2} changed").format(
            named, *(sum(finding.sort == sort for finding in wanted) for sort in (NEW, CHANGED))
        )
        note(Entry(FORM, frappe.session.user, door=door, address=address, detail=detail))
    frappe.clear_cache()


def put_back(before: list[tuple[Finding, Content | None]], kinds: Mapping[str, Kind]) -> None:
    """Undo the transaction, and what was made of fields and record types."""
    frappe.db.rollback()
    for finding, content in reversed(before):
        if content is not None:
            storing.store(kinds[finding.record], content)
        elif frappe.db.exists(finding.record, finding.name):
            frappe.delete_doc(finding.record, finding.name)
    frappe.clear_cache()
