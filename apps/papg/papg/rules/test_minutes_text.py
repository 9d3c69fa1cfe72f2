"""The fingerprint of the text a chair approves."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papg.rules.minutes import Entry, may_extract, text_hash

MARKING = "OFFICIAL-SENSITIVE"
ENTRIES = [
    Entry("1", "Apologies", "None were received."),
    Entry("2", "Threat update", "The adviser reported.\nMembers noted it."),
]
entries = st.lists(st.builds(Entry, st.integers(1, 99).map(str), st.text(), st.text()), max_size=4)


def visible(rows: list[Entry], marking: str) -> list[list[str]]:
    """Write the text the slow way, with the ends of lines taken off, to compare fingerprints with."""
    parts = [[marking], *([row.item_number, row.title, row.discussion or ""] for row in rows)]
    return [["\n".join(line.rstrip() for line in part.split("\n")) for part in row] for row in parts]


def changed(position: int, **change: str) -> list[Entry]:
    rows = list(ENTRIES)
    rows[position] = rows[position]._replace(**change)
    return rows


def test_the_fingerprint_is_a_sha_256() -> None:
    found = text_hash(ENTRIES, MARKING)
    assert len(found) == hashlib.sha256().digest_size * 2
    assert int(found, 16) >= 0


def test_the_fingerprint_of_a_known_text_never_changes_between_releases() -> None:
    serialised = (
        '{"entries": [["1", "Apologies", "None were received."], '
        '["2", "Threat update", "The adviser reported.\\nMembers noted it."]], '
        '"marking": "OFFICIAL-SENSITIVE"}'
    )
    assert text_hash(ENTRIES, MARKING) == hashlib.sha256(serialised.encode()).hexdigest()


@pytest.mark.parametrize(
    "discussion",
    [
        "The adviser reported.   \nMembers noted it.",
        "The adviser reported.\r\nMembers noted it.\t",
        "The adviser reported.\u00a0\nMembers noted it. ",
    ],
)
def test_spaces_at_the_end_of_a_line_do_not_change_it(discussion: str) -> None:
    assert text_hash(changed(1, discussion=discussion), MARKING) == text_hash(ENTRIES, MARKING)


@pytest.mark.parametrize(
    "rows",
    [
        changed(1, discussion="The adviser reported. Members noted it."),
        changed(1, discussion=" The adviser reported.\nMembers noted it."),
        changed(1, discussion="The adviser  reported.\nMembers noted it."),
        changed(1, discussion="The adviser reported.\n\nMembers noted it."),
        changed(1, discussion="The Adviser reported.\nMembers noted it."),
        changed(0, title="Apology"),
        changed(0, item_number="1a"),
        ENTRIES[::-1],
        ENTRIES[:1],
        [*ENTRIES, Entry("3", "", "")],
    ],
)
def test_any_other_change_to_the_text_changes_it(rows: list[Entry]) -> None:
    assert text_hash(rows, MARKING) != text_hash(ENTRIES, MARKING)


def test_another_marking_changes_it() -> None:
    assert text_hash(ENTRIES, "OFFICIAL") != text_hash(ENTRIES, MARKING)


def test_a_number_is_the_same_number_however_it_is_stored_and_nothing_is_an_empty_text() -> None:
    assert text_hash([(1, "Apologies", None)], None) == text_hash([("1", "Apologies", "")], "")


def test_text_cannot_move_from_one_field_to_the_next_unnoticed() -> None:
    assert text_hash([("1", "ab", "c")], "") != text_hash([("1", "a", "bc")], "")


@given(entries, entries, st.text(), st.text())
def test_two_texts_have_one_fingerprint_exactly_when_they_read_the_same(
    one: list[Entry], other: list[Entry], marking: str, other_marking: str
) -> None:
    reads_the_same = visible(one, marking) == visible(other, other_marking)
    assert (text_hash(one, marking) == text_hash(other, other_marking)) == reads_the_same


@given(entries, st.text(), st.sampled_from([" ", "\t", "  \t", "\r", "\u00a0"]))
def test_no_text_changes_its_fingerprint_by_spaces_at_line_ends(
    rows: list[Entry], marking: str, space: str
) -> None:
    spaced = [
        row._replace(discussion="\n".join(line + space for line in (row.discussion or "").split("\n")))
        for row in rows
    ]
    assert text_hash(spaced, marking) == text_hash(rows, marking)


@given(entries, st.text(), st.text(min_size=1).filter(str.strip))
def test_adding_a_word_anywhere_changes_the_fingerprint(rows: list[Entry], marking: str, word: str) -> None:
    longer = [Entry("1", "First", "Said."), *rows]
    altered = [longer[0]._replace(discussion="Said." + word), *rows]
    assert text_hash(altered, marking) != text_hash(longer, marking)


@pytest.mark.parametrize(
    ("stage", "reader", "refusal"),
    [
        ("Circulated", "Licensing Manager", ""),
        ("Agreed", "Licensing Manager", ""),
        ("With chair", "Licensing Manager", "The minutes are at stage With chair."),
        ("Draft", "Licensing Manager", "The minutes are at stage Draft."),
        ("Agreed", " ", "Name the reader the extract is for"),
        ("", "Stadium Manager", "No minutes of this meeting are written"),
    ],
)
def test_an_extract_is_made_of_minutes_that_went_round_and_for_somebody(
    stage: str, reader: str, refusal: str
) -> None:
    verdict = may_extract(stage, reader)
    assert (bool(verdict), verdict.reason.startswith(refusal)) == (not refusal, True)
