"""Three ways of approving minutes: choosing one is one call, the journey goes on, and the core rules hold."""

from collections.abc import Iterator

import frappe
import pytest

from papg.testing import cast
from provision.served import Served
from tests.customising.ground import forms_kept
from tests.journeys.rest import Program, programs_of, said
from tests.journeys.stories import days_ago, put_terms_in_force
from tests.journeys.test_group_meets_rest import People, agreed, meeting_held, written

STANDARD, SHORT = "Minutes", "Minutes, short"
OFFICER = "Minutes, with the responsible officer"
# The steps of each up to the chair, with who takes them.
TO_THE_CHAIR = {
    SHORT: (("secretary", "Send to chair"),),
    STANDARD: (("secretary", "Send to chair"),),
    OFFICER: (("secretary", "Send to responsible officer"), ("officer", "Support")),
}


@pytest.fixture(scope="module")
def programs(connection: None, server: Served) -> Iterator[dict[str, Program]]:
    """Programs of everybody; the responsible officer sits in the group as its deputy chair."""
    users = {
        "secretary": cast.INTEGRATION,
        "officer": cast.DEPUTY_CHAIR,
        "chair": cast.CHAIR,
        "member": cast.MEMBER,
        "administrator": cast.ADMINISTRATOR,
    }
    with forms_kept():
        put_terms_in_force()
        found = programs_of(server.url, users.values())
        yield {who: found[user] for who, user in users.items()}


def people(programs: dict[str, Program]) -> People:
    return People(programs["secretary"], programs["chair"], programs["member"])


def choose(programs: dict[str, Program], variant: str) -> None:
    """One step of the administrator."""
    assert programs["administrator"].change("Workflow", variant, is_active=1)["is_active"] == 1
    frappe.db.rollback()
    active = frappe.get_all("Workflow", {"document_type": "PAPG Minutes", "is_active": 1}, pluck="name")
    assert active == [variant]


@pytest.mark.parametrize("variant", TO_THE_CHAIR)
def test_minutes_go_their_way_and_every_lock_holds(programs: dict[str, Program], variant: str) -> None:
    choose(programs, variant)
    days = 40 + 10 * list(TO_THE_CHAIR).index(variant)
    minutes = written(programs["secretary"], meeting_held(programs["secretary"], days_ago(days)))
    path = f"/api/resource/PAPG Minutes/{minutes}"
    for who, action in TO_THE_CHAIR[variant]:
        for too_early in ({"workflow_state": "Circulated"}, {"docstatus": 1}):
            assert programs["chair"].ask("PUT", path, json=too_early).status_code in (403, 417)
        programs[who].step(minutes, action)
    assert programs["secretary"].take_step(minutes, "Circulate").status_code in (403, 417)
    sent = programs["secretary"].ask("PUT", path, json={"marking": "OFFICIAL"})
    assert sent.status_code in (403, 417), said(sent)
    assert programs["chair"].step(minutes, "Circulate")["approved_by"] == cast.CHAIR
    assert minutes in programs["member"].names("PAPG Minutes")
    taken_back = programs["secretary"].take_step(minutes, "Return for approval")
    assert (taken_back.status_code == 200) == (variant != SHORT), said(taken_back)
    if variant != SHORT:
        programs["chair"].step(minutes, "Circulate")
    agreed(people(programs), minutes, meeting_held(programs["secretary"], days_ago(days - 5)))


def test_minutes_under_way_move_to_the_state_of_their_stage_when_another_way_is_chosen(
    programs: dict[str, Program],
) -> None:
    choose(programs, OFFICER)
    minutes = written(programs["secretary"], meeting_held(programs["secretary"], days_ago(20)))
    programs["secretary"].step(minutes, "Send to responsible officer")
    choose(programs, SHORT)
    found = programs["chair"].get_record("PAPG Minutes", minutes)
    assert (found["workflow_state"], found["stage"]) == ("With chair", "With chair")
    assert programs["chair"].step(minutes, "Circulate")["stage"] == "Circulated"


@pytest.mark.parametrize("user", ["secretary", "chair", "member"])
def test_nobody_else_chooses(programs: dict[str, Program], user: str) -> None:
    path = f"/api/resource/Workflow/{STANDARD}"
    assert programs[user].ask("PUT", path, json={"is_active": 1}).status_code == 403


def test_a_way_that_leaves_out_the_chair_cannot_be_chosen(programs: dict[str, Program]) -> None:
    choose(programs, STANDARD)
    administrator = programs["administrator"]
    found = administrator.get_record("Workflow", SHORT)
    kept = {
        "states": [row for row in found["states"] if row["state"] != "With chair"],
        "transitions": [
            row for row in found["transitions"] if "With chair" not in (row["state"], row["next_state"])
        ],
    }
    answer = administrator.ask("PUT", f"/api/resource/Workflow/{SHORT}", json={**kept, "is_active": 1})
    assert (answer.status_code, "With chair" in said(answer)) == (417, True)
    answer = administrator.ask("PUT", f"/api/resource/Workflow/{STANDARD}", json={"is_active": 0})
    assert (answer.status_code, "is the only workflow" in said(answer)) == (417, True)
