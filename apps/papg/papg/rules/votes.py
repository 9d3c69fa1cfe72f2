"""How many votes there are on an item, and whether a recorded vote can be right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from papg.rules.quorum import Attendance, QuorumTerms, represented
from papg.rules.wording import Sentence, Verdict, _, unless


@dataclass(frozen=True)
class Vote:
    """What was counted; all noughts mean that nothing was put to the vote."""

    in_favour: int = 0
    against: int = 0
    abstained: int = 0

    @property
    def cast(self) -> int:
        """Votes of any kind."""
        return self.in_favour + self.against + self.abstained


def votes_held(terms: QuorumTerms, attendances: Iterable[Attendance], item_number: int | None = None) -> int:
    """Return how many votes those in the room had, on one item if one is named.

    Decides: whoever counts towards the quorum has a vote; where the terms give an organisation one vote, its people
    have one between them, however many seats it has. From the Protect & Prepare Groups guidance, Terms of Reference
    (to ensure proper functioning of the group).
    """
    return represented(terms, attendances, item_number)


def check_vote(vote: Vote, held: int, is_organisation_one_vote: bool) -> Verdict:
    """Say whether a recorded vote can be right: nothing below nought, and no more votes than there were.

    From the Protect & Prepare Groups guidance, Minutes (for the purposes of audit).
    """
    below = _("A number of votes is below 0. Enter how many voted for, against and abstained.")
    by_people = _("{0} votes are recorded, but those who count in the room had {1}. Correct the numbers.")
    by_bodies = _(
        "{0} votes are recorded, but the organisations in the room had {1}, one each. Correct the numbers."
    )
    too_many = by_bodies if is_organisation_one_vote else by_people
    return Verdict.of(
        unless(min(vote.in_favour, vote.against, vote.abstained) >= 0, below),
        unless(vote.cast <= held, too_many.format(vote.cast, held)),
    )


def shown(vote: Vote) -> Sentence | None:
    """Return a vote in words, or None where nothing was put to the vote.

    From the Protect & Prepare Groups guidance, Minutes (for the purposes of audit).
    """
    if not vote.cast:
        return None
    return _("{0} for, {1} against, {2} abstained.").format(vote.in_favour, vote.against, vote.abstained)
