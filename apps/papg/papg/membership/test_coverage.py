"""The coverage of a group: gathered for several at once, told to its readers, the same number as on the home page."""

import frappe
import pytest
from frappe.utils import add_days, getdate, today

from papg.api import home
from papg.membership import coverage
from papg.membership.seats import seats_to_fill_in
from papg.rules.coverage import Seat
from papg.rules.due_dates import govuk_date
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.factories import make, make_group, make_member, make_organisation

LICENSING = [{"business_area": "Licensing", "portfolio": "Temporary events"}]


def seats(letter: str = "A", day: str | None = None) -> dict[tuple[str, str | None], Seat]:
    group = cast.group(letter)
    found = coverage.of_groups({group}, getdate(day or today()))[group]
    return {(seat.area, seat.portfolio): seat for seat in found}


def member(**fields: object) -> str:
    usual = {"organisation": cast.DEPARTMENT, "job_title": "Events Licensing Officer", "seats": LICENSING}
    return make_member(cast.group("A"), **{**usual, **fields}).name


def told(user: str, letter: str = "A") -> dict[str, object]:
    with acting_as(user):
        return coverage.coverage(cast.group(letter))


def test_every_area_portfolio_function_and_outside_body_of_the_list_has_a_line() -> None:
    found = seats()
    areas = frappe.db.count("PAPG Business Area", {"is_active": 1})
    assert len(found) == areas + frappe.db.count("PAPG Portfolio")
    assert next(iter(found)) == ("Planning and development", None)


def test_a_member_fills_area_portfolio_and_the_function_the_portfolio_covers() -> None:
    member()
    found = seats()
    assert found["Licensing", None].held_by == ("Events Licensing Officer",)
    assert found["Licensing", "Temporary events"].state == "Filled"
    assert found["Licensing", "Taxis and private hire"].state == "Vacant"
    events = found["Events and Safety Advisory Group", None]
    assert (events.state, events.through) == ("Filled", ("Temporary events", "Licensing"))


def test_who_joins_today_or_leaves_today_fills_a_seat_and_the_next_day_does_not() -> None:
    member(joined_on=today(), left_on=today())
    assert seats()["Licensing", None].state == "Filled"
    assert seats(day=add_days(today(), 1))["Licensing", None].state == "Lapsed"
    assert seats(day=add_days(today(), -1))["Licensing", None].state == "Vacant"


def test_a_deputy_who_holds_on_after_the_member_left_is_a_deputy_only() -> None:
    deputies = [{"deputy_name": "Licensing Officer", "valid_to": today()}]
    member(left_on=add_days(today(), -1), deputies=deputies)
    licensing = seats()["Licensing", None]
    assert (licensing.state, licensing.held_by) == ("Deputy only", ("Deputy of Events Licensing Officer",))
    assert licensing.is_to_fill
    assert seats(day=add_days(today(), 1))["Licensing", None].state == "Lapsed"


def test_a_seat_that_has_lapsed_says_who_held_it_and_until_when_on_any_later_day() -> None:
    member(left_on="2026-03-31", joined_on="2025-01-06")
    with acting_as(cast.MEMBER):
        on_the_day, later = (
            next(row for row in coverage.coverage(cast.group("A"), on)["seats"] if row["seat"] == "Licensing")
            for on in ("2026-03-31", "2026-04-01")
        )
    assert (on_the_day["state"], on_the_day["how"]) == ("Filled", "Events Licensing Officer")
    assert (later["state"], later["how"]) == ("Lapsed", "Events Licensing Officer, until 31 March 2026")
    assert not later["is_held"]


def test_a_deputy_without_a_first_day_does_not_stand_in_before_the_member_joins() -> None:
    member(joined_on=add_days(today(), 7), deputies=[{"deputy_name": "Licensing Officer"}])
    assert seats()["Licensing", None].state == "Vacant"


def test_a_member_without_a_job_title_is_named_by_position_and_organisation() -> None:
    member(job_title=None, full_name="Somebody by name")
    assert seats()["Licensing", None].held_by == (f"Member from {cast.DEPARTMENT}",)


def test_an_area_taken_out_of_use_is_not_asked_for() -> None:
    frappe.db.set_value("PAPG Business Area", "Licensing", "is_active", 0)
    assert ("Licensing", None) not in seats()


def test_members_of_another_group_fill_nothing() -> None:
    make_member(cast.group("C"), organisation=cast.DEPARTMENT, seats=LICENSING)
    assert seats()["Licensing", None].state == "Vacant"


