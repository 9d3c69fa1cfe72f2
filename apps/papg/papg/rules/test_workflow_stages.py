"""A council may redraw its workflows, but not lose the stages rules rely on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papg.rules import actions, disclosure, maturity, minutes, reports, terms
from papg.rules.workflow_stages import (
    ACTION,
    DISCLOSURE_COPY,
    MATURITY_ASSESSMENT,
    MINUTES,
    REPORT,
    REQUIRED_STAGES,
    TERMS_OF_REFERENCE,
    StateRow,
    check_workflow,
    misplaced_stages,
    missing_stages,
    unknown_stage_values,
)

GOOD_MINUTES = [
    ("Being written", 0, "Draft"),
    ("Chair to read", 0, "With chair"),
    ("Out to members", 0, "Circulated"),
    ("Correct record", 1, "Agreed"),
]


def states_of(record_type: str) -> list[StateRow]:
    required = REQUIRED_STAGES[record_type]
    return [
        StateRow(f"State {number}", status, stage) for number, (stage, status) in enumerate(required.items())
    ]


def test_every_stage_a_rule_reads_is_required() -> None:
    assert tuple(REQUIRED_STAGES[MINUTES]) == minutes.STAGES
    assert tuple(REQUIRED_STAGES[ACTION]) == actions.STAGES
    assert tuple(REQUIRED_STAGES[TERMS_OF_REFERENCE]) == terms.STAGES
    assert tuple(REQUIRED_STAGES[MATURITY_ASSESSMENT]) == maturity.STAGES
    assert tuple(REQUIRED_STAGES[REPORT]) == reports.STAGES
    assert tuple(REQUIRED_STAGES[DISCLOSURE_COPY]) == disclosure.STAGES


def test_only_locked_stages_are_at_document_status_one() -> None:
    locked = {stage for stages in REQUIRED_STAGES.values() for stage, status in stages.items() if status}
    assert locked == {"Agreed", "In force", "Superseded", "Signed off", "Issued", "Approved"}


def test_states_may_have_any_name_as_long_as_they_set_the_stages() -> None:
    assert missing_stages(MINUTES, GOOD_MINUTES) == []
    assert unknown_stage_values(MINUTES, GOOD_MINUTES) == []
    assert check_workflow(MINUTES, GOOD_MINUTES).reason == ""


def test_document_status_may_come_as_the_text_the_framework_stores() -> None:
    stored = [(state, str(status), stage) for state, status, stage in GOOD_MINUTES]
    assert check_workflow(MINUTES, stored).reason == ""
    assert check_workflow(MINUTES, [("Being written", "", "Draft"), *GOOD_MINUTES[1:]]).reason == ""


def test_a_state_added_to_a_stage_is_accepted() -> None:
    assert check_workflow(MINUTES, [*GOOD_MINUTES, ("Checked by legal", 0, "With chair")]).reason == ""


@pytest.mark.parametrize("record_type", REQUIRED_STAGES)
def test_a_workflow_without_states_lacks_every_stage(record_type: str) -> None:
    assert missing_stages(record_type, []) == list(REQUIRED_STAGES[record_type])


def test_a_missing_stage_is_refused_by_its_name() -> None:
    assert missing_stages(MINUTES, GOOD_MINUTES[:3]) == ["Agreed"]
    reason = check_workflow(MINUTES, GOOD_MINUTES[:3]).reason
    assert reason == "No state sets the stage Agreed at document status 1. Add one that does."


@pytest.mark.parametrize(("stage", "shown"), [(None, "nothing"), ("", "nothing"), ("Agred", "Agred")])
def test_a_state_that_sets_no_known_stage_is_refused_by_its_name(stage: str | None, shown: str) -> None:
    rows = [*GOOD_MINUTES, ("Parked", 0, stage)]
    assert unknown_stage_values(MINUTES, rows) == [StateRow("Parked", 0, stage)]
    assert check_workflow(MINUTES, rows).reason == (
        f"State Parked sets the stage {shown}. "
        "Let it set one of these: Draft, With chair, Circulated and Agreed."
    )


def test_agreed_minutes_that_are_not_locked_are_refused() -> None:
    rows = [*GOOD_MINUTES[:3], ("Correct record", "0", "Agreed")]
    assert missing_stages(MINUTES, rows) == ["Agreed"]
    assert misplaced_stages(MINUTES, rows) == [StateRow("Correct record", "0", "Agreed")]
    assert check_workflow(MINUTES, rows).reason == (
        "State Correct record sets the stage Agreed at document status 0. Set its document status to 1."
    )


def test_a_second_state_at_the_wrong_document_status_is_refused_though_no_stage_is_missing() -> None:
    rows = [*GOOD_MINUTES, ("Withdrawn", 2, "Draft")]
    assert missing_stages(MINUTES, rows) == []
    assert check_workflow(MINUTES, rows).reason == (
        "State Withdrawn sets the stage Draft at document status 2. Set its document status to 0."
    )


def test_a_record_type_without_rules_needs_no_stage() -> None:
    rows = [("Anything", 2, None)]
    assert missing_stages("Venue Audit", rows) == []
    assert unknown_stage_values("Venue Audit", rows) == []
    assert check_workflow("Venue Audit", rows).allowed


@given(st.sampled_from(sorted(REQUIRED_STAGES)), st.data())
def test_a_workflow_is_accepted_exactly_when_it_keeps_every_stage(
    record_type: str, data: st.DataObject
) -> None:
    every = states_of(record_type)
    kept = data.draw(st.lists(st.sampled_from(every), unique=True))
    assert check_workflow(record_type, kept).allowed == (len(kept) == len(every))
    assert set(missing_stages(record_type, kept)) == {row.stage for row in every} - {
        row.stage for row in kept
    }
