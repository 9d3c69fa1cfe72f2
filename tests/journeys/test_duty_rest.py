"""Progress over REST, with the keys of real people: the right one, a wrong one, and one of another group."""

from collections.abc import Callable, Iterator

import frappe
import pytest
import requests

from papg.testing import cast
from papg.testing.duties import PREVENT, requirement
from provision.served import Served
from tests.journeys.rest import Program, programs_of, said
from tests.journeys.stories import committed

RECORD = "PAPG Duty Progress"
PEOPLE = (cast.INTEGRATION, cast.CHAIR, cast.MEMBER, cast.NEIGHBOUR, cast.AUDITOR)

Ask = Callable[[str], Program]


@pytest.fixture(scope="module")
def as_person(connection: None, server: Served) -> Iterator[Ask]:
    with committed():
        yield programs_of(server.url, PEOPLE).__getitem__


@pytest.fixture(scope="module")
def row(as_person: Ask) -> str:
    """A row of group A, recorded by a program that is its secretary."""
    made = as_person(cast.INTEGRATION).create(
        RECORD,
        papg_group=cast.group("A"),
        requirement=requirement("1.3"),
        as_at="2016-01-01",
        progress="The panel meets every month.",
        next_steps=[{"next_step": "Review", "due_as_typed": "Q4"}],
    )
    assert made["next_steps"][0]["due_to"] == "2016-03-31"
    return made["name"]


def test_a_second_row_of_the_day_is_refused_over_rest_and_the_first_is_named(
    as_person: Ask, row: str
) -> None:
    answer = post(as_person(cast.INTEGRATION), "A")
    assert answer.status_code == 417
    assert "As at 1 January 2016 this group has a row for this requirement" in said(answer)
    assert row in said(answer)


@pytest.mark.parametrize("user", [cast.CHAIR, cast.MEMBER, cast.AUDITOR])
def test_who_reads_the_group_reads_the_row(as_person: Ask, row: str, user: str) -> None:
    found = as_person(user).get_record(RECORD, row)
    assert found["progress"] == "The panel meets every month."


def test_the_chair_changes_the_row_and_a_member_does_not(as_person: Ask, row: str) -> None:
    assert as_person(cast.CHAIR).change(RECORD, row, rag="Green")["rag"] == "Green"
    answer = put(as_person(cast.MEMBER), row, {"rag": "Red"})
    assert answer.status_code in (403, 404)
    assert as_person(cast.CHAIR).get_record(RECORD, row)["rag"] == "Green"


def test_somebody_of_another_group_is_answered_as_if_there_were_no_row(as_person: Ask, row: str) -> None:
    neighbour = as_person(cast.NEIGHBOUR)
    for name in (row, "0123456789"):
        assert neighbour.ask("GET", f"/api/resource/{RECORD}/{name}").status_code == 404
        assert put(neighbour, name, {"papg_group": cast.group("B")}).status_code == 404
    assert row not in neighbour.names(RECORD)
    assert post(neighbour, "A").status_code in (403, 404, 417)


@pytest.mark.parametrize("user", [cast.INTEGRATION, cast.CHAIR, cast.MEMBER, cast.AUDITOR])
def test_nobody_deletes_the_row(as_person: Ask, row: str, user: str) -> None:
    assert as_person(user).ask("DELETE", f"/api/resource/{RECORD}/{row}").status_code in (403, 404)
    assert as_person(cast.CHAIR).get_record(RECORD, row)["name"] == row


def test_the_paper_is_for_readers_of_the_row(as_person: Ask, row: str) -> None:
    answer = as_person(cast.MEMBER).download("duty-progress", RECORD, row)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert as_person(cast.NEIGHBOUR).download("duty-progress", RECORD, row).status_code == 404


def test_a_list_of_the_council_is_read_by_everybody_and_written_by_its_administrator(as_person: Ask) -> None:
    names = as_person(cast.NEIGHBOUR).names("PAPG Duty Framework")
    assert PREVENT in names
    answer = as_person(cast.CHAIR).ask("POST", "/api/resource/PAPG Duty Framework", json={"title": "Another"})
    assert answer.status_code in (403, 404)
    assert not frappe.db.exists("PAPG Duty Framework", "Another")


def post(program: Program, letter: str) -> requests.Response:
    values = {"papg_group": cast.group(letter), "requirement": requirement("1.3"), "as_at": "2016-01-01"}
    return program.ask("POST", f"/api/resource/{RECORD}", json=values)


def put(program: Program, name: str, values: dict[str, str]) -> requests.Response:
    return program.ask("PUT", f"/api/resource/{RECORD}/{name}", json=values)
