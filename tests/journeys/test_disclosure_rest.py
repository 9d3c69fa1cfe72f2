"""A request is answered over REST: the secretary prepares a copy, the chair approves it, and it goes out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import frappe
import pytest
from frappe.utils import add_days, getdate, today

from papg.rules.redaction import holds
from papg.rules.working_days import ENGLAND, FREEDOM, deadline
from papg.testing import cast, disclosure, pdf
from papg.testing.disclosure import COPY, NATIONAL_SECURITY, PERSONAL, SCOTTISH
from papg.testing.meetings import held_meeting
from provision.served import Served
from tests.journeys.rest import Program, programs_of, said
from tests.journeys.stories import committed

MAKE = "/api/method/papg.meetings.disclosing.make_copy"
PEOPLE = (
    cast.SECRETARY,
    cast.CHAIR,
    cast.DEPUTY_CHAIR,
    cast.MEMBER,
    cast.NEIGHBOUR,
    cast.BOARD,
    cast.AUDITOR,
    cast.ADMINISTRATOR,
    cast.THREE,
    cast.INTEGRATION,
)
READERS = (cast.SECRETARY, cast.CHAIR, cast.DEPUTY_CHAIR, cast.AUDITOR, cast.THREE, cast.INTEGRATION)
POST = cast.POSTS[cast.MEMBER]


@dataclass
class Request:
    """Programs by account, the minutes that are asked for, and minutes of another group."""

    programs: dict[str, Program]
    minutes: str
    others: str

    def __getitem__(self, user: str) -> Program:
        return self.programs[user]


@pytest.fixture(scope="module")
def request_(connection: None, server: Served) -> Iterator[Request]:
    with committed():
        minutes = disclosure.agreed_minutes().name
        others = frappe.copy_doc(frappe.get_doc("PAPG Minutes", minutes))
        others.update(
            {
                "name": frappe.generate_hash(length=10),
                "papg_group": cast.group("B"),
                "meeting": held_meeting("B").name,
                "stage": "Agreed",
            }
        )
        others.db_insert()
        yield Request(programs_of(server.url, PEOPLE), minutes, others.name)


def begun(request: Request, user: str = cast.SECRETARY, minutes: str | None = None, **asked: Any) -> Any:
    given = {"minutes": minutes or request.minutes, "requested_on": add_days(today(), -2), "regime": FREEDOM}
    return request[user].ask("POST", MAKE, json=given | asked)


def test_a_request_is_answered_with_a_copy_that_holds_back_what_is_withheld(request_: Request) -> None:
    secretary, chair = request_[cast.SECRETARY], request_[cast.CHAIR]
    answer = begun(request_, request_reference="FOI 2026/031")
    assert answer.status_code == 200, said(answer)
    name = answer.json()["message"]
    copy = secretary.get_record(COPY, name)
    due = deadline(getdate(add_days(today(), -2)), ENGLAND, FREEDOM)
    assert (copy["due_on"], copy["due_reason"]) == (str(due.due_on), due.reason)
    rows = [
        disclosure.passage("NORTH gate"),
        disclosure.passage(POST, PERSONAL, "Somebody without a public role."),
    ]
    secretary.change(COPY, name, removals=rows)
    assert secretary.step(name, "Send to chair", COPY)["stage"] == "With chair"
    assert secretary.take_step(name, "Approve for release", COPY).status_code != 200
    assert chair.step(name, "Approve for release", COPY)["stage"] == "Approved"
    assert secretary.ask(
        "PUT", f"/api/resource/{COPY}/{name}", json={"released_on": today()}
    ).status_code in (403, 404)
    assert chair.change(COPY, name, released_on=today())["released_on"] == today()
    printed = secretary.download("disclosure-copy", COPY, name)
    assert (printed.status_code, printed.headers["content-type"]) == (200, "application/pdf")
    text = pdf.text(printed.content)
    assert "FOI 2026/031" in text and "The [Withheld under section 24(1)] has no barrier." in text
    for gone in ("north gate", POST):
        assert not holds(text, gone)
        assert gone not in printed.headers["content-disposition"]
        assert not holds(secretary.get_record(COPY, name)["redacted_text"], gone)
    frozen(request_, name)


def frozen(request: Request, name: str) -> None:
    """Nobody changes, cancels or deletes a copy that went out."""
    changes = (
        {"removals": []},
        {"request_reference": "x"},
        {"released_on": None},
        {"docstatus": 2},
        {"redacted_text": "x"},
    )
    for user in (cast.SECRETARY, cast.CHAIR, cast.AUDITOR):
        before = content(request[user], name)
        for change in changes:
            request[user].ask("PUT", f"/api/resource/{COPY}/{name}", json=change)
        request[user].ask("DELETE", f"/api/resource/{COPY}/{name}")
        assert content(request[user], name) == before


def content(program: Program, name: str) -> dict[str, Any]:
    """A copy as it is stored, but for when it and its rows were last saved."""

    def kept(values: dict[str, Any]) -> dict[str, Any]:
        return {field: value for field, value in values.items() if not field.startswith("modified")}

    record = kept(program.get_record(COPY, name))
    return {**record, "removals": [kept(row) for row in record["removals"]]}


@pytest.mark.parametrize("user", PEOPLE)
def test_a_copy_is_read_and_printed_by_secretary_chair_and_auditor_alone(
    request_: Request, user: str
) -> None:
    name = begun(request_).json()["message"]
    expected = 200 if user in READERS else 404
    shown = request_[user].ask("GET", f"/api/resource/{COPY}/{name}")
    nothing = request_[user].ask("GET", f"/api/resource/{COPY}/0123456789")
    assert shown.status_code == expected
    if expected == 404:
        assert shown.json() == nothing.json()
        assert name not in request_[user].ask("GET", f"/api/resource/{COPY}").text
    assert request_[user].download("disclosure-copy", COPY, name).status_code == expected


@pytest.mark.parametrize("user", [user for user in PEOPLE if user not in (cast.SECRETARY, cast.INTEGRATION)])
def test_nobody_but_the_secretary_begins_a_copy(request_: Request, user: str) -> None:
    assert begun(request_, user).status_code in (403, 404)


def test_minutes_of_another_group_answer_like_minutes_that_are_not_there(request_: Request) -> None:
    foreign, missing = (begun(request_, minutes=name) for name in (request_.others, "0123456789"))
    assert (foreign.status_code, foreign.json()) == (missing.status_code, missing.json())
    assert foreign.status_code == 404


@pytest.mark.parametrize(
    ("asked", "status", "words"),
    [
        ({"requested_on": "2099-01-05"}, 417, "still to come"),
        ({"requested_on": "last week"}, 400, "requested_on"),
        ({"regime": "Curiosity"}, 400, "regime"),
    ],
)
def test_what_is_wrong_with_a_request_is_named(
    request_: Request, asked: dict[str, str], status: int, words: str
) -> None:
    answer = begun(request_, **asked)
    assert answer.status_code == status
    assert words in said(answer)


def test_an_exemption_of_another_nation_is_refused_with_the_remedy(request_: Request) -> None:
    name = begun(request_).json()["message"]
    row = disclosure.passage("north gate", SCOTTISH)
    answer = request_[cast.SECRETARY].ask("PUT", f"/api/resource/{COPY}/{name}", json={"removals": [row]})
    assert answer.status_code == 417
    assert "Choose an exemption of England, Wales and Northern Ireland." in said(answer)


@pytest.mark.parametrize("user", [cast.SECRETARY, cast.CHAIR, cast.MEMBER, cast.ADMINISTRATOR])
def test_the_councils_administrator_looks_after_the_exemptions_and_everybody_reads_them(
    request_: Request, user: str
) -> None:
    address = f"/api/resource/PAPG Exemption/{NATIONAL_SECURITY}"
    found = request_[user].ask("GET", address)
    assert found.status_code == 200
    written = request_[user].ask("PUT", address, json={"notes": "Ask the monitoring officer."})
    assert (written.status_code == 200) is (user == cast.ADMINISTRATOR)
    if user == cast.ADMINISTRATOR:
        before = {"notes": found.json()["data"]["notes"]}
        assert request_[user].ask("PUT", address, json=before).status_code == 200
