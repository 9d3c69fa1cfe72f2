"""Records old enough to go, and where in the whole site a word is still written."""

from pathlib import Path

import frappe
from frappe.model.document import Document
from frappe.utils import add_days, today

from papg.oversight import due
from papg.oversight.due import DueList
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make
from papg.testing.meetings import agreed, circulated, drafted, held_meeting, with_chair

SIX_YEARS_AND_MORE = 6 * 366


def a_rule(**fields: object) -> Document:
    """A rule that is switched on and deletes agreed minutes after six years, unless it is told otherwise."""
    return make("PAPG Retention Rule", **{"action": "Delete", **fields})


def old_minutes(words: str = "", days_ago: int = SIX_YEARS_AND_MORE, decided: str = "") -> Document:
    """Minutes the group agreed long ago, with these words in their text, and perhaps a decision under them."""
    minutes = drafted(held_meeting())
    with acting_as(cast.SECRETARY):
        minutes.entries[0].discussion = f"<p>{words}</p>"
        minutes.save()
        if decided:
            make("PAPG Decision", meeting=minutes.meeting, minutes=minutes.name, decision=decided)
    found = agreed(circulated(with_chair(minutes)))
    frappe.db.set_value("PAPG Minutes", found.name, "agreed_on", add_days(today(), -days_ago))
    return frappe.get_doc("PAPG Minutes", found.name)


def listed(rule: Document, user: str = cast.ADMINISTRATOR) -> DueList:
    """What is due under a rule, as somebody sees it."""
    with acting_as(user):
        return due.of_rule(frappe.get_doc(due.RULE, rule.name))


def columns_holding(word: str) -> set[str]:
    """Every column of every table of the site in which a word is written, as `table.column`."""
    columns = frappe.db.sql(
        """select table_name, column_name from information_schema.columns where table_schema = database()
        and data_type in ('char', 'varchar', 'tinytext', 'text', 'mediumtext', 'longtext', 'longblob', 'json')"""
    )
    by_table: dict[str, list[str]] = {}
    for table, column in columns:
        by_table.setdefault(table, []).append(column)
    found = set()
    for table, names in by_table.items():
        counts = ", ".join(f"sum(`{name}` like %(word)s)" for name in names)
        row = frappe.db.sql(f"select {counts} from `{table}`", {"word": f"%{word}%"})[0]
        found |= {f"{table}.{name}" for name, count in zip(names, row, strict=True) if count}
    return found


def files_holding(word: str) -> list[str]:
    """Private files of the site in which a word is written."""
    folder = Path(frappe.get_site_path("private", "files"))
    return [file.name for file in folder.glob("*") if file.is_file() and word.encode() in file.read_bytes()]