@pytest.mark.parametrize("user", [cast.SECRETARY, cast.CHAIR, cast.MEMBER, cast.AUDITOR, cast.ADMINISTRATOR])
def test_who_may_read_the_group_is_told_its_coverage(user: str) -> None:
    member(full_name="Somebody by name", email="somebody@harbour.example")
    answer = told(user)
    assert (answer["as_at"], answer["to_fill"]) == (today(), 4)
    assert answer["day"] == govuk_date(getdate(today()))
    assert answer["summary"].startswith("Required seats to fill: 4. Expected seats to fill: ")
    words = frappe.as_json(answer)
    assert "Events Licensing Officer, through Temporary events (Licensing)" in words
    assert "Somebody by name" not in words
    assert "@" not in words


@pytest.mark.parametrize("user", [cast.PARTNER, cast.BOARD, cast.NEIGHBOUR, cast.DEPUTY, "Guest"])
def test_nobody_else_is_told_anything(user: str) -> None:
    with pytest.raises(frappe.DoesNotExistError, match="There is no such group for you to see") as refused:
        told(user)
    with acting_as(user), pytest.raises(frappe.DoesNotExistError) as missing:
        coverage.coverage("no-such-group")
    assert str(refused.value) == str(missing.value)


def test_a_secretary_is_told_nothing_of_a_foreign_group() -> None:
    with pytest.raises(frappe.DoesNotExistError):
        told(cast.SECRETARY, "C")


def test_a_board_has_no_such_seats_and_says_so() -> None:
    answer = told(cast.AUDITOR, "Board")
    assert (answer["seats"], answer["to_fill"]) == ([], 0)
    assert "Only Protect & Prepare Groups" in answer["summary"]
    assert seats_to_fill_in({cast.group("Board")}, getdate(today())) == 0


def test_form_and_home_page_count_the_same() -> None:
    for area in ("Planning and development", "Licensing", "Community safety", "Transport and highways"):
        member(seats=[{"business_area": area}])
    with acting_as(cast.SECRETARY):
        assert home.seats_to_fill()["value"] == told(cast.SECRETARY)["to_fill"] == 1
    assert told(cast.SECRETARY)["summary"].startswith("Required seats to fill: 1. ")
    member(seats=[{"business_area": "Emergency planning"}])
    with acting_as(cast.SECRETARY):
        assert home.seats_to_fill()["value"] == told(cast.SECRETARY)["to_fill"] == 0
    assert told(cast.SECRETARY)["summary"].startswith("Required seats to fill: 0. ")


def test_a_dissolved_group_has_nothing_to_fill() -> None:
    over = {"status": "Dissolved", "dissolved_on": add_days(today(), -1)}
    frappe.db.set_value("PAPG Group", cast.group("A"), over)
    assert seats_to_fill_in({cast.group("A")}, getdate(today())) == 0
    assert seats_to_fill_in({cast.group("A")}, getdate(add_days(today(), -1))) > 0


def test_a_group_whose_seats_are_all_filled_says_so() -> None:
    frappe.db.delete("PAPG Portfolio")
    frappe.db.set_value("PAPG Business Area", {"name": ("!=", "Licensing")}, "requirement", "Optional")
    member()
    assert told(cast.SECRETARY)["summary"] == "Every seat the guidance asks for is filled."


def cost(groups: set[str]) -> int:
    with counted_queries() as queries:
        coverage.of_groups(groups, getdate(today()))
    return len(queries)


def test_the_coverage_of_several_groups_costs_the_same_for_3_and_for_30() -> None:
    organisation = make_organisation().name
    groups = []
    for _number in range(30):
        groups.append(make_group(authority=cast.COUNCIL).name)
        make_member(groups[-1], organisation=organisation, seats=LICENSING)
    cost(set(groups))
    assert cost(set(groups[:3])) == cost(set(groups)) == 5


def test_the_coverage_of_one_group_costs_the_same_with_3_and_with_30_members() -> None:
    counts = []
    for size in (3, 30):
        while frappe.db.count("PAPG Member Seat") < size:
            member(deputies=[{"deputy_name": "Duty Officer"}])
        cost({cast.group("A")})
        counts.append(cost({cast.group("A")}))
    assert counts[0] == counts[1] == 5


def test_the_coverage_costs_the_same_with_more_areas() -> None:
    cost({cast.group("A")})
    before = cost({cast.group("A")})
    for _number in range(30):
        make("PAPG Business Area", portfolios=[{"portfolio": "A part of it"}])
    cost({cast.group("A")})
    assert cost({cast.group("A")}) == before
