"""What is due, from which day, and what holds it back."""

import frappe
import pytest
from frappe import _
from frappe.utils import add_days, add_months, add_years, getdate, today

from papg.oversight import dependence, due
from papg.oversight.report.papg_due_for_disposal.papg_due_for_disposal import execute
from papg.oversight.retention_classes import CLASSES
from papg.permissions import rights
from papg.setup import seeds
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.factories import make
from papg.testing.meetings import held_meeting
from papg.testing.retention import a_rule, listed, old_minutes

REPORT = "papg_due_for_disposal"


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()


def an_activity(held_on: object, letter: str = "A", **fields: object) -> str:
    return make("PAPG Activity", papg_group=cast.group(letter), held_on=held_on, **fields).name


def of_activities(**fields: object) -> object:
    return a_rule(record_class="Activities", trigger_event="Activity held", **{"period_years": 3, **fields})


def test_what_was_kept_for_all_of_its_last_day_is_due_the_day_after() -> None:
    on_the_day = an_activity(add_years(today(), -3))
    gone = an_activity(add_days(add_years(today(), -3), -1))
    lines = {line.name: line for line in listed(of_activities()).lines}
    assert gone in lines
    assert on_the_day not in lines
    assert lines[gone].due_on <= getdate(today())


def test_nothing_is_due_under_a_rule_that_is_off() -> None:
    an_activity("2010-06-14")
    of_activities(is_active=0)
    with acting_as(cast.ADMINISTRATOR):
        assert execute()[1] == []
        assert due.number_due() == 0


def test_the_rules_a_council_starts_with_are_all_off_and_name_every_class_once() -> None:
    planted = seeds.read("retention_rules")
    assert sorted(rule["record_class"] for rule in planted) == sorted(CLASSES)
    assert frappe.db.count(due.RULE, {"is_active": 1}) == 0
    for rule in planted:
        stored = frappe.get_doc(due.RULE, rule["title"])
        stored.is_active = 1
        stored.save()
        listed(stored)


def test_every_class_can_be_listed_by_each_of_its_events() -> None:
    for name, chosen in CLASSES.items():
        for event in chosen.events:
            listed(a_rule(record_class=name, trigger_event=event, action="Review"))


def test_every_record_type_of_a_group_has_a_class_or_goes_with_another() -> None:
    covered = {chosen.record for chosen in CLASSES.values()} | {
        table for table, _field in dependence.GOES_WITH
    }
    scoped = {record for record in rights.records() if rights.is_scoped(record)}
    assert scoped - covered == {"PAPG Group", "PAPG Hold"}


def test_an_administrator_learns_the_reference_and_never_the_title() -> None:
    minutes = old_minutes()
    a_rule()
    with acting_as(cast.ADMINISTRATOR):
        row = execute()[1][0]
    assert (row["reference"], row["title"], row["group_title"]) == (minutes.name, "", cast.GROUP_A)
    assert minutes.title not in str(row)
    with acting_as(cast.AUDITOR):
        assert execute()[1][0]["title"] == minutes.title


@pytest.mark.parametrize("user", [cast.SECRETARY, cast.CHAIR, cast.MEMBER, cast.NEIGHBOUR, cast.PARTNER])
def test_the_report_is_for_administrators_and_auditors(user: str) -> None:
    with acting_as(user), pytest.raises(frappe.PermissionError, match="for administrators and auditors"):
        execute()


def test_the_report_of_one_rule_shows_nothing_of_another() -> None:
    old_minutes()
    an_activity("2010-06-14")
    rule = of_activities()
    a_rule()
    with acting_as(cast.AUDITOR):
        assert {row["rule"] for row in execute({"rule": rule.name})[1]} == {rule.name}
        assert len(execute()[1]) > len(execute({"rule": rule.name})[1])


def held(rule: object) -> dict[str, tuple[str, ...]]:
    return {line.name: tuple(str(each) for each in line.held_back) for line in listed(rule).lines}


def test_a_hold_on_a_group_keeps_its_records_until_the_day_it_is_lifted() -> None:
    ours, theirs = an_activity("2010-06-14"), an_activity("2010-06-14", "B")
    rule = of_activities()
    hold = make("PAPG Hold", papg_group=cast.group("A"), reason="Request 2026/0417")
    assert held(rule)[ours] == ("On hold: Request 2026/0417",)
    assert held(rule)[theirs] == ()
    hold.lifted_on = add_days(today(), 1)
    hold.save()
    assert held(rule)[ours] == ("On hold: Request 2026/0417",)
    hold.lifted_on = today()
    hold.save()
    assert held(rule)[ours] == ()


