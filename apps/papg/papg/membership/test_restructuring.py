"""From three tiers to two: proposed, adopted, carried out and undone, each step by the person who takes it."""

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import add_days, getdate, today

from papg.membership.restructuring import take_effect_due
from papg.permissions import scope
from papg.permissions.roles import BY_POSITION
from papg.testing import cast, structure
from papg.testing.acting import acting_as
from papg.testing.factories import make, make_action, make_meeting
from papg.testing.structure import BOARD, CHANGE, LOCAL, PARTNERS, adopted, go, in_effect, named, proposed
from papg.testing.upwards import change, escalated


@pytest.fixture(autouse=True)
def tiers(people: None) -> None:
    structure.three_tiers()


def stored(change: Document) -> Document:
    return frappe.get_doc(CHANGE, change.name)


def value(title: str, field: str) -> object:
    return frappe.db.get_value("PAPG Group", named(title), field)


def said(change: Document, user: str = cast.SECRETARY) -> list[str]:
    with acting_as(user):
        doc = stored(change)
        doc.run_method("onload")
        preview = doc.get_onload("preview")
        return preview["said"] or preview["refused"]


def snapshot() -> dict[str, list]:
    """All a change may touch, but for when it was touched."""
    kept = {}
    for record in ("PAPG Group", "PAPG Member", "PAPG Action", "PAPG Escalation", "PAPG Reporting Line"):
        fields = [field for field in frappe.get_meta(record).get_valid_columns() if field != "modified"]
        rows = frappe.get_all(record, fields=fields, order_by="name")
        kept[record] = [
            {key: row[key] for key in row if key not in ("modified_by", "lft", "rgt", "old_parent")}
            for row in rows
        ]
    return kept


def an_action(title: str = "Train the front desk", **fields: str) -> Document:
    with acting_as(cast.THREE):
        return make_action(named(PARTNERS), title=title, **fields)


def test_three_tiers_become_two() -> None:
    action = an_action()
    change = in_effect()
    assert (change.stage, value(PARTNERS, "status")) == ("In effect", "Dissolved")
    assert value(PARTNERS, "dissolved_on") == getdate(add_days(today(), -1))
    assert (value(PARTNERS, "outcome"), value(PARTNERS, "replaced_by")) == (
        "Agreed as proposed.",
        named(BOARD),
    )
    assert {value(title, "parent_papg_group") for title in LOCAL} == {named(BOARD)}
    lines = frappe.get_all("PAPG Reporting Line", {"parent": ("in", [named(t) for t in LOCAL])}, pluck="body")
    assert lines == [named(BOARD)] * 7
    chairs = {"papg_group": named(BOARD), "ex_officio_position": "Chair"}
    assert frappe.db.count("PAPG Member", chairs) == 7
    assert frappe.db.get_value("PAPG Action", action.name, "papg_group") == named(BOARD)


def test_the_preview_says_what_is_done() -> None:
    an_action()
    change = adopted()
    before = said(change)
    done = in_effect(change)
    assert done.what_was_done.split("\n") == before
    assert before[0] == f"{PARTNERS} closes and goes into {BOARD}."
    assert f"Open actions that go from {PARTNERS} to {BOARD}: 1." in before
    assert f"The Chair of {LOCAL[6]}, whoever it is, joins {BOARD}." in before


def test_the_chair_of_a_local_group_reads_what_the_board_holds_from_that_day_and_past_readers_still_read() -> (
    None
):
    with acting_as(cast.THREE):
        meeting = make_meeting(named(PARTNERS), agenda_issued_on=today())
    in_effect()
    scope.forget()
    assert named(BOARD) in scope.of(cast.PARTNER).all_groups()
    with acting_as(cast.MEMBER):
        assert frappe.get_list("PAPG Meeting", {"name": meeting.name})


def is_board(user: str) -> bool:
    return bool(frappe.db.exists("Has Role", {"parent": user, "role": BY_POSITION["Board"]}))


def test_who_sat_on_the_body_groups_reported_to_loses_what_that_opened_until_it_is_undone() -> None:
    assert is_board(cast.NEIGHBOUR)
    done = in_effect()
    assert not is_board(cast.NEIGHBOUR)
    go(done, "Undone")
    assert is_board(cast.NEIGHBOUR)


