"""A sealed hour holds: whatever is removed, altered, added or moved afterwards is named by its number."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papg.rules import trail
from papg.rules.trail import Finding, Seal, check, seal

START = datetime(2026, 6, 14, 9, 0, 0, 123456)
Row = dict[str, Any]


def a_row(number: int, hours: int, **fields: object) -> Row:
    at = START + timedelta(hours=hours, seconds=number)
    return {
        "name": number,
        "at": at,
        "hour": trail.hour_of(at),
        "kind": "Opened",
        "user": "member@harbour.example",
        "record_type": "PAPG Minutes",
        "record_name": "a1b2c3d4e5",
        "papg_group": None,
        "door": "getdoc",
        "address": "127.0.0.1",
        "detail": "",
        **fields,
    }


def sealed(counts: list[int]) -> tuple[list[Seal], list[Row]]:
    """An hour for each count, with so many rows."""
    seals: list[Seal] = []
    rows: list[Row] = []
    for place, count in enumerate(counts):
        of_hour = [a_row(len(rows) + step, place) for step in range(1, count + 1)]
        rows += of_hour
        before = seals[-1].hash if seals else ""
        seals.append(seal(place + 1, of_hour[0]["hour"], of_hour, before))
    return seals, rows


def found(seals: list[Seal], rows: list[Row], last_seal: int, last_row: int) -> list[str]:
    return [one.text.format(one.number, one.hour) for one in check(seals, rows, last_seal, last_row)]


COUNTS = st.lists(st.integers(1, 4), min_size=1, max_size=5)


@given(COUNTS, st.integers(0, 4))
def test_a_trail_nobody_touched_has_no_findings(counts: list[int], open_rows: int) -> None:
    seals, rows = sealed(counts)
    rows += [a_row(len(rows) + step, len(counts)) for step in range(1, open_rows + 1)]
    assert check(seals, rows, len(seals), len(rows)) == []


def test_an_empty_trail_has_no_findings() -> None:
    assert check([], [], 0, 0) == []


@given(COUNTS, st.data())
def test_a_removed_row_is_named(counts: list[int], data: st.DataObject) -> None:
    seals, rows = sealed(counts)
    gone = data.draw(st.sampled_from(rows))
    left = [row for row in rows if row is not gone]
    findings = check(seals, left, len(seals), len(rows))
    assert findings == [Finding("Row {0} of {1} is missing.", gone["name"], gone["hour"])]


@given(COUNTS, st.data())
def test_an_altered_row_is_named_whichever_of_its_values_changed(
    counts: list[int], data: st.DataObject
) -> None:
    seals, rows = sealed(counts)
    row = data.draw(st.sampled_from(rows))
    column = data.draw(st.sampled_from([name for name in trail.COLUMNS if name not in ("name", "hour")]))
    number, hour = row["name"], row["hour"]
    row[column] = START + timedelta(days=-9) if column == "at" else "something else"
    assert check(seals, rows, len(seals), len(rows)) == [Finding("Row {0} of {1} was altered.", number, hour)]


@given(COUNTS, st.data())
def test_a_row_added_to_a_sealed_hour_is_named(counts: list[int], data: st.DataObject) -> None:
    seals, rows = sealed(counts)
    place = data.draw(st.integers(0, len(counts) - 1))
    added = a_row(len(rows) + 1, place)
    findings = check(seals, [*rows, added], len(seals), len(rows) + 1)
    assert [(one.number, one.hour) for one in findings] == [(len(rows) + 1, seals[place].hour)]
    assert "was added" in findings[0].text


def test_a_row_added_to_an_hour_in_which_nothing_happened_is_named() -> None:
    seals, rows = sealed([1, 1])
    early = a_row(3, -5)
    assert found(seals, [*rows, early], 2, 3) == [
        "Row 3 of 2026-06-14 04:00 was added after its hour was sealed."
    ]


def test_a_row_that_went_before_its_hour_was_sealed_leaves_a_gap() -> None:
    seals, rows = sealed([1])
    rows += [a_row(2, 1), a_row(4, 1)]
    missing = "is missing: it was removed before its hour was sealed."
    assert found(seals, rows, 1, 5) == [f"Row 3 {missing}", f"Row 5 {missing}"]


@given(COUNTS, st.data())
def test_a_removed_seal_is_named(counts: list[int], data: st.DataObject) -> None:
    seals, rows = sealed(counts)
    gone = data.draw(st.sampled_from(seals))
    left = [one for one in seals if one is not gone]
    findings = check(left, rows, len(seals), len(rows))
    assert Finding("Seal {0} is missing.", gone.number) in findings


def test_an_altered_seal_is_named() -> None:
    seals, rows = sealed([1, 1, 1])
    seals[1] = replace(seals[1], digests=((2, "0" * 64),))
    assert "Seal 2 of 2026-06-14 10:00 was altered." in found(seals, rows, 3, 3)


def test_a_seal_made_again_after_rows_were_altered_does_not_fit_its_neighbour() -> None:
    seals, rows = sealed([1, 1, 1])
    rows[1]["user"] = "somebody@else.example"
    seals[1] = seal(2, seals[1].hour, [rows[1]], seals[0].hash)
    assert found(seals, rows, 3, 3) == ["Seal 3 of 2026-06-14 11:00 does not fit the one before it."]


def test_two_seals_that_changed_places_are_out_of_order() -> None:
    seals, rows = sealed([1, 1, 1, 1])
    seals[1], seals[2] = replace(seals[2], number=2), replace(seals[1], number=3)
    findings = found(seals, rows, 4, 4)
    assert "Seal 2 of 2026-06-14 11:00 is out of order." in findings
    assert "Seal 3 of 2026-06-14 10:00 is out of order." in findings


@pytest.mark.parametrize(("minute", "closed"), [("09:59:59", False), ("10:04:59", False), ("10:05:00", True)])
def test_an_hour_is_closed_five_minutes_after_it_ended(minute: str, closed: bool) -> None:
    now = datetime.fromisoformat(f"2026-06-14 {minute}")
    assert trail.is_closed("2026-06-14 09:00", now) is closed


@pytest.mark.parametrize(
    ("before", "allowed"),
    [("2020-06-14 09:00", True), ("2020-06-14 09:01", False), ("2026-06-14 08:00", False)],
)
def test_rows_are_kept_six_years(before: str, allowed: bool) -> None:
    now = datetime(2026, 6, 14, 9, 0)
    assert trail.may_dispose(datetime.fromisoformat(before), now) is allowed


def test_six_years_before_29_february_is_28_february() -> None:
    assert trail.may_dispose(datetime(2022, 2, 28), datetime(2028, 2, 29))
    assert not trail.may_dispose(datetime(2022, 3, 1), datetime(2028, 2, 29))


def disposed(bound: str, at: datetime) -> tuple[list[Seal], list[Row]]:
    """Two hours of which the rows of the first were removed, and the note of it."""
    seals, rows = sealed([2, 1])
    note = a_row(4, 0, at=at, hour=trail.hour_of(at), kind=trail.DISPOSED, record_name=bound)
    return seals, [*rows[2:], note]


def test_rows_removed_by_the_rule_of_retention_are_no_finding() -> None:
    seals, rows = disposed("2026-06-14 10:00", START.replace(year=2033))
    assert check(seals, rows, 2, 4) == []


def test_a_note_of_removal_that_came_too_early_excuses_nothing() -> None:
    seals, rows = disposed("2026-06-14 10:00", START.replace(year=2031))
    assert [one.number for one in check(seals, rows, 2, 4)] == [1, 2]


def test_an_hour_is_removed_whole_or_not_at_all() -> None:
    seals, rows = disposed("2026-06-14 10:00", START.replace(year=2033))
    rows.append(a_row(1, 0))
    assert [one.number for one in check(seals, rows, 2, 4)] == [2]


def test_the_seal_and_the_digest_are_the_same_whatever_the_order_of_the_rows() -> None:
    rows = [a_row(1, 0), a_row(2, 0)]
    one, other = seal(1, "h", rows, ""), seal(1, "h", rows[::-1], "")
    assert one == other
    assert one.hash == trail.seal_hash("h", one.digests, "")
    assert trail.digest(rows[0]) != trail.digest(rows[1])