def test_a_hold_on_one_meeting_or_one_class_keeps_no_others() -> None:
    minutes, others = old_minutes(), old_minutes()
    activity = an_activity("2010-06-14")
    make("PAPG Hold", papg_group=cast.group("A"), meeting=minutes.meeting, reason="Inquiry")
    make("PAPG Hold", papg_group=cast.group("A"), record_class="Activities", reason="Claim")
    found = held(a_rule())
    assert (found[minutes.name], found[others.name]) == (("On hold: Inquiry",), ())
    assert held(of_activities())[activity] == ("On hold: Claim",)


def test_a_meeting_stays_while_its_minutes_or_its_number_are_needed() -> None:
    minutes = old_minutes()
    later = held_meeting(days_ago=2000)
    rule = a_rule(record_class="Meetings", trigger_event="Meeting held", period_years=1)
    for years_ago, kept in (
        (1, ("It carries the last number given; the next one would get it again",)),
        (2, ()),
    ):
        year = getdate(today()).year - years_ago
        for name, number in ((minutes.meeting, 7), (later.name, 8)):
            values = {"meeting_number": number, "reference": f"{year}/{number}"}
            frappe.db.set_value("PAPG Meeting", name, {"starts_at": "2018-06-14 10:00:00", **values})
        found = held(rule)
        assert found[minutes.meeting] == (f"Needed by {_('PAPG Minutes')}: 1",)
        assert found[later.name] == kept


def test_a_restricted_item_stays_while_anything_that_came_from_it_does() -> None:
    meeting = held_meeting()
    with acting_as(cast.SECRETARY):
        item = make("PAPG Restricted Item", meeting=meeting.name)
        action = make("PAPG Action", papg_group=cast.group("A"), restricted_item=item.name)
    frappe.db.set_value("PAPG Meeting", meeting.name, "starts_at", "2018-06-14 10:00:00")
    rule = a_rule(record_class="Restricted items", trigger_event="Meeting held")
    assert len(held(rule)[item.name]) == 1
    frappe.db.delete("PAPG Action", {"name": action.name})
    assert held(rule)[item.name] == ()


def test_links_that_are_emptied_exist_and_none_leads_to_a_restricted_item() -> None:
    for table, field in (*dependence.EMPTIED, *dependence.GOES_WITH):
        assert frappe.get_meta(table).get_field(field).fieldtype == "Link", (table, field)
    assert not set(dependence.EMPTIED) & set(dependence.links_to("PAPG Restricted Item"))
    assert ("PAPG Action", "restricted_item") in dependence.holding("PAPG Restricted Item")
    assert ("PAPG Escalation", "action") in dependence.holding("PAPG Action")


def test_a_hold_is_neither_deleted_nor_lifted_in_the_past_nor_taken_up_again() -> None:
    with acting_as(cast.SECRETARY):
        hold = make("PAPG Hold", papg_group=cast.group("A"), placed_by=cast.CHAIR, placed_on="2020-01-01")
        assert (hold.placed_by, str(hold.placed_on)) == (cast.SECRETARY, today())
        hold.lifted_on = add_days(today(), -1)
        with pytest.raises(frappe.ValidationError, match="that day is past"):
            hold.save()
        hold.reload()
        hold.lifted_on = today()
        hold.save()
        hold.lifted_on = None
        with pytest.raises(frappe.ValidationError, match="The hold was lifted on"):
            hold.save()
    with pytest.raises(frappe.PermissionError, match="A hold is not deleted"):
        frappe.delete_doc("PAPG Hold", hold.name)


def test_a_hold_names_a_meeting_of_its_own_group() -> None:
    meeting = held_meeting()
    with pytest.raises(frappe.ValidationError, match="it is of another group"):
        make("PAPG Hold", papg_group=cast.group("B"), meeting=meeting.name)


def test_a_rule_whose_event_its_class_has_not_is_refused_with_what_to_choose() -> None:
    with pytest.raises(frappe.ValidationError, match=r"is no event of Minutes\. Choose one of: Agreed"):
        a_rule(trigger_event="Released")


def test_the_query_count_is_the_same_for_3_and_for_30_records() -> None:
    rule, counts = of_activities(), []
    for wanted in (3, 30):
        frappe.db.delete("PAPG Activity")
        for _number in range(wanted):
            an_activity(add_months(today(), -60))
        with acting_as(cast.ADMINISTRATOR):
            execute({"rule": rule.name})
            with counted_queries() as queries:
                rows = execute({"rule": rule.name})[1]
        assert len(rows) == wanted
        counts.append(len(queries))
    assert counts[0] == counts[1] > 0
