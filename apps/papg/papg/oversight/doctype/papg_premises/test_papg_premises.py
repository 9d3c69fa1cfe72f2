"""Premises: the tier follows thresholds and day whatever is sent, and the register holds references only."""

from typing import Any

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import add_days, today

from papg.oversight import premises
from papg.rules.premises import ANSWERS, KINDS
from papg.rules.premises_thresholds import TIERS
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.factories import make

RECORD, THRESHOLD = premises.RECORD, premises.THRESHOLD
STANDARD, ENHANCED = "Standard duty, Act of 2025", "Enhanced duty, Act of 2025"


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()
    frappe.db.delete(RECORD)


def registered(letter: str = "A", user: str = cast.SECRETARY, **fields: Any) -> Document:
    with acting_as(user):
        return make(RECORD, papg_group=cast.group(letter), **fields)


def set_day(threshold: str, day: str | None, **fields: Any) -> None:
    """The day on which a threshold begins becomes known."""
    with acting_as(cast.ADMINISTRATOR):
        frappe.get_doc(THRESHOLD, threshold).update({"in_force_on": day, "not_before": None, **fields}).save()


def stored(doc: Document) -> list[str]:
    return [frappe.db.get_value(RECORD, doc.name, field) for field in ("tier", "tier_to_come")]


def test_a_council_starts_with_the_two_thresholds_of_the_act_and_without_their_day() -> None:
    rows = frappe.get_all(THRESHOLD, fields=["name", "tier", "number_from", "in_force_on", "not_before"])
    found = {row.name: (row.tier, row.number_from, row.in_force_on, str(row.not_before)) for row in rows}
    assert found == {
        STANDARD: ("Standard", 200, None, "2027-04-03"),
        ENHANCED: ("Enhanced", 800, None, "2027-04-03"),
    }


def test_the_choices_on_the_form_are_those_of_the_rules() -> None:
    def options(record: str, field: str) -> list[str]:
        return frappe.get_meta(record).get_field(field).options.split("\n")

    assert options(RECORD, "kind_of_use") == ["", *KINDS]
    assert options(RECORD, "tier") == options(RECORD, "tier_to_come") == ["", *ANSWERS]
    assert options(THRESHOLD, "tier") == list(TIERS)


def test_the_tier_is_worked_out_whatever_is_sent_and_follows_the_thresholds() -> None:
    doc = registered(tier="Enhanced", tier_reason="As told", number_expected=800)
    set_day(STANDARD, add_days(today(), 1))
    set_day(ENHANCED, add_days(today(), 1))
    assert stored(doc) == ["Not yet in force", "Enhanced"]
    written = frappe.db.get_value(RECORD, doc.name, "modified")
    set_day(STANDARD, today())
    assert stored(doc) == ["Standard", "Enhanced"]
    set_day(ENHANCED, today(), number_from=801)
    assert stored(doc) == ["Standard", "Standard"]
    with acting_as(cast.ADMINISTRATOR):
        frappe.delete_doc(THRESHOLD, STANDARD)
    assert stored(doc) == ["Unknown", "Unknown"]
    assert frappe.db.get_value(RECORD, doc.name, "modified") == written


def test_every_day_the_tier_is_brought_up_to_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    doc = registered()
    set_day(STANDARD, add_days(today(), 1))
    assert stored(doc)[0] == "Not yet in force"
    assert "papg.oversight.premises.carry" in frappe.get_hooks("scheduler_events")["daily"]
    tomorrow = add_days(today(), 1)
    monkeypatch.setattr(premises, "today", lambda: tomorrow)
    premises.carry()
    assert stored(doc)[0] == "Standard"
    with counted_queries() as queries:
        premises.carry()
    assert len(queries) == 2


def test_a_number_has_a_source_and_a_day() -> None:
    with pytest.raises(frappe.ValidationError, match="Say where the number 300 comes from"):
        registered(number_source=None)
    assert stored(registered(number_expected=None, number_source=None, number_as_at=None))[0] == "Unknown"


def test_two_thresholds_for_a_tier_on_a_day_are_refused_and_one_is_changed_at_will() -> None:
    set_day(STANDARD, "2027-06-14")
    set_day(STANDARD, "2027-06-14", notes="By regulations")
    with pytest.raises(frappe.ValidationError, match="from 14 June 2027 already: 200"):
        make(THRESHOLD, in_force_on="2027-06-14", number_from=100)


def test_a_group_that_has_ended_registers_nothing_more() -> None:
    ended = {"status": "Dissolved", "dissolved_on": add_days(today(), -1)}
    frappe.db.set_value("PAPG Group", cast.group("A"), ended)
    with pytest.raises(frappe.ValidationError, match=cast.GROUP_A):
        registered()


def test_no_file_is_attached_no_remark_kept_and_no_field_for_text_added() -> None:
    doc = registered()
    about = {"attached_to_doctype": RECORD, "attached_to_name": doc.name}
    field = {"doctype": "Custom Field", "dt": RECORD, "label": "Weak points", "fieldtype": "Small Text"}
    refused = "holds references only. Leave text, plans and pictures where they are kept."
    with acting_as(cast.SECRETARY):
        with pytest.raises(frappe.ValidationError, match=refused):
            frappe.get_doc({"doctype": "File", "file_name": "plan.txt", "content": "x", **about}).insert()
        with pytest.raises(frappe.ValidationError, match=refused):
            doc.add_comment("Comment", "The west gate")
    with acting_as(cast.ADMINISTRATOR), pytest.raises(frappe.ValidationError, match=refused):
        frappe.get_doc(field).insert()


def test_nothing_of_it_is_typed_at_length() -> None:
    long = {"Small Text", "Text", "Long Text", "Text Editor", "Code", "Attach", "Attach Image"}
    typed = [field for field in frappe.get_meta(RECORD).fields if not field.read_only]
    assert not long & {field.fieldtype for field in typed}


@pytest.mark.parametrize("user", [cast.CHAIR, cast.MEMBER, cast.AUDITOR, cast.ADMINISTRATOR])
def test_chair_member_auditor_and_administrator_read_and_change_nothing(user: str) -> None:
    doc = registered()
    with acting_as(user):
        assert frappe.get_list(RECORD, pluck="name") == [doc.name]
        with pytest.raises(frappe.PermissionError):
            frappe.get_doc(RECORD, doc.name).save()
        with pytest.raises(frappe.PermissionError):
            make(RECORD, papg_group=cast.group("A"))


@pytest.mark.parametrize("user", [cast.NEIGHBOUR, cast.BOARD, cast.PARTNER])
def test_nobody_else_sees_premises_of_a_group(user: str) -> None:
    doc = registered()
    with acting_as(user):
        assert not frappe.get_doc(RECORD, doc.name).has_permission("read")


def test_the_list_costs_the_same_for_3_and_for_30() -> None:
    counts = []
    for wanted in (3, 30):
        while frappe.db.count(RECORD) < wanted:
            registered()
        with acting_as(cast.MEMBER):
            frappe.get_list(RECORD, limit=0)
            with counted_queries() as queries:
                assert len(frappe.get_list(RECORD, fields=["title", "tier"], limit=0)) == wanted
        counts.append(len(queries))
    assert counts[0] == counts[1] > 0
