"""Premises over REST, with the keys of real people: registered, read as at a day, and nobody else's."""

import json
from collections.abc import Callable, Iterator

import frappe
import pytest
import requests

from papg.testing import cast
from provision.served import Served
from tests.journeys.rest import Program, give_key, read, said
from tests.journeys.stories import committed

PREMISES, THRESHOLD = "PAPG Premises", "PAPG Premises Threshold"
OF_ACT = "Enhanced duty, Act of 2025"
RUN = "/api/method/frappe.desk.query_report.run"
PEOPLE = (cast.INTEGRATION, cast.CHAIR, cast.MEMBER, cast.NEIGHBOUR, cast.ADMINISTRATOR)

Ask = Callable[[str], Program]


@pytest.fixture(scope="module")
def as_person(connection: None, server: Served) -> Iterator[Ask]:
    with committed():
        keys = {user: give_key(user) for user in PEOPLE}
        frappe.db.commit()
        yield lambda user: Program(server.url, keys[user])


@pytest.fixture(scope="module")
def arena(as_person: Ask) -> str:
    """Premises of group A, registered by a program that is its secretary; what it sends as the tier is not taken."""
    made = as_person(cast.INTEGRATION).create(
        PREMISES,
        papg_group=cast.group("A"),
        title="Riverside arena",
        kind_of_use="Entertainment or leisure",
        qualifies="Yes",
        number_expected=2400,
        number_source="Premises licence",
        number_as_at="2026-06-14",
        tier="None",
    )
    assert (made["tier_to_come"], "2,400" in made["tier_reason"]) == ("Enhanced", True)
    return made["name"]


def test_a_number_without_a_source_is_refused_with_the_remedy(as_person: Ask, arena: str) -> None:
    refused = as_person(cast.INTEGRATION).ask(
        "PUT", f"/api/resource/{PREMISES}/{arena}", json={"number_source": ""}
    )
    assert refused.status_code == 417
    assert "Say where the number 2,400 comes from, and as at which day." in said(refused)


def test_chair_and_member_read_it_and_change_nothing(as_person: Ask, arena: str) -> None:
    for user in (cast.CHAIR, cast.MEMBER):
        person = as_person(user)
        assert person.get_record(PREMISES, arena)["title"] == "Riverside arena"
        sent = person.ask("PUT", f"/api/resource/{PREMISES}/{arena}", json={"number_expected": 10})
        assert sent.status_code in (403, 404)
    assert as_person(cast.MEMBER).get_record(PREMISES, arena)["number_expected"] == 2400


def test_somebody_of_another_group_is_answered_as_if_there_were_none(as_person: Ask, arena: str) -> None:
    neighbour = as_person(cast.NEIGHBOUR)
    answers = [neighbour.ask("GET", f"/api/resource/{PREMISES}/{name}") for name in (arena, "0123456789")]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].text == answers[1].text
    assert arena not in neighbour.names(PREMISES)
    assert "Riverside arena" not in report(neighbour).text


@pytest.fixture
def day_known(as_person: Ask) -> Iterator[None]:
    """The administrator enters the day of the enhanced duty, and takes it back afterwards: it is the council's."""
    administrator = as_person(cast.ADMINISTRATOR)
    administrator.change(THRESHOLD, OF_ACT, in_force_on="2027-06-14")
    yield
    administrator.change(THRESHOLD, OF_ACT, in_force_on=None)


def test_once_the_day_is_known_the_report_says_what_holds_as_at_each(
    as_person: Ask, arena: str, day_known: None
) -> None:
    member = as_person(cast.MEMBER)
    refused = member.ask("PUT", f"/api/resource/{THRESHOLD}/{OF_ACT}", json={"number_from": 1})
    assert refused.status_code in (403, 404)
    found = {day: rows(member, day)[arena] for day in ("2027-04-02", "2027-06-13", "2027-06-14")}
    assert found == {"2027-04-02": "Not yet in force", "2027-06-13": "Unknown", "2027-06-14": "Enhanced"}


def report(person: Program, day: str = "2027-06-14") -> requests.Response:
    query = {"report_name": "PAPG Premises by tier", "filters": json.dumps({"as_at": day})}
    return person.ask("GET", RUN, params=query)


def rows(person: Program, day: str) -> dict[str, str]:
    """Tier of each of the premises in the report, by name."""
    return {row["name"]: row["tier"] for row in read(report(person, day))["message"]["result"]}
