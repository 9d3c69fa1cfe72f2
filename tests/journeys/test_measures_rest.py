"""A measure and a priority over REST, with the keys of real people: recorded, corrected, linked, and nobody else's."""

from collections.abc import Callable, Iterator

import pytest

from papg.testing import cast
from papg.testing.duties import PREVENT, requirement
from provision.served import Served
from tests.journeys.rest import Program, programs_of, said
from tests.journeys.stories import committed

MEASURE, VALUE, PRIORITY = "PAPG Measure", "PAPG Measure Value", "PAPG Priority"
PEOPLE = (cast.INTEGRATION, cast.CHAIR, cast.MEMBER, cast.NEIGHBOUR)

Ask = Callable[[str], Program]


@pytest.fixture(scope="module")
def as_person(connection: None, server: Served) -> Iterator[Ask]:
    with committed():
        yield programs_of(server.url, PEOPLE).__getitem__


@pytest.fixture(scope="module")
def figure(as_person: Ask) -> str:
    """A figure of a measure of group A, recorded by a program that is its secretary."""
    program = as_person(cast.INTEGRATION)
    measure = program.create(MEASURE, papg_group=cast.group("A"), title="Trained", source="Records")["name"]
    made = program.create(
        VALUE, measure=measure, period="January to March 2016", value="33", as_at="2016-03-31"
    )
    assert (made["period"], made["period_to"], made["source"]) == ("Q4 2015/16", "2016-03-31", "Records")
    return made["name"]


def test_a_figure_is_corrected_with_a_reason_and_what_was_recorded_stays(as_person: Ask, figure: str) -> None:
    chair = as_person(cast.CHAIR)
    refused = chair.ask("PUT", f"/api/resource/{VALUE}/{figure}", json={"value": "31"})
    assert refused.status_code == 417
    assert "What was recorded as at 31 March 2016 is kept. Give the reason" in said(refused)
    changed = chair.change(VALUE, figure, value="31", correction_reason="Counted twice")
    assert [(row["value"], row["reason"]) for row in changed["corrections"]] == [("33", "Counted twice")]
    emptied = chair.change(VALUE, figure, corrections=[])
    assert len(emptied["corrections"]) == 1


def test_a_member_reads_a_figure_and_changes_nothing(as_person: Ask, figure: str) -> None:
    member = as_person(cast.MEMBER)
    assert member.get_record(VALUE, figure)["period"] == "Q4 2015/16"
    sent = {"value": "1", "correction_reason": "Mine"}
    assert member.ask("PUT", f"/api/resource/{VALUE}/{figure}", json=sent).status_code in (403, 404)
    assert member.ask("DELETE", f"/api/resource/{VALUE}/{figure}").status_code in (403, 404)


def test_somebody_of_another_group_is_answered_as_if_there_were_no_figure(
    as_person: Ask, figure: str
) -> None:
    neighbour = as_person(cast.NEIGHBOUR)
    for name in (figure, "0123456789"):
        assert neighbour.ask("GET", f"/api/resource/{VALUE}/{name}").status_code == 404
    assert figure not in neighbour.names(VALUE)


def test_a_priority_and_an_action_for_it_are_found_by_what_links_them(as_person: Ask) -> None:
    program = as_person(cast.INTEGRATION)
    group = cast.group("A")
    served = program.create(
        PRIORITY, papg_group=group, number=9, priority="People know", requirement=requirement("4.3")
    )
    assert served["framework"] == PREVENT
    action = program.create(
        "PAPG Action", papg_group=group, title="Tell people", papg_priority=served["name"]
    )["name"]
    member = as_person(cast.MEMBER)
    assert member.names("PAPG Action", papg_priority=served["name"]) == {action}
    assert served["name"] in member.names(PRIORITY, requirement=requirement("4.3"))
    assert as_person(cast.NEIGHBOUR).names("PAPG Action", papg_priority=served["name"]) == set()
