"""What differs by the nation of the council: the name of its partnership for community safety, and the law."""

from __future__ import annotations

from collections.abc import Collection

from papg.rules.wording import Sentence, _
from papg.rules.working_days import ENGLAND, SCOTLAND, WALES

SAFETY = "Community safety partnership"
PLANNING = "Community planning partnership"
PARTNERSHIPS = (SAFETY, PLANNING)
COVERS = {"England and Wales": (ENGLAND, WALES), "Great Britain": (ENGLAND, WALES, SCOTLAND)}
"""Parts of the country a text can be for, beside a single nation."""


def nation_of_council(owners: Collection[str | None], others: Collection[str | None]) -> str:
    """Return the nation whose words a site uses: Scotland, or England for the rest.

    Decides: the authorities that own groups say it, where all of them are Scottish; before there are groups, a Scottish
    authority does. From the guidance ACT for Local Authorities, Community Safety, its note on Scotland.

    Args:
        owners: nations of the authorities that own groups.
        others: nations of all authorities.
    """
    if owners:
        return SCOTLAND if set(owners) == {SCOTLAND} else ENGLAND
    return SCOTLAND if SCOTLAND in others else ENGLAND


def partnership(nation: str | None) -> str:
    """Return what the partnership for community safety is called.

    Decides: Community Planning Partnership in Scotland, Community Safety Partnership elsewhere. From the guidance ACT
    for Local Authorities, Community Safety, its note on Scotland.
    """
    return PLANNING if nation == SCOTLAND else SAFETY


def applies_in(written_for: str | None, nation: str) -> bool:
    """Say whether what was written for a part of the country applies in a nation; for none named, it does everywhere.

    From the guidance ACT for Local Authorities, Community Safety (an Act that applies to Scotland only).
    """
    if not written_for:
        return True
    return nation in COVERS.get(written_for, (written_for,))


def does_not_apply(written_for: str | None, nation: str) -> Sentence | None:
    """Return what is said beside law and guidance of another nation, or None where it applies.

    From the same guidance as `applies_in`.
    """
    if applies_in(written_for, nation):
        return None
    return _("It is for {0} and does not apply in {1}.").format(written_for, nation)
