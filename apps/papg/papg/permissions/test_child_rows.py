"""No row of a table is stored on its own, past the rules of the record it belongs to."""

import frappe
import pytest

from papg.permissions import wiring

ROWS = [(child, parent) for child, parents in wiring.child_parents().items() for parent in parents]


pytestmark = pytest.mark.usefixtures("site")


@pytest.mark.parametrize(("child", "parent"), ROWS)
def test_a_row_without_its_record_is_refused_even_to_the_built_in_administrator(
    child: str, parent: str
) -> None:
    table = next(field for field in frappe.get_meta(parent).get_table_fields() if field.options == child)
    place = {"parent": "of-no-record", "parenttype": parent, "parentfield": table.fieldname}
    with pytest.raises(frappe.PermissionError, match="is changed together with its record"):
        frappe.get_doc({"doctype": child, **place}).insert(ignore_mandatory=True)
    assert not frappe.db.exists(child, {"parent": "of-no-record"})
