"""A picture of every open window when a test fails, as for the journeys; the programs that try the doors."""

from collections.abc import Callable, Iterator
from functools import cache

import frappe
import pytest
from frappe.permissions import setup_custom_perms

from papg.setup.framework_rights import grant
from papg.testing import cast
from papg.testing.acting import undone_to
from papg.testing.factories import make_user
from provision.served import Served
from tests.customising.doors import ADMINISTRATOR_ROLE, DOORS, SYSTEM_MANAGER
from tests.customising.ground import forms_kept
from tests.journeys.conftest import pytest_runtest_makereport
from tests.journeys.rest import Program, give_key

__all__ = ["pytest_runtest_makereport"]

Key = Callable[[str], Program]
START = "papg_customising_start"


@pytest.fixture(scope="module")
def key(connection: None, server: Served) -> Iterator[Key]:
    """A program with the key of somebody of the cast."""
    with forms_kept("PAPG Group"):

        @cache
        def of(user: str) -> Program:
            frappe.db.rollback()
            program = Program(server.url, give_key(user))
            frappe.db.commit()
            return program

        yield of


@pytest.fixture(scope="module")
def all_rights(connection: None) -> Iterator[None]:
    """The cast, somebody who looks after the whole site, and the framework's rights on all of these record types."""
    frappe.set_user("Administrator")
    frappe.db.rollback()
    cast.install()
    make_user(SYSTEM_MANAGER, "Systems Officer", roles=("System Manager",))
    for record_type in (*DOORS, "DocType", "User", "Role", "Role Profile", "Email Template", "Letter Head"):
        if not frappe.get_meta(record_type).istable:
            setup_custom_perms(record_type)
            grant(record_type, ADMINISTRATOR_ROLE, "rwcd", is_own_only=False)
    frappe.db.set_value("Custom DocPerm", {"parent": "User", "permlevel": 1}, "role", ADMINISTRATOR_ROLE)
    frappe.clear_cache()
    yield
    frappe.db.rollback()
    frappe.clear_cache()


@pytest.fixture
def opened(all_rights: None) -> Iterator[None]:
    """An administrator who holds the framework's rights on all of it, as if somebody had opened it one day."""
    with undone_to(START):
        yield
