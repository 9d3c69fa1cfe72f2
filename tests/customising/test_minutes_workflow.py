"""An administrator renames a state of minutes and adds one, over REST; the whole journey and every lock go on."""

from collections.abc import Iterator
from typing import Any

import frappe
import pytest

from papg.testing import cast
from provision.served import Served
from tests.customising.ground import forms_kept
from tests.journeys.rest import Program, give_key, said
from tests.journeys.stories import days_ago, put_terms_in_force
from tests.journeys.test_group_meets_rest import (
    REASON,
    People,
    agreed,
    circulated,
    meeting_held,
    printed,
    recorded,
    restricted,
    with_text,
    written,
)

WAITING = "On the chair's desk"
CHECKED = "Checked by the solicitor"
AMENDED = "The adviser described the national threat level and what changed since spring."


@pytest.fixture(scope="module")
def people(connection: None, server: Served) -> Iterator[People]:
    """Programs of a site whose administrator has changed the workflow of minutes."""
    with forms_kept():
        put_terms_in_force()
        keys = [give_key(user) for user in (cast.INTEGRATION, cast.CHAIR, cast.MEMBER, cast.ADMINISTRATOR)]
        frappe.db.commit()
        secretary, chair, member, administrator = (Program(server.url, key) for key in keys)
        change_words(administrator)
        frappe.clear_cache()
        yield People(secretary, chair, member)


def change_words(administrator: Program) -> None:
    """“With chair” is called otherwise, and drafts may be checked before they go there."""
    for name in (WAITING, CHECKED):
        administrator.create("Workflow State", workflow_state_name=name)
    administrator.create("Workflow Action Master", workflow_action_name="Have it checked")
    found = administrator.get_record("Workflow", "Minutes")
    states = [renamed(row, "state") for row in found["states"]]
    steps = [renamed(row, "state", "next_state") for row in found["transitions"]]
    sets = {"doc_status": "0", "update_field": "stage", "update_value": "Draft"}
    states.append({"state": CHECKED, "allow_edit": "PAPG Secretary", **sets})
    for role in ("PAPG Secretary", "PAPG Integration"):
        steps.append(step("Draft", "Have it checked", CHECKED, role))
        steps.append(step(CHECKED, "Send to chair", WAITING, role))
    saved = administrator.change("Workflow", "Minutes", states=states, transitions=steps)
    assert {WAITING, CHECKED} <= {row["state"] for row in saved["states"]}


def renamed(row: dict[str, Any], *fields: str) -> dict[str, Any]:
    return {**row, **{field: WAITING for field in fields if row[field] == "With chair"}}


def step(state: str, action: str, next_state: str, allowed: str) -> dict[str, Any]:
    row = {"state": state, "action": action, "next_state": next_state, "allowed": allowed}
    return {**row, "allow_self_approval": 1}


def test_the_whole_journey_goes_on_under_the_councils_words(people: People) -> None:
    first = meeting_held(people.secretary, days_ago(30))
    restricted(people.secretary, first)
    minutes = written(people.secretary, first)
    recorded(people.secretary, first, minutes)
    checked_and_sent(people, minutes)
    sent_back(people, minutes)
    circulated(people, minutes)
    agreed(people, minutes, meeting_held(people.secretary, days_ago(2)))
    printed(people, minutes)


def checked_and_sent(people: People, minutes: str) -> None:
    """A draft that was checked is a draft: its text may change, and it goes to the chair."""
    checked = people.secretary.step(minutes, "Have it checked")
    assert (checked["workflow_state"], checked["stage"]) == (CHECKED, "Draft")
    entries = with_text(people.secretary.get_record("PAPG Minutes", minutes), AMENDED)
    people.secretary.change("PAPG Minutes", minutes, entries=entries)
    sent = people.secretary.step(minutes, "Send to chair")
    assert (sent["workflow_state"], sent["stage"]) == (WAITING, "With chair")


def sent_back(people: People, minutes: str) -> None:
    """The chair needs a reason under the new name as well."""
    refused = people.chair.take_step(minutes, "Send back")
    assert refused.status_code == 417 and "reason" in said(refused)
    people.chair.call("papg.meetings.approval.give_reason", minutes=minutes, reason=REASON)
    assert people.chair.step(minutes, "Send back")["stage"] == "Draft"
    assert people.secretary.step(minutes, "Send to chair")["workflow_state"] == WAITING


def test_every_lock_holds_under_the_councils_words(people: People) -> None:
    meeting = meeting_held(people.secretary, days_ago(20))
    minutes = written(people.secretary, meeting)
    people.secretary.step(minutes, "Have it checked")
    path = f"/api/resource/PAPG Minutes/{minutes}"
    refused = {
        "submit a checked draft": people.chair.ask("PUT", path, json={"docstatus": 1}),
        "circulate a checked draft": people.chair.take_step(minutes, "Circulate"),
        "go to a state no step leads to": people.secretary.ask(
            "PUT", path, json={"workflow_state": "Circulated"}
        ),
    }
    people.secretary.step(minutes, "Send to chair")
    draft = people.chair.get_record("PAPG Minutes", minutes)
    refused["write while it is with the chair"] = people.chair.ask(
        "PUT", path, json={"entries": with_text(draft, "Mine")}
    )
    refused["circulate as secretary"] = people.secretary.take_step(minutes, "Circulate")
    statuses = {what: answer.status_code for what, answer in refused.items()}
    assert set(statuses.values()) <= {403, 417}, statuses
    after = people.chair.get_record("PAPG Minutes", minutes)
    assert (after["stage"], after["docstatus"]) == ("With chair", 0)
    assert after["entries"] == draft["entries"]


def test_a_workflow_without_the_chairs_approval_is_refused_with_the_reason(
    server: Served, people: People
) -> None:
    frappe.db.rollback()
    key = give_key(cast.ADMINISTRATOR)
    frappe.db.commit()
    administrator = Program(server.url, key)
    found = administrator.get_record("Workflow", "Minutes")
    states = [row for row in found["states"] if row["state"] != WAITING]
    steps = [row for row in found["transitions"] if WAITING not in (row["state"], row["next_state"])]
    answer = administrator.ask(
        "PUT", "/api/resource/Workflow/Minutes", json={"states": states, "transitions": steps}
    )
    assert answer.status_code == 417
    assert "With chair" in said(answer)
