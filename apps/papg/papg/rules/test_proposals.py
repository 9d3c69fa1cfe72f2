"""Items members propose: settled once, with a reason, and put in their place."""

from dataclasses import replace

import pytest

from papg.rules import proposals as rules
from papg.rules.proposals import Meeting

TO_COME = Meeting("a", "Planned", is_issued=False)
ISSUED = replace(TO_COME, is_issued=True)


def settle(
    settled_as: str = "Accepted", reason: str = "", meeting: Meeting | None = TO_COME, **was: str
) -> str:
    return rules.may_settle(was.get("state", "Proposed"), settled_as, reason, "a", meeting).reason


def test_an_item_is_accepted_without_a_reason_for_an_agenda_nobody_has_been_sent() -> None:
    assert settle() == ""


def test_an_item_for_an_agenda_that_was_issued_is_urgent() -> None:
    assert settle(reason=" ", meeting=ISSUED) == (
        "The agenda of this meeting was issued. Give the reason why the item is urgent."
    )
    assert settle(reason="The bridge closes.", meeting=ISSUED) == ""


def test_an_item_is_declined_with_a_reason_and_needs_no_meeting() -> None:
    assert "Give the reason why the item is declined" in settle("Declined", " ", None)
    assert settle("Declined", "It belongs to the licensing committee.", None) == ""


@pytest.mark.parametrize(
    ("meeting", "refusal"),
    [
        (None, "Say for which meeting"),
        (replace(TO_COME, papg_group="b"), "of another group"),
        (replace(TO_COME, status="Held"), "The meeting chosen is held."),
        (replace(TO_COME, status="Cancelled"), "The meeting chosen is cancelled."),
    ],
)
def test_an_item_is_accepted_for_a_meeting_to_come_of_its_own_group(
    meeting: Meeting | None, refusal: str
) -> None:
    assert refusal in settle(meeting=meeting)


@pytest.mark.parametrize("state", ["Accepted", "Declined"])
def test_an_item_is_settled_once_and_not_put_back(state: str) -> None:
    assert f"settled already: {state}" in settle(state=state)
    assert "accepted or declined" in settle("Proposed")


@pytest.mark.parametrize(
    ("kinds", "is_issued", "place"),
    [
        (["Minutes", "Business", "Any other business"], False, 2),
        (["Minutes", "Any other business"], True, 2),
        (["Minutes"], False, 1),
        ([], False, 0),
    ],
)
def test_an_accepted_item_stands_before_any_other_business_and_last_on_an_issued_agenda(
    kinds: list[str], is_issued: bool, place: int
) -> None:
    assert rules.place_of(kinds, is_issued) == place