def test_what_comes_from_a_restricted_item_stays_with_its_readers() -> None:
    with acting_as(cast.THREE):
        meeting = make_meeting(named(PARTNERS))
        item = make("PAPG Restricted Item", meeting=meeting.name)
        action = make_action(named(PARTNERS), restricted_item=item.name, meeting=meeting.name)
    change = adopted()
    assert f"Open actions that go from {PARTNERS} to {BOARD}: 0." in said(change)
    in_effect(change)
    assert frappe.db.get_value("PAPG Action", action.name, "papg_group") == named(PARTNERS)


def test_what_a_local_group_escalated_to_the_partners_group_the_board_answers() -> None:
    with acting_as("Administrator"):
        action = make_action(named(LOCAL[0]), title="Write to the owner")
        raised = escalated(action, "Administrator", escalated_to=named(PARTNERS))
    done = in_effect()
    assert frappe.db.get_value(raised.doctype, raised.name, "escalated_to") == named(BOARD)
    assert change(raised, cast.CHAIR, response="The board writes.").status == "Answered"
    with pytest.raises(frappe.ValidationError, match="was changed"):
        go(done, "Undone")


def test_undoing_leaves_no_trace() -> None:
    an_action()
    change = adopted()
    before = snapshot()
    done = in_effect(change)
    assert snapshot() != before
    assert go(done, "Undone").stage == "Undone"
    assert snapshot() == before
    scope.forget()
    assert named(BOARD) not in scope.of(cast.PARTNER).all_groups()


def test_a_change_something_rests_on_is_not_undone_and_what_rests_on_it_is_named() -> None:
    action = an_action()
    done = in_effect()
    frappe.db.set_value("PAPG Action", action.name, "rag", "Red")
    with pytest.raises(frappe.ValidationError, match="Action “Train the front desk” was changed"):
        go(done, "Undone")


def test_a_new_meeting_of_a_group_concerned_keeps_a_change_and_an_old_one_does_not() -> None:
    with acting_as(cast.SECRETARY):
        make_meeting(named(BOARD), title="The meeting before")
    done = in_effect()
    with acting_as(cast.SECRETARY):
        make_meeting(named(BOARD), title="The first of two tiers")
    with pytest.raises(frappe.ValidationError) as refused:
        go(done, "Undone")
    assert "Meeting “The first of two tiers” is new" in str(refused.value)
    assert "The meeting before" not in str(refused.value)


def test_only_an_adopted_proposal_acts_and_from_its_day_on() -> None:
    with pytest.raises(frappe.ValidationError, match="cannot become In effect"):
        go(proposed(), "In effect")
    tomorrow = adopted(takes_effect_on=add_days(today(), 1))
    with pytest.raises(frappe.ValidationError, match="Until then nothing changes"):
        go(tomorrow, "In effect")
    take_effect_due()
    assert (stored(tomorrow).stage, value(PARTNERS, "status")) == ("Adopted", "Active")


def test_the_day_itself_lets_it_act_once() -> None:
    change = adopted()
    take_effect_due()
    assert stored(change).stage == "In effect"
    members = frappe.db.count("PAPG Member", {"papg_group": named(BOARD)})
    take_effect_due()
    assert frappe.db.count("PAPG Member", {"papg_group": named(BOARD)}) == members == 10
    assert go(change, "In effect").stage == "In effect"
    assert frappe.db.count("PAPG Member", {"papg_group": named(BOARD)}) == members


def test_one_that_cannot_act_any_more_keeps_no_other_from_acting() -> None:
    broken = adopted(proposed(title="A"))
    with acting_as("Administrator"):
        end = {"status": "Dissolved", "dissolved_on": today(), "outcome": "Ended."}
        frappe.get_doc("PAPG Group", named(LOCAL[0])).update(end).save()
    other = adopted(proposed(title="B", steps=[{"kind": "Closes", "concerned_group": named(LOCAL[1])}]))
    take_effect_due()
    assert (stored(broken).stage, stored(other).stage) == ("Adopted", "In effect")
    assert "is dissolved. Choose a group that goes on." in said(broken)[0]


