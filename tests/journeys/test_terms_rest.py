"""Terms of reference and coverage by programs: the right person, the wrong one, and one of another group."""

from collections.abc import Iterator

import pytest
from frappe.utils import today

from papg.rules.terms import HEADINGS
from papg.testing import cast, pdf
from provision.served import Served
from tests.journeys.rest import Program, programs_of, read, said
from tests.journeys.stories import committed

TERMS = "PAPG Terms of Reference"
SAID = "Four meetings a year."
PEOPLE = (cast.INTEGRATION, cast.CHAIR, cast.MEMBER, cast.NEIGHBOUR)


@pytest.fixture(scope="module")
def people(connection: None, server: Served) -> Iterator[dict[str, Program]]:
    with committed():
        yield programs_of(server.url, PEOPLE)


def test_terms_come_into_force_over_rest_alone(people: dict[str, Program]) -> None:
    secretary, chair = people[cast.INTEGRATION], people[cast.CHAIR]
    terms = secretary.create(TERMS, papg_group=cast.group("A"), in_force_from=today())
    name = terms["name"]
    assert [row["heading"] for row in terms["sections"]] == list(HEADINGS)
    written = [{**row, "body": f"<p>{SAID}</p>" if row["idx"] == 4 else None} for row in terms["sections"]]
    secretary.change(TERMS, name, sections=written)
    assert secretary.step(name, "Send to members", TERMS)["stage"] == "With members"
    refused(people, name)
    chair.call("papg.membership.adoption.give_reason", terms=name, reason="Say how far ahead.")
    assert chair.step(name, "Send back", TERMS)["sent_back_reason"] == "Say how far ahead."
    secretary.step(name, "Send to members", TERMS)
    assert chair.step(name, "Bring into force", TERMS)["workflow_state"] == "In force"
    changed = chair.ask("PUT", f"/api/resource/{TERMS}/{name}", json={"cadence": "Monthly"})
    assert changed.status_code in (403, 417), said(changed)
    assert chair.change(TERMS, name, review_due_on="2027-11-28")["review_due_on"] == "2027-11-28"
    text = pdf.text(people[cast.MEMBER].download("terms", TERMS, name).content)
    assert f"Meeting schedule {SAID} Subgroups Not yet written" in text


def refused(people: dict[str, Program], name: str) -> None:
    """Nobody but who chairs this group brings terms into force, whatever the door; a stranger finds nothing."""
    address = f"/api/resource/{TERMS}/{name}"
    for user in (cast.INTEGRATION, cast.MEMBER):
        assert people[user].take_step(name, "Bring into force", TERMS).status_code in (403, 417)
        assert people[user].ask("PUT", address, json={"docstatus": 1}).status_code in (403, 404, 417)
    reason = {"terms": name, "reason": "No."}
    method = "/api/method/papg.membership.adoption.give_reason"
    assert people[cast.MEMBER].ask("POST", method, json=reason).status_code == 403
    stranger = people[cast.NEIGHBOUR]
    for answer in (
        stranger.ask("GET", address),
        stranger.ask("PUT", address, json={"docstatus": 1}),
        stranger.ask("POST", method, json=reason),
        stranger.download("terms", TERMS, name),
    ):
        assert answer.status_code == 404
    stored = people[cast.CHAIR].get_record(TERMS, name)
    assert (stored["docstatus"], stored["stage"], stored.get("sent_back_reason")) == (0, "With members", None)


def test_the_coverage_is_told_to_who_may_read_the_group_and_to_nobody_else(
    people: dict[str, Program],
) -> None:
    path = "/api/method/papg.membership.coverage.coverage"
    of_a, missing = {"papg_group": cast.group("A")}, {"papg_group": "no-such-group"}
    for user in (cast.INTEGRATION, cast.MEMBER):
        told = read(people[user].ask("GET", path, params=of_a))["message"]
        assert (told["as_at"], told["to_fill"]) == (today(), 5)
        assert "@" not in str(told)
    foreign = people[cast.NEIGHBOUR].ask("GET", path, params=of_a)
    nothing = people[cast.NEIGHBOUR].ask("GET", path, params=missing)
    assert (foreign.status_code, foreign.text) == (nothing.status_code, nothing.text)
    assert foreign.status_code == 404
    assert people[cast.NEIGHBOUR].download("coverage", "PAPG Group", cast.group("A")).status_code == 404
    assert people[cast.MEMBER].download("coverage", "PAPG Group", cast.group("A")).status_code == 200
