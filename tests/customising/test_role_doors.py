"""Who hands out which role, and what a role opens: never more than the table of rights gives the position."""

import frappe
import pytest
from frappe.model.document import Document
from frappe.permissions import setup_custom_perms

from papg.permissions import guards_roles
from papg.testing import cast
from papg.testing.acting import acting_as
from tests.customising.doors import OURS, SYSTEM_MANAGER, refused, store

REFUSED = "Rights can only be taken away|are never public"

# Roles


def account(user: str, *roles: str) -> Document:
    doc = frappe.get_doc("User", user)
    doc.load_doc_before_save()
    for role in roles:
        doc.append("roles", {"role": role})
    return doc


@pytest.mark.parametrize(
    ("user", "on", "role", "match"),
    [
        (cast.ADMINISTRATOR, cast.ADMINISTRATOR, "System Manager", "to their own account"),
        (cast.ADMINISTRATOR, cast.ADMINISTRATOR, "PAPG Auditor", "to their own account"),
        (cast.ADMINISTRATOR, cast.MEMBER, "System Manager", "is not yours to give"),
        (cast.ADMINISTRATOR, cast.MEMBER, "Website Manager", "is not yours to give"),
        (cast.ADMINISTRATOR, cast.MEMBER, "PAPG Chair", "follows from a position"),
        (cast.SECRETARY, cast.SECRETARY, "PAPG Administrator", "to their own account"),
        (SYSTEM_MANAGER, SYSTEM_MANAGER, "PAPG Auditor", "to their own account"),
        (SYSTEM_MANAGER, cast.MEMBER, "PAPG Secretary", "follows from a position"),
        ("Administrator", cast.MEMBER, "PAPG Secretary", "follows from a position"),
    ],
)
def test_a_role_that_is_not_theirs_to_give_is_refused(
    opened: None, user: str, on: str, role: str, match: str
) -> None:
    doc = account(on, role)
    with acting_as(user), pytest.raises(frappe.PermissionError, match=match):
        # As if the account could be written: the secretary's role opens no accounts.
        doc.run_method("validate")
    assert role not in frappe.get_roles(on)


@pytest.mark.parametrize("role", ["PAPG Administrator", "PAPG Auditor", "PAPG Integration"])
def test_roles_by_hand_are_given_to_others(opened: None, role: str) -> None:
    with acting_as(cast.ADMINISTRATOR):
        account(cast.BOARD, role).save()
    assert frappe.db.exists("Has Role", {"parent": cast.BOARD, "role": role})
    with acting_as(SYSTEM_MANAGER):
        account(cast.NEIGHBOUR, role).run_method("validate")


def test_no_role_is_taken_but_those_given_by_hand(opened: None) -> None:
    doc = frappe.get_doc("User", SYSTEM_MANAGER)
    doc.roles = []
    with (
        acting_as(cast.ADMINISTRATOR),
        pytest.raises(frappe.PermissionError, match="is not yours to give or take"),
    ):
        doc.save()


def test_a_bundle_of_roles_is_no_way_round(opened: None) -> None:
    bundle = {"doctype": "Role Profile", "role_profile": "Own", "roles": [{"role": "System Manager"}]}
    with (
        acting_as(cast.ADMINISTRATOR),
        pytest.raises(frappe.PermissionError, match="looks after the whole site"),
    ):
        frappe.get_doc(bundle).insert()
    with acting_as(SYSTEM_MANAGER):
        with pytest.raises(frappe.PermissionError, match="follows from a position"):
            frappe.get_doc({**bundle, "roles": [{"role": "PAPG Chair"}]}).insert()
        frappe.get_doc(bundle).insert()
    doc = frappe.get_doc("User", cast.ADMINISTRATOR)
    doc.role_profile_name = "Own"
    with acting_as(cast.ADMINISTRATOR), pytest.raises(frappe.PermissionError, match="to their own account"):
        doc.save()


def test_a_role_is_not_given_by_its_row_alone(opened: None) -> None:
    row = {
        "parenttype": "User",
        "parentfield": "roles",
        "parent": cast.ADMINISTRATOR,
        "role": "System Manager",
    }
    for event in ("before_validate", "on_trash"):
        with acting_as(cast.ADMINISTRATOR), pytest.raises(frappe.PermissionError, match="Open the account"):
            frappe.get_doc({"doctype": "Has Role", **row}).run_method(event)


def test_roles_of_the_app_stay_what_they_are(opened: None) -> None:
    role = frappe.get_doc("Role", "PAPG Partner")
    role.desk_access = 1
    with acting_as(SYSTEM_MANAGER), pytest.raises(frappe.PermissionError, match="belongs to the app"):
        role.save()
    with acting_as(SYSTEM_MANAGER), pytest.raises(frappe.PermissionError, match="belongs to the app"):
        role.run_method("on_trash")
    own = {"doctype": "Role", "role_name": "Own", "desk_access": 1}
    with (
        acting_as(cast.ADMINISTRATOR),
        pytest.raises(frappe.PermissionError, match="looks after the whole site"),
    ):
        frappe.get_doc(own).insert()


# What a role opens


@pytest.mark.parametrize(
    ("record", "role", "rights"),
    [
        ("PAPG Action", "All", ("read",)),
        ("PAPG Action", "Guest", ("read",)),
        ("PAPG Action", "PAPG Partner", ("read",)),
        ("PAPG Action", "System Manager", ("read",)),
        ("PAPG Action", "PAPG Auditor", ("read", "write")),
        ("PAPG Action", "PAPG Secretary", ("read", "delete")),
        ("PAPG Minutes", "PAPG Administrator", ("read",)),
        ("PAPG Minutes", "PAPG Secretary", ("read", "submit")),
        ("PAPG Minutes", "PAPG Chair", ("read", "cancel")),
        ("PAPG Minutes", "PAPG Member", ("read", "share")),
    ],
)
@pytest.mark.parametrize("user", [cast.ADMINISTRATOR, SYSTEM_MANAGER, "Administrator"])
def test_a_role_opens_no_more_than_the_table_gives(
    opened: None, user: str, record: str, role: str, rights: tuple[str, ...]
) -> None:
    fields = {"role": role, "read": 0, **dict.fromkeys(rights, 1)}
    refused("Custom DocPerm", record, REFUSED, user, **fields)
    with acting_as(SYSTEM_MANAGER), pytest.raises(frappe.PermissionError, match=REFUSED):
        guards_roles.update(record, role, 0, rights[-1], 1)


def test_a_role_opens_fields_on_a_level_of_the_councils_as_far_as_the_rest(opened: None) -> None:
    with acting_as(cast.ADMINISTRATOR):
        assert store("Custom DocPerm", OURS, role="PAPG Member", permlevel=1).permlevel == 1
    for level, rights in ((1, ("delete",)), (9, ()), (-1, ())):
        fields = {"role": "PAPG Member", "permlevel": level, **dict.fromkeys(rights, 1)}
        refused("Custom DocPerm", OURS, "Rights can only be taken away", **fields)
    refused("Custom DocPerm", OURS, "cannot open “write”", role="PAPG Auditor", permlevel=1, write=1)


def test_a_council_takes_rights_away(opened: None) -> None:
    with acting_as("Administrator"):
        setup_custom_perms(OURS)
    with acting_as(SYSTEM_MANAGER):
        guards_roles.update(OURS, "PAPG Chair", 0, "create", 0)
    assert not frappe.db.get_value("Custom DocPerm", {"parent": OURS, "role": "PAPG Chair"}, "create")
