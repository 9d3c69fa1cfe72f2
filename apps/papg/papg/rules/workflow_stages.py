"""The stages rules rely on, and whether a council's workflow still has them.

A council may rename, add and remove workflow states. Every state sets one stage, and the stages here must
each be reachable at the document status the rules expect, or a rule would silently never apply.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from papg.rules import actions, disclosure, maturity, minutes, reports, terms
from papg.rules.wording import Sentence, Verdict, _, listed

MINUTES = "PAPG Minutes"
ACTION = "PAPG Action"
TERMS_OF_REFERENCE = "PAPG Terms of Reference"
MATURITY_ASSESSMENT = "PAPG Maturity Assessment"
REPORT = "PAPG Report"
DISCLOSURE_COPY = "PAPG Disclosure Copy"

DRAFT_STATUS = 0
SUBMITTED_STATUS = 1

REQUIRED_STAGES: Mapping[str, Mapping[str, int]] = {
    MINUTES: {
        minutes.DRAFT: DRAFT_STATUS,
        minutes.WITH_CHAIR: DRAFT_STATUS,
        minutes.CIRCULATED: DRAFT_STATUS,
        minutes.AGREED: SUBMITTED_STATUS,
    },
    ACTION: dict.fromkeys(actions.STAGES, DRAFT_STATUS),
    TERMS_OF_REFERENCE: {
        terms.DRAFT: DRAFT_STATUS,
        terms.WITH_MEMBERS: DRAFT_STATUS,
        terms.IN_FORCE: SUBMITTED_STATUS,
        terms.SUPERSEDED: SUBMITTED_STATUS,
    },
    MATURITY_ASSESSMENT: {
        maturity.IN_PROGRESS: DRAFT_STATUS,
        maturity.WITH_MODERATOR: DRAFT_STATUS,
        maturity.SIGNED_OFF: SUBMITTED_STATUS,
    },
    REPORT: {
        reports.DRAFT: DRAFT_STATUS,
        reports.REVIEW: DRAFT_STATUS,
        reports.ISSUED: SUBMITTED_STATUS,
    },
    DISCLOSURE_COPY: {
        disclosure.DRAFT: DRAFT_STATUS,
        disclosure.WITH_CHAIR: DRAFT_STATUS,
        disclosure.APPROVED: SUBMITTED_STATUS,
    },
}
"""For each record type, the stages its rules read and the document status each one has."""


class StateRow(NamedTuple):
    """One state of a workflow: its name, its document status as stored, and the stage it sets."""

    state: str
    doc_status: int | str
    stage: str | None


AnyStateRow = StateRow | tuple[str, int | str, str | None]


def missing_stages(record_type: str, state_rows: Iterable[AnyStateRow]) -> list[str]:
    """Return the stages no state sets at the document status the rules expect, earliest first.

    Decides: several states may set one stage; a stage at the wrong document status is missing, since agreed
    minutes that are not locked are not agreed. Record types without rules need nothing. From the Protect &
    Prepare Groups guidance, Minutes (for the purposes of audit), Action Plans and Terms of Reference.
    """
    found = {(row.stage, _status(row)) for row in _rows(state_rows)}
    required = REQUIRED_STAGES.get(record_type, {})
    return [stage for stage, status in required.items() if (stage, status) not in found]


def unknown_stage_values(record_type: str, state_rows: Iterable[AnyStateRow]) -> list[StateRow]:
    """Return the states that set no stage, or one the rules do not know. From the same paragraphs."""
    required = REQUIRED_STAGES.get(record_type)
    if required is None:
        return []
    return [row for row in _rows(state_rows) if row.stage not in required]


def misplaced_stages(record_type: str, state_rows: Iterable[AnyStateRow]) -> list[StateRow]:
    """Return the states that set a known stage at another document status. From the same paragraphs."""
    required = REQUIRED_STAGES.get(record_type, {})
    return [row for row in _rows(state_rows) if required.get(row.stage or "", _status(row)) != _status(row)]


def check_workflow(record_type: str, state_rows: Iterable[AnyStateRow]) -> Verdict:
    """Say whether a workflow has what the rules of its record type need, naming each state and value to mend.

    From the Protect & Prepare Groups guidance, Minutes (for the purposes of audit), Action Plans and Terms of
    Reference.
    """
    rows = _rows(state_rows)
    misplaced = misplaced_stages(record_type, rows)
    to_move = {row.stage for row in misplaced}
    absent = [stage for stage in missing_stages(record_type, rows) if stage not in to_move]
    known = listed(list(REQUIRED_STAGES.get(record_type, {})))
    return Verdict.of(
        *(_unknown_refusal(row, known) for row in unknown_stage_values(record_type, rows)),
        *(_misplaced_refusal(record_type, row) for row in misplaced),
        *(_missing_refusal(record_type, stage) for stage in absent),
    )


def _rows(state_rows: Iterable[AnyStateRow]) -> list[StateRow]:
    return [StateRow(*row) for row in state_rows]


def _status(row: StateRow) -> int:
    return int(row.doc_status or DRAFT_STATUS)


def _unknown_refusal(row: StateRow, known: str) -> Sentence:
    refused = _("State {0} sets the stage {1}. Let it set one of these: {2}.")
    return refused.format(row.state, row.stage or _("nothing"), known)


def _misplaced_refusal(record_type: str, row: StateRow) -> Sentence:
    refused = _("State {0} sets the stage {1} at document status {2}. Set its document status to {3}.")
    return refused.format(row.state, row.stage, row.doc_status, REQUIRED_STAGES[record_type][row.stage or ""])


def _missing_refusal(record_type: str, stage: str) -> Sentence:
    refused = _("No state sets the stage {0} at document status {1}. Add one that does.")
    return refused.format(stage, REQUIRED_STAGES[record_type][stage])
