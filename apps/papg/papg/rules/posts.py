"""Somebody of a group changes post, organisation or position: one row of membership ends and another begins."""

from __future__ import annotations

from datetime import date, timedelta

from papg.rules.due_dates import govuk_date
from papg.rules.periods import Period
from papg.rules.wording import Verdict, _, unless


def may_change(name: str, row: Period, on: date, is_different: bool, follows_post: bool) -> Verdict:
    """Say whether somebody's post, organisation or position may change on a day.

    Decides: a change begins after the first and not after the last day of the row, so that both parts have a day at
    least; it changes something; and a seat that follows a post changes with the post, by itself. From the Protect &
    Prepare Groups guidance, Membership, and Minutes (for the purposes of audit: what was recorded under the old post
    stays under it).

    Args:
        name: who changes, as the row is shown.
        row: the days of the row.
        on: first day of what is new.
        is_different: whether anything would be new.
        follows_post: whether the seat follows a post of another group.
    """
    first = row.starts_on
    early = _("{0} has been a member since {1}. Let the change begin on a later day than that.")
    late = _("{0} leaves after {1}. Let the change begin on that day or before, or start another row.")
    same = _("Nothing about {0} would change on {1}. Enter the new post, organisation or position.")
    follows = _("{0} follows a post and changes with it. Change it in the group that has the post.")
    return Verdict.of(
        unless(not follows_post, follows.format(name)),
        early.format(name, govuk_date(first)) if first and on <= first else None,
        late.format(name, govuk_date(row.ends_on)) if row.ends_on and on > row.ends_on else None,
        unless(is_different, same.format(name, govuk_date(on))),
    )


def parts(row: Period, on: date) -> tuple[Period, Period]:
    """Return the days of the old and of the new row, where the change begins on a day.

    Decides: the old one ends the day before, so that no day is in both and none in neither. From the Protect &
    Prepare Groups guidance, Minutes (for the purposes of audit).
    """
    return Period(row.starts_on, on - timedelta(days=1)), Period(on, row.ends_on)
