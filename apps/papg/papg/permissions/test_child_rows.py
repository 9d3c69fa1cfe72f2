"""No row of a table is stored on its own, past the rules of the record it belongs to."""

import frappe
import pytest

from papg.permissions import wiring
from papg.testing import cast
from papg.testing.acting import acting_as

ROWS = [(child, parent) for child, parents in wiring.child_parents().items() for parent in parents]


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()


@pytest.mark.parametrize(("child", "parent"), ROWS)
@pytest.mark.parametrize("user", [cast.SECRETARY, cast.ADMINISTRATOR, "Administrator"])
def test_a_row_without_its_record_is_refused(child: str, parent: str, user: str) -> None:
    table = next(field for field in frappe.get_meta(parent).get_table_fields() if field.options == child)
    place = {"parent": "of-no-record", "parenttype": parent, "parentfield": table.fieldname}
    with acting_as(user), pytest.raises(frappe.PermissionError):
        frappe.get_doc({"doctype": child, **place}).insert(ignore_mandatory=True)
    assert not frappe.db.exists(child, {"parent": "of-no-record"})
