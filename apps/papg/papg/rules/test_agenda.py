"""Agendas: what they take over, and once issued, what may still be added, changed and withdrawn."""

from dataclasses import replace
from datetime import date

import pytest

from papg.rules import agenda as rules
from papg.rules.agenda import Item

THREAT = Item("a", 1, "Threat and incidents", ("Standing", "CTSA"))
STADIUM = Item("b", 2, "Stadium plan", ("Business", ""))
LATE = Item("", 3, "Closure of the bridge", reason="It closes on Monday.")
ISSUED = [THREAT, STADIUM]


def test_an_agenda_that_stays_as_it_was_issued_needs_no_reason() -> None:
    assert rules.may_change_issued(ISSUED, ISSUED)


def test_an_item_that_is_added_needs_the_reason_why_it_is_urgent() -> None:
    assert rules.may_change_issued(ISSUED, [*ISSUED, LATE])
    verdict = rules.may_change_issued(ISSUED, [*ISSUED, replace(LATE, reason=" ")])
    assert verdict.reason == (
        "Closure of the bridge comes after the agenda was issued. Give the reason why it is urgent."
    )


@pytest.mark.parametrize(
    "change", [{"title": "Stadium"}, {"content": ("Business", "CTSA")}, {"is_withdrawn": True}]
)
def test_what_was_issued_is_changed_and_withdrawn_with_a_reason_only(change: dict) -> None:
    changed = replace(STADIUM, **change)
    verdict = rules.may_change_issued(ISSUED, [THREAT, changed])
    assert verdict.reason.startswith(
        "Item 2, Stadium plan, is on the agenda that was issued. Give the reason"
    )
    assert rules.may_change_issued(ISSUED, [THREAT, replace(changed, reason="The owner asked for it.")])


def test_what_was_issued_is_not_taken_out_whatever_the_reason() -> None:
    verdict = rules.may_change_issued(ISSUED, [THREAT, LATE])
    assert "Item 2, Stadium plan" in verdict.reason and "Mark it as withdrawn" in verdict.reason
    assert len(verdict.refusals) == 1


def test_what_was_issued_keeps_its_order() -> None:
    verdict = rules.may_change_issued(ISSUED, [STADIUM, THREAT])
    assert verdict.reason.startswith("Item 2, Stadium plan, was issued under this number.")
    assert rules.may_change_issued(ISSUED, [THREAT, LATE, STADIUM])


@pytest.mark.parametrize(
    ("item", "issued", "said"),
    [
        (STADIUM, STADIUM, ""),
        (LATE, None, "Late item"),
        (replace(STADIUM, title="Stadium"), STADIUM, "Changed"),
        (STADIUM, replace(STADIUM, lateness="Changed"), "Changed"),
        (replace(STADIUM, title="Stadium"), replace(STADIUM, lateness="Late item"), "Late item"),
        (replace(STADIUM, is_withdrawn=True), replace(STADIUM, lateness="Late item"), "Withdrawn"),
        (STADIUM, replace(STADIUM, is_withdrawn=True, lateness="Withdrawn"), "Changed"),
    ],
)
def test_how_an_item_departs_from_what_was_issued(item: Item, issued: Item | None, said: str) -> None:
    assert rules.lateness(item, issued) == said


def test_an_agenda_says_the_reason_beside_the_item() -> None:
    assert [rules.remark(said, "It closes.") for said in (*rules.LATENESS, "")] == [
        "Late item: It closes.",
        "Changed after the agenda was issued: It closes.",
        "Withdrawn: It closes.",
        None,
    ]


@pytest.mark.parametrize("status", ["Planned", "Cancelled", "Postponed"])
def test_only_a_meeting_that_was_held_leaves_items_unfinished(status: str) -> None:
    assert rules.may_be_unfinished("Held", ISSUED)
    assert rules.may_be_unfinished(status, [])
    verdict = rules.may_be_unfinished(status, [STADIUM])
    assert verdict.reason == (
        "Item 2, Stadium plan, is unfinished, but the meeting is not held. Set the meeting to Held, or untick the item."
    )


@pytest.mark.parametrize(
    ("titles", "unfinished", "places"),
    [
        (["Threat"], [], []),
        (["Threat"], ["Stadium plan", "Bridge"], [0, 1]),
        (["Threat"], ["threat ", "Bridge"], [1]),
        (["Threat"], ["Bridge", "BRIDGE"], [0]),
        ([], ["Bridge"], [0]),
    ],
)
def test_an_agenda_takes_over_what_it_lacks_and_once(
    titles: list[str], unfinished: list[str], places: list[int]
) -> None:
    assert rules.to_carry(titles, unfinished) == places


def test_an_item_taken_over_says_from_where_and_keeps_its_notes() -> None:
    said = rules.carried_notes(date(2026, 3, 3), " ")
    assert said == "Carried over from the meeting of 3 March 2026."
    assert rules.carried_notes(date(2026, 6, 1), "Plan at item.") == (
        "Carried over from the meeting of 1 June 2026. Plan at item."
    )
