"""Protective markings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papg.rules import markings
from papg.rules.markings import Marking

KNOWN = {
    marking.name: marking
    for marking in (
        Marking("OFFICIAL", 10),
        Marking("OFFICIAL-SENSITIVE", 20),
        Marking("OFFICIAL-SENSITIVE – RECIPIENTS ONLY", 30),
        Marking("UNCLASSIFIED", 91, is_legacy=True, treated_as="OFFICIAL"),
        Marking("RESTRICTED", 93, is_legacy=True, treated_as="OFFICIAL-SENSITIVE"),
        Marking("CONFIDENTIAL", 94, is_legacy=True),
    )
}
NAMES = st.sampled_from(sorted(KNOWN))


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        (["OFFICIAL"], "OFFICIAL"),
        (["OFFICIAL", "OFFICIAL-SENSITIVE"], "OFFICIAL-SENSITIVE"),
        (["OFFICIAL", "UNCLASSIFIED"], "OFFICIAL"),
        (["OFFICIAL", "RESTRICTED"], "OFFICIAL-SENSITIVE"),
        (["OFFICIAL", "", "OFFICIAL"], "OFFICIAL"),
        ([], ""),
    ],
)
def test_the_whole_is_marked_as_its_strictest_part(parts: list[str], whole: str) -> None:
    assert markings.highest(parts, KNOWN) == whole


@pytest.mark.parametrize("unknown", ["CONFIDENTIAL", "EYES ONLY"])
def test_a_marking_nobody_can_place_counts_as_the_strictest(unknown: str) -> None:
    assert markings.highest(["OFFICIAL", unknown], KNOWN) == "OFFICIAL-SENSITIVE – RECIPIENTS ONLY"


@given(st.lists(NAMES, min_size=1), NAMES)
def test_one_more_part_never_lowers_the_whole(parts: list[str], more: str) -> None:
    before, after = markings.highest(parts, KNOWN), markings.highest([*parts, more], KNOWN)
    assert KNOWN[after].order >= KNOWN[before].order
    assert not KNOWN[after].is_legacy


@given(st.permutations(sorted(KNOWN)))
def test_the_order_of_the_parts_does_not_matter(parts: list[str]) -> None:
    assert markings.highest(parts, KNOWN) == markings.highest(sorted(parts), KNOWN)


@pytest.mark.parametrize(
    "name", ["SECRET", "TOP SECRET", "UK Secret", "top  secret – UK EYES ONLY", "SECRET-X"]
)
def test_secret_and_above_are_never_held(name: str) -> None:
    reason = markings.refusal(name, KNOWN, is_paper=True)
    assert reason and "is not held here" in reason


@pytest.mark.parametrize("name", ["SECRETARIAT", "OFFICIAL", "OFFICIAL-SENSITIVE", "Nonsecret"])
def test_other_words_are_not_taken_for_secret(name: str) -> None:
    assert markings.refusal(name, KNOWN) is None


def test_an_old_marking_stays_on_a_paper_and_is_not_given_to_a_record() -> None:
    assert markings.refusal("RESTRICTED", KNOWN, is_paper=True) is None
    assert markings.refusal("RESTRICTED", KNOWN) == (
        "RESTRICTED is of the scheme that ended in 2014. Choose OFFICIAL-SENSITIVE."
    )


@pytest.mark.parametrize(
    ("title", "is_claimed"),
    [
        ("TOP SECRET profile", True),
        ("profile_SECRET.pdf", True),
        ("SECRET-annex.docx", True),
        ("The secret of a good meeting", False),
        ("SECRETARY'S NOTE", False),
    ],
)
def test_a_title_claims_the_marking_only_in_capitals(title: str, is_claimed: bool) -> None:
    assert markings.claims_secret(title) is is_claimed


def test_a_list_without_a_marking_in_use_gives_none() -> None:
    only_old = {"RESTRICTED": KNOWN["RESTRICTED"]}
    assert markings.strictest(only_old) == ""
    assert markings.highest(["RESTRICTED"], only_old) == ""
