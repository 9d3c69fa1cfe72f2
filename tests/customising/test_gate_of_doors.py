"""What of all that the gate lets through: fields and workflows, which their guards hold, and nothing else."""

import frappe
import pytest

from papg.testing import cast
from tests.customising.conftest import Key
from tests.customising.doors import DOORS


@pytest.mark.parametrize("door", [*DOORS, "DocType", "Role", "Role Profile", "User"])
def test_the_gate_lets_none_of_it_through_but_fields_and_workflows(key: Key, door: str) -> None:
    fields = DOORS[door]("User") if door in DOORS else {"name": "Own"}
    answer = key(cast.ADMINISTRATOR).ask("POST", f"/api/resource/{door}", json=fields)
    assert answer.status_code in (400, 403, 417), answer.text
    frappe.db.rollback()
    assert not frappe.db.exists(door, {"owner": cast.ADMINISTRATOR})
