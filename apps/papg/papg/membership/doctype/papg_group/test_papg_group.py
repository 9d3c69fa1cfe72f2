"""A group: who owns it, where it stands, how it ends, and what its form and list cost."""

import frappe
import pytest
from frappe.desk import reportview
from frappe.model.document import Document
from frappe.utils import getdate, today

from papg.rules.due_dates import govuk_date
from papg.rules.practice import RULES
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.factories import make_group, make_meeting, make_member, make_organisation


def group_a() -> Document:
    return frappe.get_doc("PAPG Group", cast.group("A"))


def saved(user: str = cast.SECRETARY, **fields: object) -> Document:
    """Group A with some fields changed."""
    group = group_a()
    group.update(fields)
    with acting_as(user):
        return group.save()


def refused(message: str, user: str = cast.SECRETARY, **fields: object) -> None:
    with pytest.raises(frappe.ValidationError, match=message):
        saved(user, **fields)


def test_only_a_local_authority_owns_a_group() -> None:
    refused("Harbour Constabulary is not a local authority", authority=cast.POLICE)
    refused("Harbour Constabulary is not", other_authorities=[{"authority": cast.POLICE}])


def test_a_group_may_have_several_councils() -> None:
    group = saved(other_authorities=[{"authority": cast.NEIGHBOUR_COUNCIL}])
    assert group.other_authorities[0].authority == cast.NEIGHBOUR_COUNCIL


@pytest.mark.parametrize(
    ("field", "label"),
    [
        ("parent_papg_group", "Parent group"),
        ("sibling_group", "Sibling group"),
        ("replaced_by", "Replaced by"),
    ],
)
def test_a_group_is_not_its_own_relation(field: str, label: str) -> None:
    refused(f"{label}: {cast.GROUP_A} cannot be its own", **{field: cast.group("A")})


def test_a_group_cannot_move_below_one_that_is_below_it() -> None:
    below = make_group(parent_papg_group=cast.group("A"))
    lowest = make_group(parent_papg_group=below.name)
    refused("the group chosen is itself below", user="Administrator", parent_papg_group=lowest.name)


def test_a_group_may_move_below_a_board() -> None:
    board = cast.group("Board")
    assert saved("Administrator", parent_papg_group=board).parent_papg_group == board


def test_a_reporting_line_leads_to_a_body_or_a_post() -> None:
    refused("Reports to, row 1: choose the body or enter the post", reports_to=[{"chain": "Risk"}])
    assert saved(reports_to=[{"post": "Chief Executive"}]).reports_to[0].post == "Chief Executive"


def test_a_group_does_not_report_to_itself() -> None:
    refused("Reports to, row 1: a group cannot report to itself", reports_to=[{"body": cast.group("A")}])


def test_a_link_names_what_it_leads_to() -> None:
    refused("Links, row 1: choose the group or enter the body", links=[{"kind": "Informs"}])


@pytest.mark.parametrize("fields", [{"dissolved_on": "2026-06-30"}, {"outcome": "Merged."}, {}])
def test_a_dissolved_group_gives_day_and_outcome(fields: dict[str, str]) -> None:
    refused("is Dissolved: enter the day and the outcome", status="Dissolved", **fields)


def test_a_group_may_end_on_the_day_it_was_established_and_not_before() -> None:
    end = {"status": "Dissolved", "outcome": "Merged with the board.", "dissolved_on": "2026-06-30"}
    refused(
        "Dissolved on 30 June 2026 is before Established on 1 July 2026", established_on="2026-07-01", **end
    )
    assert saved(established_on="2026-06-30", **end).status == "Dissolved"


def test_a_group_is_never_deleted() -> None:
    with pytest.raises(frappe.ValidationError, match=r"Groups are not deleted. Set the status to Dissolved"):
        group_a().delete()


def test_departures_from_good_practice_are_stored_with_the_guidance_they_rest_on() -> None:
    warnings = saved().practice_warnings.splitlines()
    of_members = [line for line in warnings if "has no deputy" in line]
    assert [line.split(" has no deputy")[0] for line in of_members] == [
        "Counter Terrorism Security Adviser",
        "Head of Community Safety",
        "Resilience Manager",
        "Superintendent, Harbour",
    ]
    assert all(line.endswith("(Protect & Prepare Groups guidance, Membership)") for line in of_members)


def test_a_chair_from_outside_is_warned_about_and_not_refused() -> None:
    group = make_group()
    make_member(group.name, full_name="Superintendent", organisation=cast.POLICE, position="Chair")
    group.reload()
    assert (
        "Chair Superintendent is from Harbour Constabulary, not a local authority"
        in group.save().practice_warnings
    )


DEPUTIES = "Every member has a deputy"


def departure(**fields: object) -> dict[str, object]:
    return {"rule": DEPUTIES, "reason": "Partners name one for each meeting.", **fields}


def test_a_recorded_reason_stands_in_place_of_the_warning_it_answers() -> None:
    shown = saved(departures=[departure()]).practice_warnings
    assert "has no deputy" not in shown
    day = govuk_date(getdate(today()))
    assert f"Reason recorded on {day}: Partners name one for each meeting." in shown
    assert f"{DEPUTIES}: not so for Counter Terrorism Security Adviser, Head of Community Safety" in shown


