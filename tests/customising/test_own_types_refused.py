"""Record types the council's administrator may not make: each refusal says why, and nothing is made."""

from typing import Any

import frappe
import pytest

from papg.testing import cast
from tests.customising.conftest import Key
from tests.customising.test_own_types import FIELDS, make_type
from tests.journeys.rest import said

OTHER = {"label": "Place", "fieldtype": "Data"}
GROUP = FIELDS[0]


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"fields": [OTHER]}, "needs one field papg_group that links to PAPG Group"),
        ({"fields": [OTHER], "module": "Core"}, "choose the module PAPG Lists"),
        ({"fields": [{**GROUP, "fieldname": "group"}]}, "Links to a group: group"),
        ({"fields": [GROUP, {**GROUP, "fieldname": "other_group"}]}, "papg_group and other_group"),
        ({"fields": [{**OTHER, "fieldname": "papg_group"}]}, "needs one field papg_group"),
        ({"module": "PAPG Lists"}, "leads to no group"),
        (
            {"fields": [GROUP, {"label": "M", "fieldtype": "Link", "options": "PAPG Minutes"}]},
            "A link can lead",
        ),
        ({"fields": [GROUP, {"label": "U", "fieldtype": "Link", "options": "User"}]}, "A link can lead"),
        (
            {"fields": [GROUP, {"label": "T", "fieldtype": "Table", "options": "PAPG Attendance"}]},
            "type Table",
        ),
        ({"fields": [GROUP, {"label": "C", "fieldtype": "Code"}]}, "type Code"),
        ({"fields": [GROUP, {**OTHER, "fetch_from": "papg_group.group_name"}]}, "cannot be set"),
        ({"fields": [GROUP, {**OTHER, "depends_on": "eval:doc.x"}]}, "Conditions in code"),
        ({"fields": [GROUP, {**OTHER, "unique": 1}]}, "cannot be set"),
        ({"permissions": [{"role": "Workspace Manager", "read": 1}]}, "row 1: Workspace Manager cannot open"),
        ({"permissions": [{"role": "PAPG Partner", "read": 1}]}, "row 1: PAPG Partner cannot open"),
        ({"permissions": [{"role": "PAPG Member", "read": 1, "if_owner": 1}]}, "follows from their position"),
        ({"name": "Note_b"}, "cannot be the name"),
    ],
)
def test_a_record_type_that_would_open_a_door_is_refused_with_the_reason(
    key: Key, sent: dict[str, Any], message: str
) -> None:
    answer = make_type(key(cast.ADMINISTRATOR), **{"name": "Refused Note", "title_field": "", **sent})
    assert answer.status_code in (400, 403, 417), answer.text
    assert message in said(answer).replace("&lt;", "<")
    frappe.db.rollback()
    assert not frappe.db.exists("DocType", "Refused Note")
