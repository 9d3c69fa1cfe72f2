"""The framework's form for forms, and new record types: what neither may do to our records."""

from collections.abc import Iterator

import frappe
import pytest
from frappe.model.document import Document

from papg.permissions import guards_types
from papg.permissions.customize_form import CouncilCustomizeForm
from papg.testing import cast
from papg.testing.acting import acting_as
from tests.customising.doors import OURS, SYSTEM_MANAGER

# Customize Form


@pytest.fixture
def own_field(opened: None) -> Iterator[str]:
    """A council's own field; without its column, since a new column would stay."""
    field = frappe.new_doc("Custom Field")
    field.update({"name": f"{OURS}-custom_ward", "dt": OURS, "fieldname": "custom_ward", "label": "Ward"})
    field.update({"fieldtype": "Data", "insert_after": "title"})
    field.db_insert()
    frappe.clear_cache(doctype=OURS)
    yield field.name
    frappe.clear_cache(doctype=OURS)


def form_of(record_type: str) -> CouncilCustomizeForm:
    form = frappe.get_doc("Customize Form")
    form.doc_type = record_type
    form.fetch_to_customize()
    return form


@pytest.mark.parametrize("flag", ["allow_on_submit", "in_global_search", "ignore_user_permissions", "unique"])
def test_the_form_for_forms_sets_no_flag_of_a_councils_own_field(own_field: str, flag: str) -> None:
    with acting_as(SYSTEM_MANAGER):
        form = form_of(OURS)
        next(row for row in form.fields if row.fieldname == "custom_ward").set(flag, 1)
        with pytest.raises(frappe.ValidationError, match="it would carry values past a guard"):
            form.save_customization()
    assert frappe.db.get_value("Custom Field", own_field, flag) == 0


def test_the_form_for_forms_changes_how_things_look(own_field: str) -> None:
    with acting_as(SYSTEM_MANAGER):
        form = form_of(OURS)
        form.check_own_fields()
        next(row for row in form.fields if row.fieldname == "due_on").permlevel = 1
        with pytest.raises(frappe.ValidationError, match=r"“permlevel” of .* stays as it is"):
            form.save_customization()


@pytest.mark.parametrize("target", ["User", "ToDo"])
def test_the_form_for_forms_is_not_for_the_frameworks_records(opened: None, target: str) -> None:
    form = frappe.get_doc("Customize Form")
    form.doc_type = target
    with acting_as(cast.ADMINISTRATOR):
        for step in (form.save_customization, form.reset_to_defaults):
            with pytest.raises(frappe.PermissionError, match="is not one of the council's records"):
                step()


# New record types


def record_type(link: str | None) -> Document:
    fields = [{"fieldname": "title", "label": "Title", "fieldtype": "Data"}]
    if link:
        fields.append({"fieldname": "about", "label": "About", "fieldtype": "Link", "options": link})
    rows = [{"role": "PAPG Member", "read": 1}]
    made = {"doctype": "DocType", "name": "Site Visit", "module": "Custom", "custom": 1}
    return frappe.get_doc({**made, "fields": fields, "permissions": rows})


@pytest.mark.parametrize(
    ("user", "link", "match"),
    [
        (cast.ADMINISTRATOR, None, "needs one field papg_group"),
        (cast.ADMINISTRATOR, "PAPG Group", "Links to a group: about"),
        (SYSTEM_MANAGER, "PAPG Group", "Its records would be open to every group"),
        (SYSTEM_MANAGER, "PAPG Restricted Item", "Its records would be open to every group"),
        ("Administrator", "PAPG Minutes", "Its records would be open to every group"),
    ],
)
def test_no_record_type_is_made_whose_records_no_group_holds(
    opened: None, user: str, link: str | None, match: str
) -> None:
    with acting_as(user), pytest.raises((frappe.PermissionError, frappe.ValidationError), match=match):
        record_type(link).run_method("before_validate")
    assert not frappe.db.exists("DocType", "Site Visit")


def test_no_record_type_of_the_site_is_deleted_by_the_council_and_none_of_the_app_by_anybody(
    opened: None,
) -> None:
    with acting_as(cast.ADMINISTRATOR):
        assert not guards_types.has_permission(record_type(None), "delete")
        assert not guards_types.has_permission(frappe.get_doc("DocType", OURS), "delete")
    with acting_as(SYSTEM_MANAGER):
        assert guards_types.has_permission(record_type(None), "delete")
        assert not guards_types.has_permission(frappe.get_doc("DocType", OURS), "delete")


def test_a_record_type_of_the_site_that_leads_to_no_group_is_none_of_our_business(opened: None) -> None:
    with acting_as(SYSTEM_MANAGER):
        record_type("PAPG Strand").run_method("before_validate")


def test_our_own_record_types_are_not_rewritten(opened: None) -> None:
    with acting_as(SYSTEM_MANAGER), pytest.raises(frappe.PermissionError, match="is kept with the app"):
        frappe.get_doc("DocType", OURS).save()
