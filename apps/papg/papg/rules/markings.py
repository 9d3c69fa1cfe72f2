"""Protective markings: which of several holds, which are of the past, and what this system never holds.

Source: Government Security Classifications Policy, 2024 edition (three tiers; `-SENSITIVE` is an addition to
OFFICIAL and no tier of its own; the older scheme ended on 2 April 2014). That nothing above OFFICIAL is held here is
this product's own rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from papg.rules.wording import Sentence as _

# As the words of a marking, in whatever case.
ABOVE = re.compile(r"\b(?:top\s+secret|secret)\b", re.IGNORECASE)
# In other words, only where it stands in capitals as a marking does.
CLAIM = re.compile(r"\b(?:TOP\s+SECRET|SECRET)\b")


@dataclass(frozen=True)
class Marking:
    """One marking of the council's list.

    Attributes:
        name: As it is printed.
        order: Place in the list; a higher number is stricter.
        is_legacy: Of the scheme that ended in 2014, found on old papers only.
        treated_as: The marking of today an old one is treated as.
    """

    name: str
    order: int
    is_legacy: bool = False
    treated_as: str = ""


def is_above_official(marking: str) -> bool:
    """Is this SECRET or above, under whatever addition? An old paper's CONFIDENTIAL is not.

    GOV.UK, Government Security Classifications Policy: the three tiers (own rule that the upper two are not held).
    """
    return bool(ABOVE.search(marking))


def claims_secret(title: str) -> bool:
    """Does a title or the name of a file carry the words as a marking, in capitals?

    GOV.UK, Government Security Classifications Policy: the three tiers (own rule that the upper two are not held).
    """
    return bool(CLAIM.search(title.replace("_", " ").replace("-", " ")))


def in_use(name: str, known: Mapping[str, Marking]) -> str:
    """The marking of today for any marking; what nobody knows counts as the strictest there is.

    GOV.UK, Government Security Classifications Policy: the older scheme ended on 2 April 2014.

    Args:
        name: A marking, perhaps an old one.
        known: The council's list, by name.
    """
    marking = known.get(name)
    if marking and not marking.is_legacy:
        return name
    if marking and marking.treated_as in known and not known[marking.treated_as].is_legacy:
        return marking.treated_as
    return strictest(known)


def strictest(known: Mapping[str, Marking]) -> str:
    """The last marking of the list that is in use; empty where there is none.

    GOV.UK, Government Security Classifications Policy: -SENSITIVE is an addition to OFFICIAL.
    """
    current = [marking for marking in known.values() if not marking.is_legacy]
    return max(current, key=lambda marking: (marking.order, marking.name)).name if current else ""


def highest(names: Iterable[str], known: Mapping[str, Marking]) -> str:
    """The strictest of several markings, as a marking of today; the whole is marked as its strictest part.

    GOV.UK, Government Security Classifications Policy: markings (that the most sensitive part marks the whole is
    an own rule).

    Args:
        names: Markings of the parts.
        known: The council's list, by name.

    Returns:
        A marking in use, empty where no part is marked.
    """
    found = {in_use(name, known) for name in names if name} & known.keys()
    return max(found, key=lambda name: (known[name].order, name)) if found else ""


def refusal(name: str, known: Mapping[str, Marking], is_paper: bool = False) -> _ | None:
    """Why a record cannot carry a marking; None where it can.

    GOV.UK, Government Security Classifications Policy: the three tiers, and the older scheme that ended in 2014.

    Args:
        name: The marking chosen.
        known: The council's list, by name.
        is_paper: Is it put on a paper somebody else made? Those keep the marking they came with.
    """
    if is_above_official(name):
        return _(
            "{0} is not held here. Keep it where your security adviser says, and enter only where."
        ).format(name)
    marking = known.get(name)
    if marking and marking.is_legacy and not is_paper:
        return _("{0} is of the scheme that ended in 2014. Choose {1}.").format(name, in_use(name, known))
    return None
