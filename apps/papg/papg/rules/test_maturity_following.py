"""From a gap to the agenda and to the evidence of the next round."""

from dataclasses import replace
from datetime import date

import pytest

from papg.rules.maturity_following import (
    ClosedAction,
    OpenAction,
    as_evidence,
    followed_notes,
    is_maturity_item,
    is_offered,
    open_in_words,
)

CLOSED = ClosedAction(code="L1", framework="Matrix 1", stage="Closed", completed_on=date(2026, 6, 14))


def an_action(code: str = "L1", due_on: date | None = None) -> OpenAction:
    return OpenAction(code=code, statement=f"Statement of {code}.", due_on=due_on)


@pytest.mark.parametrize("title", ["Maturity", "Maturity matrix", "Progress on  maturity"])
def test_the_standing_item_on_maturity_is_known_by_its_words(title: str) -> None:
    assert is_maturity_item(title, "Standing")
    assert not is_maturity_item(title, "Business")
    assert not is_maturity_item("Threat and incidents", "Standing")


def test_each_criterion_with_open_actions_has_a_line_with_the_first_day() -> None:
    actions = [
        an_action(due_on=date(2026, 9, 1)),
        an_action(),
        an_action(due_on=date(2026, 7, 1)),
        an_action("K1"),
    ]
    assert open_in_words(actions) == [
        "Open from the matrix: L1, Statement of L1. Actions: 3, due from 1 July 2026.",
        "Open from the matrix: K1, Statement of K1. Actions: 1.",
    ]
    assert open_in_words([]) == []


def test_lines_are_brought_up_to_date_and_what_somebody_wrote_stays() -> None:
    notes = followed_notes("Open: doors.\n\nTwenty minutes.", ["Open from the matrix: L1. Actions: 1."])
    assert notes == "Open: doors.\n\nTwenty minutes.\nOpen from the matrix: L1. Actions: 1."
    assert followed_notes(notes, ["Open from the matrix: K1. Actions: 2."]).endswith(
        "Twenty minutes.\nOpen from the matrix: K1. Actions: 2."
    )
    assert followed_notes(notes, []) == "Open: doors.\n\nTwenty minutes."
    assert followed_notes("", []) == ""


def test_a_closed_action_is_offered_from_the_day_of_the_round_before() -> None:
    assert is_offered(CLOSED, "Matrix 1", {}, None)
    assert is_offered(CLOSED, "Matrix 1", {}, date(2026, 6, 14))
    assert not is_offered(CLOSED, "Matrix 1", {}, date(2026, 6, 15))
    assert not is_offered(replace(CLOSED, completed_on=None), "Matrix 1", {}, date(2026, 6, 14))


@pytest.mark.parametrize("stage", ["Open", "In progress", "Done", "Dropped"])
def test_an_action_that_is_not_closed_is_no_evidence(stage: str) -> None:
    assert not is_offered(replace(CLOSED, stage=stage), "Matrix 1", {}, None)


def test_an_action_from_another_version_is_offered_where_its_criterion_has_one_in_its_place() -> None:
    assert not is_offered(CLOSED, "Matrix 2", {}, None)
    assert not is_offered(CLOSED, "Matrix 2", {"Matrix 1": ["K1"]}, None)
    assert is_offered(CLOSED, "Matrix 2", {"Matrix 1": ["L1"]}, None)


def test_a_closed_action_reads_as_evidence() -> None:
    assert as_evidence("Visit each venue.", date(2026, 6, 14), "Note of 9 June 2026.") == (
        "Action closed on 14 June 2026: Visit each venue. Note of 9 June 2026."
    )
    assert as_evidence("Visit each venue", None, "Seen.") == "Action closed: Visit each venue. Seen."
