"""In Scotland the partnership for community safety is called by its name there, in the lists and on the records."""

import frappe
import pytest

from papg.membership import nations
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make_organisation

TYPE = "PAPG Organisation Type"
SAFETY, PLANNING = "Community safety partnership", "Community planning partnership"


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()
    frappe.db.sql("update `tabPAPG Organisation` set nation = 'England'")


def set_nation(nation: str, *names: str) -> None:
    """The administrator says in which nation the authorities are that own groups."""
    with acting_as(cast.ADMINISTRATOR):
        for name in names or (cast.COUNCIL, cast.NEIGHBOUR_COUNCIL):
            council = frappe.get_doc("PAPG Organisation", name)
            council.nation = nation
            council.save()


def named() -> list[str]:
    return frappe.get_all(TYPE, {"name": ("in", (SAFETY, PLANNING))}, pluck="name")


def test_the_partnership_changes_its_name_with_the_nation_and_records_follow() -> None:
    partnership = make_organisation(organisation_type=SAFETY)
    set_nation("Scotland")
    assert (nations.of_council(), named()) == ("Scotland", [PLANNING])
    assert frappe.db.get_value("PAPG Organisation", partnership.name, "organisation_type") == PLANNING
    set_nation("Wales")
    assert (nations.of_council(), named()) == ("England", [SAFETY])


def test_one_scottish_authority_among_others_changes_no_word() -> None:
    set_nation("Scotland", cast.COUNCIL)
    assert named() == [SAFETY]


def test_an_entry_the_council_made_its_own_stays() -> None:
    frappe.rename_doc(TYPE, SAFETY, "Safer streets board")
    set_nation("Scotland")
    assert named() == []
    assert frappe.db.exists(TYPE, "Safer streets board")
