"""What may be withheld, who approves a copy, and when it may go out."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from papg.rules.disclosure import (
    APPROVED,
    DRAFT,
    PASSAGE,
    WHOLE_ITEM,
    WITH_CHAIR,
    ApprovalFacts,
    Removal,
    check_removals,
    fingerprint,
    is_review_due,
    may_approve,
    may_make,
    may_release,
    may_send_back,
    nation_refusal,
    place_refusal,
    receipt_refusal,
    repeated_refusal,
    review_on,
)
from papg.rules.membership import CHAIR, DEPUTY_CHAIR, MEMBER, SECRETARY
from papg.rules.working_days import ENGLAND, REST_OF_UK, SCOTLAND

TODAY = date(2026, 6, 14)
ONE_DAY = timedelta(days=1)
TEXT = "1 Access\nThe north gate is weak.\n2 Any other business"
FOIA = "Freedom of Information Act 2000, section 24(1)"
FACTS = ApprovalFacts(
    stage_before=WITH_CHAIR,
    position_today=CHAIR,
    approver="chair@harbour.example",
    prepared_by="secretary@harbour.example",
    editors=frozenset({"secretary@harbour.example"}),
    minutes_stage="Agreed",
)


def removal(**fields: object) -> Removal:
    good = Removal(
        row=1,
        where=PASSAGE,
        passage="north gate",
        exemption=FOIA,
        exemption_nation=REST_OF_UK,
        reason="It would help somebody who plans harm.",
    )
    return replace(good, **fields)


def said(*removals: Removal, nation: str = ENGLAND) -> str:
    return check_removals(removals, nation, [1, 2], TEXT).reason


def test_a_passage_and_a_whole_item_that_are_there_are_taken_out() -> None:
    assert check_removals([], ENGLAND, [1, 2], TEXT).allowed
    assert said(removal(), removal(row=2, where=WHOLE_ITEM, item_number=2, passage="")) == ""


def test_an_exemption_of_another_nation_is_refused_with_those_that_hold() -> None:
    assert said(removal(), nation=SCOTLAND) == (
        f"Removals, row 1: {FOIA} is law in England, Wales and Northern Ireland, and the authority of this group is "
        "in Scotland. Choose an exemption of Scotland."
    )
    assert nation_refusal(removal(exemption_nation=SCOTLAND), SCOTLAND) is None
    assert "Choose an exemption of England, Wales and Northern Ireland." in str(
        nation_refusal(removal(exemption_nation=SCOTLAND), "Wales")
    )


def test_what_is_not_in_the_minutes_cannot_be_taken_out() -> None:
    assert place_refusal(removal(passage="NORTH\nGATE"), [1], TEXT) is None
    assert said(removal(passage="south gate")) == (
        "Removals, row 1: “south gate” is not in the minutes. Copy the passage from the print of the copy."
    )
    assert said(removal(passage="is")) == (
        "Removals, row 1: “is” is too short to be told from other words. Copy more of the text."
    )
    assert said(removal(where=WHOLE_ITEM, item_number=3)) == (
        "Removals, row 1: the minutes have no item 3. Choose one of 1 and 2."
    )


def test_every_removal_has_a_reason_that_does_not_repeat_what_goes() -> None:
    assert said(removal(reason=" ")) == (
        "Removals, row 1: give the reason. It is printed at the end of the copy."
    )
    repeated = removal(row=2, where=WHOLE_ITEM, item_number=2, passage="", reason="See the North  Gate.")
    assert repeated_refusal(removal(), [removal(), repeated]) is None
    assert said(removal(), repeated) == (
        "Removals, row 2: the reason repeats what row 1 takes out, and reasons are printed. Word it without those "
        "words."
    )


@pytest.mark.parametrize(("stage", "allowed"), [("Agreed", True), ("Circulated", False), (None, False)])
def test_a_copy_is_made_of_agreed_minutes_only(stage: str | None, allowed: bool) -> None:
    assert may_make(stage).allowed is allowed
    assert may_approve(replace(FACTS, minutes_stage=stage or "")).allowed is allowed


@pytest.mark.parametrize("position", [CHAIR, DEPUTY_CHAIR])
def test_a_chair_who_did_not_prepare_or_change_the_copy_approves_it(position: str) -> None:
    assert may_approve(replace(FACTS, position_today=position)).allowed


@pytest.mark.parametrize("position", [SECRETARY, MEMBER, None])
def test_nobody_else_approves_or_sends_back(position: str | None) -> None:
    refused = may_approve(replace(FACTS, position_today=position)).reason
    assert (
        refused == "Only the Chair or Deputy Chair of the group approves a disclosure copy. Ask one of them."
    )
    assert may_send_back(position).reason == (
        "Only the Chair or Deputy Chair of the group sends a copy back. Ask one of them."
    )
    assert may_send_back(CHAIR).allowed


@pytest.mark.parametrize(
    "wrote",
    [{"prepared_by": FACTS.approver}, {"editors": frozenset({FACTS.approver})}],
)
def test_a_chair_who_prepared_or_changed_the_copy_leaves_it_to_the_other(wrote: dict[str, object]) -> None:
    assert may_approve(replace(FACTS, **wrote)).reason == (
        "You prepared or changed this copy. Ask the other of Chair and Deputy Chair to approve it."
    )


@pytest.mark.parametrize("stage", [DRAFT, APPROVED])
def test_only_what_is_with_the_chair_is_approved(stage: str) -> None:
    assert may_approve(replace(FACTS, stage_before=stage)).reason == (
        f"The copy is at stage {stage}. Send it to the chair before it is approved."
    )


def test_a_copy_is_released_from_the_day_of_its_approval_to_today() -> None:
    assert may_release(APPROVED, TODAY, TODAY, TODAY).allowed
    assert may_release(APPROVED, TODAY - ONE_DAY, TODAY, TODAY).allowed
    for day in (TODAY - ONE_DAY, TODAY + ONE_DAY):
        assert "cannot have been released on" in may_release(APPROVED, TODAY, day, TODAY).reason
    assert may_release(WITH_CHAIR, None, TODAY, TODAY).reason == (
        "Only an approved copy is released. Send it to the chair first."
    )


def test_a_request_was_received_today_or_before() -> None:
    assert receipt_refusal(TODAY, TODAY) is None
    assert receipt_refusal(TODAY + ONE_DAY, TODAY) == (
        "Received on 15 June 2026: that day is still to come. Enter today or an earlier day."
    )
    assert "Enter the day" in str(receipt_refusal(None, TODAY))


def test_what_is_withheld_comes_up_a_year_on_and_a_leap_day_a_day_before() -> None:
    assert review_on(TODAY) == date(2027, 6, 14)
    assert review_on(date(2028, 2, 29)) == date(2029, 2, 28)


@pytest.mark.parametrize(
    ("due_on", "is_latest", "expected"),
    [
        (TODAY, True, True),
        (TODAY + ONE_DAY, True, False),
        (TODAY, False, False),
        (None, True, False),
    ],
)
def test_a_review_is_due_from_its_day_until_a_later_copy_is_approved(
    due_on: date | None, is_latest: bool, expected: bool
) -> None:
    assert is_review_due(due_on, TODAY, is_latest) is expected


def test_the_fingerprint_tells_two_texts_apart() -> None:
    assert fingerprint("a") == fingerprint("a") != fingerprint("b")
    assert len(fingerprint("a")) == 64