@pytest.mark.parametrize("user", [cast.SECRETARY, cast.MEMBER, cast.NEIGHBOUR, cast.AUDITOR])
def test_nobody_but_a_chair_or_the_administrator_records_a_decision(user: str) -> None:
    change = proposed()
    with pytest.raises((frappe.PermissionError, frappe.ValidationError)):
        adopted(change, user)
    assert stored(change).stage == "Proposed"
    assert adopted(change, cast.ADMINISTRATOR).recorded_by == cast.ADMINISTRATOR


def test_a_chair_takes_over_no_neighbour() -> None:
    foreign = [{"kind": "Closes", "concerned_group": cast.group("C")}]
    with pytest.raises(frappe.LinkValidationError):
        proposed(steps=foreign)
    change = proposed(cast.ADMINISTRATOR, steps=foreign)
    with pytest.raises(frappe.ValidationError, match="neither below this group nor reporting to it"):
        adopted(change)
    assert adopted(change, cast.ADMINISTRATOR).stage == "Adopted"


def test_a_decided_proposal_stays_as_it_was() -> None:
    change = adopted()
    with pytest.raises(
        frappe.ValidationError, match="Reasons: the proposal is Adopted, so it stays as it was"
    ):
        go(change, "Adopted", reasons="Others.")
    with pytest.raises(frappe.ValidationError, match="Steps: the proposal is Adopted"):
        go(change, "Withdrawn", steps=[])
    assert go(change, "Withdrawn", cast.SECRETARY).stage == "Withdrawn"


def test_a_new_proposal_is_a_proposal_and_stays_on_record() -> None:
    change = proposed(stage="Adopted", done="{}", what_was_done="Everything.")
    assert (change.stage, change.done, change.what_was_done) == ("Proposed", None, None)
    with acting_as(cast.SECRETARY), pytest.raises(frappe.PermissionError):
        frappe.delete_doc(CHANGE, change.name)


def test_members_and_standing_items_go_along_where_that_is_chosen() -> None:
    goes = {"has_members": 1, "has_items": 1}
    step = {
        "kind": "Closes and goes into another",
        "concerned_group": named(LOCAL[0]),
        "other_group": named(BOARD),
    }
    with acting_as("Administrator"):
        for name, items in ((LOCAL[0], ["Local profile"]), (BOARD, ["Threat"])):
            rows = [{"title": title} for title in items]
            terms = make("PAPG Terms of Reference", papg_group=named(name), standing_items=rows)
            frappe.db.set_value(
                terms.doctype,
                terms.name,
                {"docstatus": 1, "stage": "In force", "in_force_from": "2026-01-01"},
            )
    done = in_effect(adopted(proposed(steps=[{**step, **goes}])))
    row = {"papg_group": named(BOARD), "user": cast.PARTNER, "position": "Member"}
    assert frappe.db.exists("PAPG Member", {**row, "joined_on": today()})
    draft = frappe.get_last_doc("PAPG Terms of Reference", {"papg_group": named(BOARD), "docstatus": 0})
    assert [item.title for item in draft.standing_items] == ["Threat", "Local profile"]
    assert (draft.version, draft.stage) == (2, "Draft")
    go(done, "Undone")
    assert not frappe.db.exists("PAPG Member", row)
    assert not frappe.db.exists(draft.doctype, draft.name)


def test_a_closed_group_takes_nothing_new() -> None:
    in_effect()
    for record, fields in (
        ("PAPG Meeting", {}),
        ("PAPG Meeting Series", {}),
        ("PAPG Action", {}),
        ("PAPG Member", {"joined_on": today(), "organisation": cast.COUNCIL}),
    ):
        with acting_as(cast.THREE), pytest.raises(frappe.ValidationError, match=f"Use {BOARD} instead"):
            make(record, papg_group=named(PARTNERS), **fields)
    with acting_as(cast.THREE):
        late = make_meeting(named(PARTNERS), starts_at=f"{structure.yesterday()} 10:00:00")
    assert late.papg_group == named(PARTNERS)
