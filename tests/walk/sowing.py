"""Sows the rows of the walk and reads back what each of them holds."""

from collections.abc import Callable
from typing import Any

import frappe
from frappe.model.document import Document

from papg.permissions import scope
from papg.testing import cast
from papg.testing.factories import JOINED_ON, make, make_user
from papg.testing.mail import give_mail_account
from papg.testing.meetings import acting_as
from tests.walk import (
    people,
    seeds_actions,
    seeds_contributions,
    seeds_disclosure,
    seeds_duties,
    seeds_hung,
    seeds_learning,
    seeds_lists,
    seeds_maturity,
    seeds_measures,
    seeds_meetings,
    seeds_membership,
    seeds_minutes,
    seeds_own_types,
    seeds_proposals,
    seeds_restricted,
    seeds_retention,
    seeds_series,
    seeds_structure,
    seeds_subgroups,
    seeds_trail,
    seeds_upwards,
    seeds_watching,
    table,
)
from tests.walk.rows import MARK, NAME, Field, Row

LETTERS = {**cast.GROUPS, "D": people.GROUP_D, "S": people.GROUP_S}
SEEDS: tuple[Callable[[Field], None], ...] = (
    seeds_lists.sow,
    seeds_membership.sow,
    seeds_meetings.sow,
    seeds_minutes.sow,
    seeds_restricted.sow,
    seeds_actions.sow,
    seeds_learning.sow,
    seeds_maturity.sow,
    seeds_duties.sow,
    seeds_measures.sow,
    seeds_upwards.sow,
    seeds_trail.sow,
    seeds_disclosure.sow,
    seeds_retention.sow,
    seeds_series.sow,
    seeds_contributions.sow,
    seeds_proposals.sow,
    seeds_subgroups.sow,
    seeds_structure.sow,
    seeds_watching.sow,
    seeds_own_types.sow,
)


class Unsown(Exception):
    """The table of rights speaks of something no row was sown for."""


def sow() -> Field:
    """Make the cast and every row, and commit them.

    Raises:
        Unsown: A record type or a condition of the table has no row.
    """
    field = Field()
    with acting_as("Administrator"):
        cast.install()
        give_mail_account()
        make_former()
        scope.forget()
        for seed in SEEDS:
            seed(field)
        seeds_hung.sow(field)
        add_the_rest(field)
    if missing := table.unsown(field.rows):
        raise Unsown("; ".join(missing))
    read_back(field)
    frappe.db.commit()
    return field


def make_former() -> None:
    """Somebody whose position ended yesterday."""
    make_user(people.FORMER, people.FORMER_POST, cast.PASSWORD)
    make(
        "PAPG Member",
        papg_group=cast.group("A"),
        full_name=people.FORMER_POST,
        email=people.FORMER,
        user=people.FORMER,
        organisation=cast.DEPARTMENT,
        position="Member",
        joined_on=JOINED_ON,
        left_on=frappe.utils.add_days(frappe.utils.today(), -1),
    )


def add_the_rest(field: Field) -> None:
    """Note the groups and members of the cast as well: lists show them beside what was sown."""
    letters = {
        frappe.db.get_value("PAPG Group", {"group_name": name}): letter for letter, name in LETTERS.items()
    }
    known = {row.name for row in field.rows}
    for record, column, title in (
        ("PAPG Group", "name", "group_name"),
        ("PAPG Member", "papg_group", "full_name"),
    ):
        for row in frappe.get_all(record, fields=["name", f"{column} as papg_group", f"{title} as title"]):
            if row.name not in known:
                field.add(record, row.name, row.title, letters.get(row.papg_group, ""), is_aside=True)


def read_back(field: Field) -> None:
    """Find in each row what is stored in it: its marks, and the names of other records."""
    names = {row.name for row in field.rows}
    for row in field.rows:
        doc = frappe.get_doc(row.record, row.name)
        row.values = frappe.parse_json(frappe.as_json(doc.as_dict(convert_dates_to_str=True)))
        texts = [str(value) for value in (*texts_of(doc), *texts_of_files(row))]
        found = {mark for text in texts for mark in MARK.findall(text)}
        found |= {name for text in texts for name in NAME.findall(text) if name in names}
        rows = {child.name for child in doc.get_all_children()}
        files = {part for file in row.files for part in (file.name, file.mark)} | row.hung
        row.own = frozenset(
            {mark for mark in found if mark in field.marks and is_of(field, mark, row)} | files
        )
        row.contents = frozenset(found | rows | files | {row.name})


def is_of(field: Field, mark: str, row: Row) -> bool:
    """Was this mark made for this row?"""
    return field.marks[mark][0] == str(row)


def texts_of(doc: Document) -> list[Any]:
    """All that is stored of a record and its tables."""
    own = list(doc.get_valid_dict(ignore_virtual=True).values())
    return own + [value for row in doc.get_all_children() for value in row.get_valid_dict().values()]


def texts_of_files(row: Row) -> list[str]:
    """All that is stored of the files of a row."""
    return [text for file in row.files for text in (file.name, file.url, file.mark)]
