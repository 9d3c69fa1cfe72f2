"""Markings of records: what each carries, what its parts add, and what may be chosen."""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.model.document import Document

from papg.permissions import rights
from papg.rules import markings as rules

LIST = "PAPG Marking"
FIELD = "marking"
GROUP = "PAPG Group"
# For records of no group, which hold nothing more than the council's own lists.
LOWEST = "OFFICIAL"


def known() -> dict[str, rules.Marking]:
    """The council's list of markings, by name."""
    rows = frappe.get_all(LIST, fields=["name", "position_in_list", "is_legacy", "treated_as"])
    return {
        row.name: rules.Marking(
            row.name, row.position_in_list or 0, bool(row.is_legacy), row.treated_as or ""
        )
        for row in rows
    }


def check(doc: Document) -> None:
    """Refuse a marking a record cannot carry, on the record itself and on the papers that hang on it.

    Raises:
        frappe.ValidationError: It is above what is held here, or of the scheme that ended in 2014.
    """
    list_of_council = known()
    if doc.get(FIELD) and (reason := rules.refusal(doc.marking, list_of_council)):
        frappe.throw(f"{_(doc.meta.get_label(FIELD))}: {reason.translated(_)}")
    for paper in doc.get("papers") or []:
        place = _("Row {0} of the papers").format(paper.idx)
        if paper.marking and (reason := rules.refusal(paper.marking, list_of_council, is_paper=True)):
            frappe.throw(f"{place}: {reason.translated(_)}")
        refuse_claim(paper.title, place)


def refuse_claim(title: str | None, place: str) -> None:
    """Refuse a title that carries a marking above OFFICIAL.

    Raises:
        frappe.ValidationError: It does; it says where.
    """
    if rules.claims_secret(title or ""):
        message = _(
            "{0}: “{1}” says SECRET. Nothing above OFFICIAL is held here; enter only where it is kept."
        )
        frappe.throw(message.format(place, title))


def check_list(marking: Document) -> None:
    """Refuse an entry of the list that could not be used, or that says too little.

    Raises:
        frappe.ValidationError: It is above what is held here, or an old one that is treated as nothing in use.
    """
    check_name(marking.marking)
    if not marking.is_legacy:
        marking.treated_as = None
        return
    target = known().get(marking.treated_as or "")
    if not target or target.is_legacy:
        message = _("“{0}”: say which marking in use an old {1} is treated as.")
        frappe.throw(message.format(_(marking.meta.get_label("treated_as")), marking.marking))


def check_name(name: str) -> None:
    """Refuse the name of an entry that says SECRET or above.

    Raises:
        frappe.ValidationError: It does.
    """
    if reason := rules.refusal(name, {}):
        frappe.throw(f"{_('Marking')}: {reason.translated(_)}")


def of_record(doc: Document) -> str:
    """Marking of a record with everything in it: its own, else the one its group uses, raised by its parts."""
    group = doc.name if doc.doctype == GROUP else doc.get("papg_group")
    own = doc.get(FIELD) or (group and usual(group)) or LOWEST
    parts = [row.get(FIELD) for row in doc.get_all_children() if row.get(FIELD)]
    return rules.highest([own, *parts], known()) if parts else own


def of_rows(record: str, names: Iterable[str]) -> str:
    """Highest marking of some records of a type, with everything in them; as many queries for many as for few.

    Args:
        record: Record type.
        names: Names of the records.
    """
    wanted = tuple(names)
    if not wanted or not rights.is_scoped(record):
        return LOWEST
    meta = frappe.get_meta(record)
    own = dict.fromkeys(wanted)
    if meta.has_field(FIELD):
        own.update(frappe.get_all(record, {"name": ("in", wanted)}, ["name", FIELD], as_list=True))
    unmarked = tuple(name for name, marking in own.items() if not marking)
    found = {*own.values(), *(usual_of(groups_of(record, unmarked)) if unmarked else ())}
    for table in meta.get_table_fields():
        if frappe.get_meta(table.options).has_field(FIELD):
            of_table = {"parent": ("in", wanted), "parenttype": record}
            found |= set(frappe.get_all(table.options, of_table, pluck=FIELD, distinct=True))
    return rules.highest({marking for marking in found if marking}, known()) or LOWEST


def groups_of(record: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Groups these records belong to."""
    if record == GROUP:
        return names
    return tuple(frappe.get_all(record, {"name": ("in", names)}, pluck="papg_group", distinct=True))


def of_each(record: str, rows: list[frappe._dict]) -> dict[str, str]:
    """Marking of each of some records with everything in it; as many queries for many as for few.

    Args:
        record: Record type whose records belong to groups and carry markings of their own.
        rows: Name, group and own marking of each.
    """
    carried: dict[str, set[str]] = {row.name: {row.get(FIELD)} - {None, ""} for row in rows}
    unmarked = {row.name: row.papg_group for row in rows if not carried[row.name]}
    if unmarked:
        of_groups, otherwise = usual_by_group(tuple(set(unmarked.values()))), first_of_list() or LOWEST
        carried.update({name: {of_groups.get(group) or otherwise} for name, group in unmarked.items()})
    for table in frappe.get_meta(record).get_table_fields() if carried else ():
        if frappe.get_meta(table.options).has_field(FIELD):
            parts = {"parent": ("in", tuple(carried)), "parenttype": record, FIELD: ("is", "set")}
            for part in frappe.get_all(table.options, parts, ["parent", FIELD]):
                carried[part.parent].add(part[FIELD])
    list_of_council = known()
    return {
        name: next(iter(found)) if len(found) == 1 else rules.highest(found, list_of_council)
        for name, found in carried.items()
    }


def usual_of(groups: tuple[str, ...]) -> list[str]:
    """Markings some groups use: those of the last minutes of each."""
    return list(dict.fromkeys(usual_by_group(groups).values()))


def usual_by_group(groups: tuple[str, ...]) -> dict[str, str]:
    """Marking of the last minutes of each of some groups."""
    return dict(
        frappe.db.sql(
            """
            select minutes.papg_group, minutes.marking from `tabPAPG Minutes` minutes
            where minutes.papg_group in %(groups)s and not exists (
                select 1 from `tabPAPG Minutes` later
                where later.papg_group = minutes.papg_group and later.creation > minutes.creation
            )
            """,
            {"groups": groups or ("",)},
        )
    )


def usual(group: str) -> str | None:
    """Marking of the group's last minutes, else the first of the list."""
    return next(iter(usual_of((group,))), None) or first_of_list()


def first_of_list() -> str | None:
    """The marking in use that stands first in the council's list."""
    first = frappe.get_all(LIST, {"is_legacy": 0}, pluck="name", order_by="position_in_list, name", limit=1)
    return next(iter(first), None)


def tell_form(doc: Document, method: str | None = None) -> None:
    """Hook, when a record is loaded into its form: the marking it carries with everything in it."""
    if rights.is_scoped(doc.doctype):
        marking = of_record(doc)
        doc.set_onload("marking", {"marking": marking, "handling": handling_of(marking)})


def handling_of(marking: str) -> str:
    """How a record with this marking is to be handled."""
    return frappe.db.get_value(LIST, marking, "handling") or ""
