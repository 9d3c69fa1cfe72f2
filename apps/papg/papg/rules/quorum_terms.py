"""The kinds of quorum terms of reference may state, and how many people each kind asks for.

The Protect & Prepare Groups guidance sets no quorum; each group's terms of reference do. The kinds here are
those public bodies really use, each named after its example in `number_needed`.
"""

from __future__ import annotations

from dataclasses import dataclass

from papg.rules.people import plain
from papg.rules.wording import Sentence, Verdict, _

NONE_STATED = "None stated"
SHARE = "Share of members"
HALF = "Half, rounded up"
MORE_THAN_HALF = "More than half"
CHAIR_AND_SHARE = "Chair and a share"
FIXED_NUMBER = "Fixed number"
SHARE_AND_MINIMUM = "Share and a minimum number"
ORGANISATION_PRESENT = "Named organisation present"
KINDS = (
    NONE_STATED,
    SHARE,
    HALF,
    MORE_THAN_HALF,
    CHAIR_AND_SHARE,
    FIXED_NUMBER,
    SHARE_AND_MINIMUM,
    ORGANISATION_PRESENT,
)
SHARE_KINDS = (SHARE, CHAIR_AND_SHARE, SHARE_AND_MINIMUM)
MINIMUM_KINDS = (FIXED_NUMBER, SHARE_AND_MINIMUM)


@dataclass(frozen=True)
class QuorumTerms:
    """What the terms of reference in force say about quorum. Numbers a kind does not use are ignored."""

    kind: str = NONE_STATED
    share_numerator: int = 0
    share_denominator: int = 0
    minimum_number: int = 0
    organisation: str = ""
    is_deputy_counted: bool = False
    is_vacancy_counted: bool = False
    is_organisation_one_vote: bool = False


def check_terms(terms: QuorumTerms) -> Verdict:
    """Say whether the terms give every number their kind of quorum needs.

    Decides: a share is above nothing and at most the whole; a minimum is one or more; a named organisation
    has a name. From the Protect & Prepare Groups guidance, Terms of Reference (established and agreed by
    members).
    """
    if terms.kind not in KINDS:
        unknown = _(
            "The terms of reference state a kind of quorum that is not known: {0}. Choose one of the list."
        )
        return Verdict.of(unknown.format(terms.kind or _("nothing")))
    return Verdict.of(_share_fault(terms), _minimum_fault(terms), _organisation_fault(terms))


def number_needed(terms: QuorumTerms, base: int) -> int:
    """Return how many have to be counted, for terms that are complete.

    Decides, each kind after a public example:
    - None stated: Protect & Prepare Groups guidance, Terms of Reference, which asks for none.
    - Share of members, rounded up: Scottish Government, Public protection national leadership group, terms of
      reference (one third of core membership).
    - Half, rounded up: Wyre Forest District Council, committee page.
    - More than half: the usual rule of boards.
    - Chair and a share: Northeastern University London, Prevent Duty Review Group (chair plus half of
      members).
    - Fixed number: Isle of Wight, Liaison Committee, terms of reference (five).
    - Share and a minimum number: Chichester City Council, Community Liaison Sub-Committee, terms of reference
      (one third and not fewer than two).
    - Named organisation present: Counter-Terrorism and Security Act 2015, section 37 (police at a panel).

    A share of no members at all is still one person: an empty group is never quorate by arithmetic.
    """
    share = max(1, _rounded_up(base * terms.share_numerator, terms.share_denominator or 1))
    by_kind = {
        NONE_STATED: 0,
        SHARE: share,
        HALF: max(1, _rounded_up(base, 2)),
        MORE_THAN_HALF: base // 2 + 1,
        CHAIR_AND_SHARE: share,
        FIXED_NUMBER: terms.minimum_number,
        SHARE_AND_MINIMUM: max(share, terms.minimum_number),
        ORGANISATION_PRESENT: 1,
    }
    return by_kind[terms.kind]


def rule_phrase(terms: QuorumTerms) -> Sentence:
    """Return the quorum as a phrase, such as "one third, rounded up"."""
    share = _share_phrase(terms.share_numerator, terms.share_denominator)
    by_kind = {
        NONE_STATED: _("no quorum stated"),
        SHARE: _("{0}, rounded up").format(share),
        HALF: _("half, rounded up"),
        MORE_THAN_HALF: _("more than half"),
        CHAIR_AND_SHARE: _("{0}, rounded up, and a Chair or Deputy Chair").format(share),
        FIXED_NUMBER: _("a fixed number"),
        SHARE_AND_MINIMUM: _("{0}, rounded up, and not fewer than {1}").format(share, terms.minimum_number),
        ORGANISATION_PRESENT: _("{0} present").format(terms.organisation),
    }
    return by_kind[terms.kind]


def _share_phrase(numerator: int, denominator: int) -> Sentence:
    names = {
        (1, 2): _("one half"),
        (1, 3): _("one third"),
        (2, 3): _("two thirds"),
        (1, 4): _("one quarter"),
        (3, 4): _("three quarters"),
        (1, 5): _("one fifth"),
    }
    return names.get((numerator, denominator)) or _("{0}/{1}").format(numerator, denominator)


def _rounded_up(amount: int, divisor: int) -> int:
    return -(-amount // divisor)


def _share_fault(terms: QuorumTerms) -> Sentence | None:
    if terms.kind not in SHARE_KINDS or 1 <= terms.share_numerator <= terms.share_denominator:
        return None
    fault = _(
        "The terms of reference ask for a share of {0}/{1}. Enter one above 0 and at most 1, such as 1/3."
    )
    return fault.format(terms.share_numerator, terms.share_denominator)


def _minimum_fault(terms: QuorumTerms) -> Sentence | None:
    if terms.kind not in MINIMUM_KINDS or terms.minimum_number >= 1:
        return None
    fault = _("The terms of reference ask for a number of people but state {0}. Enter 1 or more.")
    return fault.format(terms.minimum_number)


def _organisation_fault(terms: QuorumTerms) -> Sentence | None:
    if terms.kind != ORGANISATION_PRESENT or plain(terms.organisation):
        return None
    return _("The terms of reference ask for a named organisation but name none. Enter the organisation.")
