"""Making the dates of a series: nothing twice, and nothing anybody has touched."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papg.rules.series import PLACES, WEEKDAYS, Dates, Series, dates
from papg.rules.series_changes import Changes, Made, changes, period_of, why_left_alone
from papg.rules.test_series import SERIES, quarterly

TODAY = date(2026, 11, 28)


def made_by(series: Series) -> list[Made]:
    """Meetings just as the series made them."""
    return [Made(str(n), slot.day, slot.falls_on) for n, slot in enumerate(dates(series).slots)]


def planned(series: Series, meetings: list[Made], **others: str) -> Changes:
    return changes(dates(series), series.cadence, meetings, {}, TODAY)


def after(found: Changes, meetings: list[Made]) -> list[Made]:
    """The meetings once everything was done."""
    moves = {move.meeting.name: move.slot for move in found.move}
    dropped = {made.name for made in found.drop}
    stayed = [made for made in meetings if made.name not in dropped]
    changed = [
        replace(made, day=slot.day, falls_on=slot.falls_on, is_as_series_says=True)
        if (slot := moves.get(made.name))
        else made
        for made in stayed
    ]
    return changed + [Made(f"new {slot.day}", slot.day, slot.falls_on) for slot in found.make]


def test_every_date_of_a_new_series_is_made() -> None:
    found = planned(quarterly(), [])
    assert [slot.day for slot in found.make] == [slot.day for slot in dates(quarterly()).slots]
    assert not (found.move or found.drop or found.left or found.gaps)


def test_what_was_made_is_not_made_again() -> None:
    assert planned(quarterly(), made_by(quarterly())).is_nothing


def test_another_weekday_moves_each_meeting_within_its_month() -> None:
    found = planned(quarterly(weekday="Wednesday"), made_by(quarterly()))
    assert [(move.meeting.name, move.slot.day.month) for move in found.move] == [
        ("0", 1),
        ("1", 4),
        ("2", 7),
        ("3", 10),
    ]
    assert not (found.make or found.drop)


def test_a_shorter_series_drops_and_a_longer_one_makes_the_rest() -> None:
    shorter, longer = quarterly(number=2), quarterly(number=5)
    assert [made.name for made in planned(shorter, made_by(quarterly())).drop] == ["2", "3"]
    assert [slot.day for slot in planned(longer, made_by(quarterly())).make] == [date(2028, 1, 11)]


def test_another_time_changes_meetings_that_keep_their_day() -> None:
    old = [replace(made, is_as_series_says=False) for made in made_by(quarterly())]
    assert [move.meeting.day for move in planned(quarterly(), old).move] == [made.day for made in old]


@pytest.mark.parametrize(
    ("touched", "reason"),
    [
        ({"is_issued": True}, "Its agenda was issued."),
        ({"has_papers": True}, "It has papers."),
        ({"has_more": True}, "Other records belong to it."),
        ({"is_changed_by_hand": True}, "It was changed by hand."),
        ({"status": "Cancelled"}, "It is recorded as cancelled."),
        ({"status": "Held"}, "It is recorded as held."),
    ],
)
def test_what_anybody_has_touched_is_left_alone_and_takes_up_its_date(touched: dict, reason: str) -> None:
    meetings = made_by(quarterly())
    meetings[1] = replace(meetings[1], **touched)
    found = planned(quarterly(weekday="Wednesday"), meetings)
    assert [(one.meeting.name, one.reason) for one in found.left] == [("1", reason)]
    assert [move.meeting.name for move in found.move] == ["0", "2", "3"]
    assert not (found.make or found.drop)


def test_a_day_a_meeting_was_moved_to_by_hand_gets_no_second_one() -> None:
    first, *later = made_by(quarterly())
    moved = replace(first, day=date(2027, 4, 13), is_changed_by_hand=True)
    found = planned(quarterly(), [moved, *later[1:]])
    assert found.is_nothing
    assert [made.name for made in planned(quarterly(), [moved, *later]).drop] == ["1"]


def test_a_meeting_of_today_is_left_alone_and_one_of_tomorrow_is_not() -> None:
    today, tomorrow = (Made("x", TODAY + timedelta(days=n), TODAY) for n in (0, 1))
    assert why_left_alone(today, TODAY) == "Its day has come."
    assert why_left_alone(tomorrow, TODAY) is None


def test_a_day_that_has_passed_gets_no_meeting() -> None:
    found = planned(quarterly(first_on=date(2026, 7, 1), number=3), [])
    assert [slot.day for slot in found.make] == [date(2027, 1, 12)]
    assert [gap.reason for gap in found.gaps] == [
        "14 July 2026 has come or passed.",
        "13 October 2026 has come or passed.",
    ]


def test_a_day_on_which_the_group_meets_anyway_gets_no_second_meeting() -> None:
    others = {date(2027, 4, 13): "Joint exercise"}
    found = changes(dates(quarterly()), "Quarterly", [], others, TODAY)
    assert date(2027, 4, 13) not in [slot.day for slot in found.make]
    assert [gap.reason for gap in found.gaps] == ["The group meets on 13 April 2027 already: Joint exercise."]


def test_a_period_is_the_month_or_the_week_from_monday() -> None:
    assert period_of(date(2027, 4, 13), "Quarterly") == period_of(date(2027, 4, 30), "Monthly")
    assert period_of(date(2027, 4, 12), "Weekly") == period_of(date(2027, 4, 18), "Weekly")
    assert period_of(date(2027, 4, 18), "Weekly") != period_of(date(2027, 4, 19), "Weekly")


TOUCHES = st.lists(
    st.sampled_from([{}, {"is_issued": True}, {"is_changed_by_hand": True}, {"status": "Cancelled"}]),
    min_size=14,
    max_size=14,
)


@given(SERIES, st.sampled_from(list(WEEKDAYS)), st.sampled_from(list(PLACES)), st.integers(1, 14), TOUCHES)
def test_a_changed_series_touches_nothing_of_others_and_is_done_once(
    series: Series, weekday: str, place: str, number: int, touches: list[dict]
) -> None:
    meetings = [replace(made, **touch) for made, touch in zip(made_by(series), touches, strict=False)]
    changed = replace(series, weekday=weekday, place_in_month=place, number=number)
    found = planned(changed, meetings)
    free = {made.name for made in meetings if not why_left_alone(made, TODAY)}
    acted_on = [move.meeting.name for move in (*found.move, *found.keep)] + [made.name for made in found.drop]
    assert sorted(acted_on) == sorted(free)
    stored = after(found, meetings)
    ahead = [made.day for made in stored if not why_left_alone(made, TODAY)]
    assert len(set(ahead)) == len(ahead)
    assert planned(changed, stored).is_nothing


def test_no_dates_drop_every_meeting_nobody_touched() -> None:
    found = changes(Dates((), ()), "Quarterly", made_by(quarterly()), {}, TODAY)
    assert len(found.drop) == 4
