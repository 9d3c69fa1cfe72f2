"""A record type the council's administrator makes on the site, with a record in each of two groups.

It joins the walk as every other: what the table of rights would say of it is said here, apart from the product.
"""

import frappe

from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make
from tests.walk import table
from tests.walk.rows import Field
from tests.walk.seeds_membership import SECRETARIES, group_name

RECORD = "Site Visit Note"
FIELDS = (
    {"fieldname": "papg_group", "label": "Group", "fieldtype": "Link", "options": "PAPG Group"},
    {"label": "Place visited", "fieldtype": "Data", "reqd": 1, "in_list_view": 1},
    {"label": "What was seen", "fieldtype": "Small Text"},
)
NONE = dict.fromkeys(("Partner", "Deputy", "Board"), "")
RIGHTS = {"Secretary": "rwcd", "Chair": "rw", "Member": "r", "Auditor": "r", "Administrator": "r", **NONE}


def sow(field: Field) -> None:
    """Notes of each group, and one to be made."""
    with acting_as(cast.ADMINISTRATOR):
        frappe.get_doc(
            {"doctype": "DocType", "name": RECORD, "fields": FIELDS, "title_field": "place_visited"}
        ).insert()
    table.MADE[:] = [table.Line(RECORD, table.ALWAYS, RIGHTS)]
    for letter in ("A", "B"):
        words = field.writer(RECORD, "a visit", letter)
        texts = {name: words(name) for name in ("place_visited", "what_was_seen")}
        with acting_as(SECRETARIES[letter]):
            doc = make(RECORD, papg_group=group_name(letter), **texts)
        field.add(RECORD, doc.name, "a visit", letter, change={"what_was_seen": words("a change")})
        new = make(RECORD, insert=False, papg_group=group_name(letter), place_visited=words("a new one"))
        field.add_new(RECORD, "new", letter, new.as_dict(no_nulls=True))
