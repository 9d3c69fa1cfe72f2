"""Whom a link to answer by is sent to, and until when it opens their action."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from papg.rules.actions import CLOSED, DONE, DROPPED, IN_PROGRESS, OPEN
from papg.rules.answers_by_link import LASTS, LinkFacts, is_link_good, last_day, may_ask

TODAY = date(2026, 6, 14)
DAY = timedelta(days=1)
ASKED = LinkFacts(stage=OPEN, is_restricted=False, address="venue@square.example", has_account=False)
SENT = replace(ASKED, sent_to="venue@square.example", until=last_day(TODAY))


def test_an_owner_without_an_account_is_asked() -> None:
    assert may_ask(ASKED, TODAY)
    assert may_ask(replace(ASKED, stage=IN_PROGRESS), TODAY)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"stage": DONE}, "The action is Done"),
        ({"stage": CLOSED}, "The action is Closed"),
        ({"is_restricted": True}, "from a restricted item"),
        ({"has_account": True}, "has an account"),
        ({"address": " "}, "has no e-mail address"),
        ({"address": None}, "has no e-mail address"),
    ],
)
def test_nobody_else_is(change: dict[str, object], message: str) -> None:
    assert message in " ".join(may_ask(replace(ASKED, **change), TODAY).refusals)


def test_one_link_goes_out_a_day_and_the_next_on_the_next_day() -> None:
    assert "was asked today already" in " ".join(may_ask(SENT, TODAY).refusals)
    assert may_ask(SENT, TODAY + DAY)
    assert may_ask(replace(SENT, address="other@square.example"), TODAY)


def test_a_link_works_on_its_last_day_and_not_after() -> None:
    assert timedelta(days=14) == LASTS
    assert is_link_good(SENT, TODAY) and is_link_good(SENT, TODAY + LASTS)
    assert not is_link_good(SENT, TODAY + LASTS + DAY)


@pytest.mark.parametrize(
    "change",
    [
        {"stage": DONE},
        {"stage": CLOSED},
        {"stage": DROPPED},
        {"is_restricted": True},
        {"has_account": True},
        {"address": "other@square.example"},
        {"address": None, "sent_to": None},
        {"until": None},
    ],
)
def test_a_link_ends_when_the_action_is_done_or_no_longer_theirs(change: dict[str, object]) -> None:
    assert not is_link_good(replace(SENT, **change), TODAY)


def test_an_address_is_the_same_under_any_spelling() -> None:
    assert is_link_good(replace(SENT, address=" Venue@Square.example "), TODAY)
