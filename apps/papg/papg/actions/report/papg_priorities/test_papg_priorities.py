"""Priorities with their actions and duties: found from each end, for the right reader, at a constant cost."""

from typing import Any

import frappe
import pytest
from frappe.utils import add_days, today

from papg.actions.report.papg_priorities.papg_priorities import execute
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.duties import PREVENT, a_row, requirement
from papg.testing.factories import make, make_group


@pytest.fixture(autouse=True)
def nothing_else(site: None) -> None:
    cast.install()
    frappe.db.delete("PAPG Priority")


def a_priority(letter: str = "A", **fields: Any) -> str:
    return make("PAPG Priority", papg_group=cast.group(letter), **{"period": "2026/27"} | fields).name


def an_action(priority: str | None, letter: str = "A", **fields: Any) -> str:
    return make("PAPG Action", papg_group=cast.group(letter), papg_priority=priority, **fields).name


def loaded(record_type: str, name: str, user: str) -> frappe.model.document.Document:
    """A record as its form gets it."""
    with acting_as(user):
        doc = frappe.get_doc(record_type, name)
        doc.run_method("onload")
    return doc


def rows(user: str = cast.MEMBER, **filters: str) -> list[dict[str, Any]]:
    with acting_as(user):
        return execute(filters)[1]


def test_an_action_is_for_a_priority_of_its_own_group() -> None:
    priority = a_priority()
    assert an_action(priority)
    with pytest.raises(frappe.ValidationError, match="For the group's priority: it belongs to another group"):
        an_action(priority, "C")


def test_only_who_runs_the_group_says_what_an_action_is_for() -> None:
    action = an_action(None, owner_member=cast.member(cast.MEMBER))
    priority = a_priority()
    for user, is_theirs in ((cast.MEMBER, False), (cast.SECRETARY, True)):
        with acting_as(user):
            doc = frappe.get_doc("PAPG Action", action)
            doc.papg_priority = priority
            if is_theirs:
                doc.save()
            else:
                with pytest.raises(
                    frappe.PermissionError, match="Only the secretary or chair changes For the"
                ):
                    doc.save()
    assert frappe.db.get_value("PAPG Action", action, "papg_priority") == priority


def test_a_priority_takes_the_duty_of_the_requirement_it_serves() -> None:
    other = make("PAPG Duty Framework").name
    priority = frappe.get_doc("PAPG Priority", a_priority(requirement=requirement("1.1"), framework=other))
    assert priority.framework == PREVENT
    assert frappe.get_doc("PAPG Priority", a_priority(number=2, framework=other)).framework == other
    assert priority.title == "1 Crowded places"


def test_a_priority_tells_its_actions_and_the_progress_on_its_duty() -> None:
    row = a_row()
    a_row(as_at="2015-10-01")
    priority = a_priority(requirement=requirement("1.1"))
    action = an_action(priority, title="Train", due_on=add_days(today(), -1))
    told = loaded("PAPG Priority", priority, cast.MEMBER)
    assert [(line["name"], line["late"]) for line in told.get_onload("actions")] == [
        (action, "Overdue by 1 day")
    ]
    assert told.get_onload("progress").name == row.name


def test_a_requirement_and_the_progress_on_it_tell_the_priorities_that_serve_them() -> None:
    mine, theirs = (a_priority(letter, requirement=requirement("1.1")) for letter in ("A", "B"))
    row = a_row()
    for user, seen in ((cast.MEMBER, [mine]), (cast.NEIGHBOUR, [theirs]), (cast.BOARD, [])):
        told = loaded("PAPG Duty Requirement", requirement("1.1"), user).get_onload("priorities")
        assert [line.name for line in told] == seen
    of_row = loaded("PAPG Duty Progress", row.name, cast.THREE).get_onload("priorities")
    assert [line.name for line in of_row] == [mine]


def test_the_report_counts_the_actions_of_each_priority() -> None:
    first, second = a_priority(requirement=requirement("1.1")), a_priority(number=2, framework=PREVENT)
    an_action(first, due_on=add_days(today(), -1))
    an_action(first, due_on=today())
    an_action(first, status="Dropped", dropped_reason="The site has closed.")
    found = rows()
    assert [(row["name"], row["number"], row["actions"]) for row in found] == [
        (first, 1, "0 of 2 closed, 1 overdue"),
        (second, 2, "None yet"),
    ]
    assert found[0]["serves"].startswith(f"{PREVENT}: 1.1 ")
    assert found[1]["serves"] == PREVENT


def test_what_comes_from_a_restricted_item_counts_for_its_audience_only() -> None:
    priority = a_priority()
    meeting = make("PAPG Meeting", papg_group=cast.group("A")).name
    with acting_as(cast.SECRETARY):
        item = make("PAPG Restricted Item", meeting=meeting)
        an_action(priority, restricted_item=item.name)
    assert [row["actions"] for row in rows(cast.SECRETARY)] == ["0 of 1 closed"]
    assert [row["actions"] for row in rows(cast.MEMBER)] == ["None yet"]
    assert loaded("PAPG Priority", priority, cast.MEMBER).get_onload("actions") == []


def test_each_reader_sees_the_priorities_of_their_own_groups() -> None:
    mine, theirs = a_priority(), a_priority("B")
    later = a_priority(period="2027/28")
    assert [row["name"] for row in rows()] == [later, mine]
    assert [row["name"] for row in rows(period="2026/27")] == [mine]
    assert [row["name"] for row in rows(cast.NEIGHBOUR)] == [theirs]
    assert rows(cast.BOARD) == []
    assert rows(papg_group=cast.group("B")) == []


def test_the_query_count_is_the_same_for_3_and_for_30_groups() -> None:
    counts = []
    for wanted in (3, 30):
        while frappe.db.count("PAPG Priority") < wanted:
            group = make_group().name
            priority = make("PAPG Priority", papg_group=group, requirement=requirement("1.1")).name
            make("PAPG Action", papg_group=group, papg_priority=priority)
        with acting_as(cast.AUDITOR):
            execute()
            with counted_queries() as queries:
                assert len(execute()[1]) == wanted
        counts.append(len(queries))
    assert counts[0] == counts[1] > 0
