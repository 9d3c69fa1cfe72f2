"""Meetings of the demo are on days on which councils meet, whatever the day it is made on."""

import pytest

from papg.setup.demo import base


@pytest.mark.parametrize(
    ("made_on", "offset", "starts_at"),
    [
        ("2026-11-28", 27, "2026-12-29T10:00:00"),
        ("2026-11-28", 31, "2026-12-29T10:00:00"),
        ("2026-11-29", -90, "2026-09-01T10:00:00"),
        ("2026-11-26", 0, "2026-11-26T10:00:00"),
    ],
)
def test_a_meeting_of_the_demo_is_on_no_weekend_and_no_bank_holiday(
    made_on: str, offset: int, starts_at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base, "today", lambda: made_on)
    assert base.morning(offset).isoformat() == starts_at
