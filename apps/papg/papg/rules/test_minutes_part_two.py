"""Part 2 is agreed item by item, by somebody who wrote none of it."""

from dataclasses import replace
from typing import Any

import pytest

from papg.rules.membership import MEMBER
from papg.rules.minutes import may_agree_part_two
from papg.rules.test_minutes import FIT_TO_AGREE, HELD_ON, THE_CHAIR, THE_SECRETARY, TODAY

PART_TWO = replace(FIT_TO_AGREE, stage_before="", approved_by=None, approved_hash=None, current_hash="")


def test_an_item_of_part_two_is_agreed_by_itself() -> None:
    assert may_agree_part_two(PART_TWO, has_text=True).reason == ""
    by_letter = replace(PART_TWO, agreed_at=None, agreed_by_correspondence=True, agreed_on=TODAY)
    assert may_agree_part_two(by_letter, has_text=True).reason == ""


@pytest.mark.parametrize(
    ("gap", "has_text", "said"),
    [
        ({}, False, "Nothing is written under this item"),
        ({"approver": THE_SECRETARY}, True, "prepared these minutes"),
        ({"editors": frozenset({THE_CHAIR})}, True, "edited this version"),
        ({"approver_position_today": MEMBER}, True, "is not Chair or Deputy Chair"),
        ({"agreed_at": None}, True, ""),
        ({"agreed_at_held_on": HELD_ON, "agreed_at": "meeting-12"}, True, ""),
    ],
)
def test_an_item_of_part_two_is_not_agreed_by_its_writer_nor_without_a_route(
    gap: dict[str, Any], has_text: bool, said: str
) -> None:
    verdict = may_agree_part_two(replace(PART_TWO, **gap), has_text)
    assert not verdict and said in verdict.reason