def test_a_reason_for_another_rule_leaves_the_warning() -> None:
    other = departure(rule="The Chair is from a local authority")
    shown = saved(departures=[other]).practice_warnings
    assert "has no deputy" in shown
    assert "Partners name one" not in shown


def test_who_recorded_a_reason_and_when_cannot_be_sent() -> None:
    sent = departure(recorded_by=cast.CHAIR, recorded_on="2020-01-01")
    (row,) = saved(departures=[sent]).departures
    assert (row.recorded_by, str(row.recorded_on)) == (cast.SECRETARY, today())
    frappe.db.set_value(row.doctype, row.name, {"recorded_on": "2026-01-05"})
    kept = saved(cast.ADMINISTRATOR, purpose="To protect").departures[0]
    assert (kept.recorded_by, kept.recorded_on) == (cast.SECRETARY, getdate("2026-01-05"))
    group = group_a()
    group.departures[0].update({"reason": "Nobody could be found.", "recorded_by": cast.CHAIR})
    with acting_as(cast.ADMINISTRATOR):
        worded = group.save().departures[0]
    assert (worded.recorded_by, str(worded.recorded_on)) == (cast.ADMINISTRATOR, today())


def test_a_recorded_reason_is_not_changed_past_its_group() -> None:
    (row,) = saved(departures=[departure()]).departures
    with acting_as(cast.SECRETARY), pytest.raises(frappe.PermissionError):
        frappe.get_doc(row.doctype, row.name).update({"recorded_on": "2020-01-01"}).save()


@pytest.mark.parametrize("user", [cast.PARTNER, cast.NEIGHBOUR, cast.BOARD])
def test_recorded_reasons_are_as_secret_as_their_group(user: str) -> None:
    saved(departures=[departure()])
    of_group = {"parent": cast.group("A")}
    with acting_as(user):
        try:
            found = frappe.get_list("PAPG Practice Departure", of_group, parent_doctype="PAPG Group")
        except frappe.PermissionError:
            found = []
    assert found == []


def test_the_reasons_one_may_choose_are_those_the_rule_knows() -> None:
    options = frappe.get_meta("PAPG Practice Departure").get_field("rule").options
    assert options.split("\n") == list(RULES)


def test_a_dissolved_group_is_warned_about_nothing() -> None:
    group = saved(status="Dissolved", outcome="Merged.", dissolved_on="2026-06-30")
    assert not group.practice_warnings


def test_a_board_gets_its_role_with_the_reporting_line_and_loses_it_with_it() -> None:
    assert "PAPG Board" in frappe.get_roles(cast.BOARD)
    saved("Administrator", reports_to=[])
    assert "PAPG Board" not in frappe.get_roles(cast.BOARD)


@pytest.mark.parametrize("user", [cast.CHAIR, cast.MEMBER, cast.NEIGHBOUR, cast.BOARD, cast.AUDITOR])
def test_only_its_secretary_and_the_administrator_change_a_group(user: str) -> None:
    with pytest.raises(frappe.PermissionError):
        saved(user, purpose="Something else")
    assert saved(cast.ADMINISTRATOR, purpose="To protect").purpose == "To protect"


def test_nobody_sees_how_many_groups_there_are_beside_theirs() -> None:
    with acting_as(cast.SECRETARY):
        group = group_a()
        group.apply_fieldlevel_read_permissions()
    assert (group.get("lft"), group.get("rgt")) == (None, None)


def test_the_form_gets_its_overview() -> None:
    with acting_as(cast.SECRETARY):
        make_meeting(cast.group("A"))
        group = group_a()
        group.run_method("onload")
    overview = group.get_onload("overview")
    assert (overview["members"], overview["terms"], overview["open_actions"]) == (7, None, 0)
    assert "Head of Community Safety" in overview["chairs"]
    assert overview["next_meeting"]


def test_form_and_list_cost_the_same_with_three_and_with_thirty_members() -> None:
    small, large = group_of(3), group_of(30)
    with acting_as("Administrator"):
        opened(small), listed()
        assert cost(lambda: opened(small)) == cost(lambda: opened(large))


def test_the_list_costs_the_same_with_three_and_with_thirty_groups() -> None:
    with acting_as(cast.AUDITOR):
        listed()
        few = cost(listed)
    with acting_as("Administrator"):
        for _number in range(30):
            make_group(authority=cast.COUNCIL)
    with acting_as(cast.AUDITOR):
        listed()
        assert cost(listed) == few


def group_of(size: int) -> str:
    name = make_group(authority=cast.COUNCIL).name
    organisation = make_organisation().name
    for _number in range(size):
        deputies = [{"deputy_name": "Duty Officer"}]
        make_member(name, organisation=organisation, deputies=deputies)
    return name


def opened(name: str) -> None:
    frappe.get_doc("PAPG Group", name).run_method("onload")


def listed() -> None:
    frappe.local.form_dict = frappe._dict(
        doctype="PAPG Group",
        fields='["name", "group_name", "group_type", "authority", "status"]',
        filters="[]",
        start=0,
        page_length=100,
        view="List",
    )
    reportview.get()


def cost(step: object) -> int:
    with counted_queries() as queries:
        step()
    assert queries
    return len(queries)
