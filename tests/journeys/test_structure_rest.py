"""A change of structure over REST: proposed, adopted, carried out and undone; and the doors shut to others."""

from collections.abc import Iterator

import frappe
import pytest

from papg.testing import cast
from provision.served import Served
from tests.journeys.rest import Program, programs_of, said
from tests.journeys.stories import committed

CHANGE, GROUP = "PAPG Structure Change", "PAPG Group"
PEOPLE = (
    *(cast.SECRETARY, cast.CHAIR, cast.MEMBER, cast.NEIGHBOUR, cast.BOARD, cast.AUDITOR),
    *(cast.ADMINISTRATOR, cast.INTEGRATION),
)
OPEN_AGAIN = dict.fromkeys(("dissolved_on", "outcome", "replaced_by")) | {"status": "Active"}


@pytest.fixture(scope="module")
def programs(connection: None, server: Served) -> Iterator[dict[str, Program]]:
    with committed():
        yield programs_of(server.url, PEOPLE)
        reopen()


def reopen() -> None:
    """Other tests meet in this group, also when something here went wrong half-way."""
    frappe.db.rollback()
    frappe.db.set_value(GROUP, cast.group("A"), OPEN_AGAIN, update_modified=False)


@pytest.fixture(scope="module")
def proposal(programs: dict[str, Program]) -> str:
    steps = [{"kind": "Closes", "concerned_group": cast.group("A")}]
    return programs[cast.SECRETARY].create(
        CHANGE,
        papg_group=cast.group("A"),
        title="One group fewer",
        deciding_body=cast.BOARD_GROUP,
        reasons="The board does the same.",
        steps=steps,
        stage="In effect",
    )["name"]


def go(program: Program, name: str, **fields: str) -> tuple[int, str]:
    answer = program.ask("PUT", f"/api/resource/{CHANGE}/{name}", json=fields)
    return answer.status_code, "" if answer.status_code == 200 else said(answer)


def test_a_change_goes_from_proposal_to_effect_and_back(programs: dict[str, Program], proposal: str) -> None:
    secretary, chair = programs[cast.SECRETARY], programs[cast.CHAIR]
    assert secretary.get_record(CHANGE, proposal)["stage"] == "Proposed"
    decided = {
        "decided_on": frappe.utils.today(),
        "takes_effect_on": frappe.utils.today(),
        "decision": "Agreed.",
    }
    code, refusal = go(secretary, proposal, stage="Adopted", **decided)
    assert (code, refusal.startswith("Only a chair of the group")) == (417, True)
    assert go(chair, proposal, stage="Adopted", **decided) == (200, "")
    assert go(chair, proposal, stage="In effect") == (200, "")
    closed = chair.get_record(GROUP, cast.group("A"))
    assert (closed["status"], closed["outcome"]) == ("Dissolved", "Agreed.")
    late = secretary.ask(
        "POST", "/api/resource/PAPG Action", json={"papg_group": cast.group("A"), "title": "Late"}
    )
    assert (late.status_code, "ended on" in said(late)) == (417, True)
    assert go(chair, proposal, stage="Undone") == (200, "")
    assert chair.get_record(GROUP, cast.group("A"))["status"] == "Active"


@pytest.mark.parametrize(
    ("user", "code"),
    [(cast.MEMBER, 403), (cast.AUDITOR, 403), (cast.NEIGHBOUR, 404), (cast.BOARD, 404)],
)
def test_nobody_else_changes_it(programs: dict[str, Program], proposal: str, user: str, code: int) -> None:
    assert go(programs[user], proposal, benefits="None.")[0] == code
    seen = programs[user].names(CHANGE)
    assert (proposal in seen) == (code == 403)
