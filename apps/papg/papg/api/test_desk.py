"""A form is told what its reader may do with this very record, by position and not by role."""

import frappe
import pytest

from papg.api.desk import get_transitions, getdoc
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.factories import make_meeting
from papg.testing.meetings import circulated, with_chair


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()


def told(user: str, record: frappe.model.document.Document) -> dict[str, int]:
    """Rights the form of a record gets for somebody."""
    with acting_as(user):
        frappe.local.response = frappe._dict(docs=[])
        getdoc(record.doctype, record.name)
        permissions = frappe.local.response.docinfo["permissions"]
    return {right: permissions[right] for right in ("read", "write", "submit", "delete")}


def test_the_chair_of_one_group_is_offered_nothing_where_a_plain_member() -> None:
    minutes = circulated()
    assert told(cast.THREE, minutes) == {"read": 1, "write": 1, "submit": 1, "delete": 0}
    frappe.db.set_value("PAPG Minutes", minutes.name, "papg_group", cast.group("C"))
    assert told(cast.THREE, minutes) == {"read": 1, "write": 0, "submit": 0, "delete": 0}


def test_the_secretary_is_not_offered_to_change_what_is_with_the_chair() -> None:
    assert told(cast.SECRETARY, with_chair()) == {"read": 1, "write": 0, "submit": 0, "delete": 0}


@pytest.mark.parametrize(("is_issued", "delete"), [(False, 1), (True, 0)])
def test_only_a_meeting_nobody_knows_of_is_offered_to_be_deleted(is_issued: bool, delete: int) -> None:
    issued_on = frappe.utils.today() if is_issued else None
    meeting = make_meeting(cast.group("A"), agenda_issued_on=issued_on)
    assert told(cast.SECRETARY, meeting)["delete"] == delete


def offered(user: str, record: frappe.model.document.Document) -> set[str]:
    """Steps of the workflow the form of a record offers somebody."""
    with acting_as(user):
        return {step["action"] for step in get_transitions({"doctype": record.doctype, "name": record.name})}


def test_a_step_is_offered_where_the_position_is_held_and_nowhere_else() -> None:
    minutes = with_chair()
    assert offered(cast.THREE, minutes) == {"Send back", "Circulate"}
    assert offered(cast.MEMBER, circulated()) == set()
    frappe.db.set_value("PAPG Minutes", minutes.name, "papg_group", cast.group("B"))
    assert offered(cast.THREE, minutes) == set()


def titles(user: str, record: frappe.model.document.Document) -> set[str]:
    """Titles of linked records the form of a record gets for somebody."""
    with acting_as(user):
        frappe.local.response = frappe._dict(docs=[])
        getdoc(record.doctype, record.name)
    return set(frappe.local.response.get("_link_titles", {}).values())


def test_the_body_a_group_reports_to_is_called_by_name_to_who_reads_the_group() -> None:
    group = frappe.get_doc("PAPG Group", cast.group("A"))
    assert cast.BOARD_GROUP in titles(cast.SECRETARY, group)
    assert titles(cast.NEIGHBOUR, group) == set()


def test_what_is_out_of_reach_is_answered_with_nothing() -> None:
    meeting = make_meeting(cast.group("A"))
    with acting_as(cast.NEIGHBOUR):
        frappe.local.response = frappe._dict(docs=[])
        assert getdoc("PAPG Meeting", meeting.name) == []
    assert frappe.local.response.docs == []


def test_the_rights_cost_one_query() -> None:
    from papg.permissions import policy

    meeting = make_meeting(cast.group("A"))
    with acting_as(cast.SECRETARY):
        policy.rights_on("PAPG Meeting", meeting.name)
        with counted_queries() as queries:
            policy.rights_on("PAPG Meeting", meeting.name)
    assert len(queries) == 1
