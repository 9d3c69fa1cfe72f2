"""Actions that come again through the framework's own job: each turn is new, and only who runs the group sets it."""

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import add_days, add_months, getdate, today

from papg.actions import repeating
from papg.rules.due_dates import govuk_date
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.actions import an_action, change
from papg.testing.factories import make


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()
    frappe.db.delete("Auto Repeat")


def run_the_job() -> None:
    """What the framework runs every day."""
    from frappe.automation.doctype.auto_repeat import (
        auto_repeat as framework,
    )  # looks for a site when imported

    framework.create_repeated_entries(framework.get_auto_repeat_entries())


def repeated(user: str = cast.SECRETARY, **fields: object) -> Document:
    """A closed action with a history that comes again every month."""
    done = an_action(
        title="Check the barriers",
        raised_on=add_days(today(), -40),
        due_on=add_days(today(), -26),
        rag="Red",
        rag_reason="Rust",
        obstacle="No bid",
        obstacle_kind="Money",
        organisations=[{"organisation": cast.POLICE, "state": "Done", "state_on": today()}],
        **fields,
    )
    done = change(done, cast.MEMBER, status="Done", evidence="Seen.")
    change(done, cast.CHAIR, status="Closed")
    with acting_as(user):
        repeating.repeat(done.name, "Monthly")
    return frappe.get_doc("PAPG Action", done.name)


def turn_of(first: Document, on: str | None = None) -> list[Document]:
    """What the framework's job makes on the day the next turn is due."""
    frappe.db.set_value("Auto Repeat", first.auto_repeat, "next_schedule_date", on or today())
    run_the_job()
    return turns(first)


def turns(first: Document) -> list[Document]:
    wanted = {"auto_repeat": first.auto_repeat, "name": ("!=", first.name)}
    return [
        frappe.get_doc("PAPG Action", name)
        for name in frappe.get_all("PAPG Action", wanted, pluck="name", order_by="creation")
    ]


def test_each_turn_is_a_record_of_its_own_with_a_date_and_nothing_of_the_old_progress() -> None:
    first = repeated()
    [turn] = turn_of(first)
    assert (turn.title, turn.papg_group, turn.owner_member) == (
        first.title,
        first.papg_group,
        first.owner_member,
    )
    assert (turn.stage, turn.status, turn.workflow_state) == ("Open", "Open", "Open")
    assert (str(turn.raised_on), str(turn.due_on)) == (today(), add_days(today(), 14))
    assert turn.original_due_on == turn.due_on
    for field in (*repeating.OF_ONE_TURN, "completed_on", "closed_by", "reminded_on", "link_until"):
        assert not turn.get(field), field
    assert turn.updates == []
    assert [(row.organisation, row.state, row.state_on) for row in turn.organisations] == [
        (cast.POLICE, "Not started", None)
    ]
    assert frappe.db.get_value("PAPG Action", first.name, "stage") == "Closed"


def test_the_job_of_the_same_day_makes_one_turn_and_the_next_comes_a_month_later() -> None:
    first = repeated()
    assert len(turn_of(first)) == 1
    run_the_job()
    assert len(turns(first)) == 1
    later = frappe.db.get_value("Auto Repeat", first.auto_repeat, "next_schedule_date")
    assert getdate(later) == getdate(add_months(today(), 1))


def test_a_turn_of_a_day_on_which_nothing_ran_is_made_up_for() -> None:
    first = repeated()
    frappe.db.set_value("Auto Repeat", first.auto_repeat, "next_schedule_date", add_days(today(), -1))
    run_the_job()
    assert turns(first) == []
    repeating.catch_up()
    repeating.catch_up()
    assert len(turns(first)) == 1


def test_what_began_with_an_action_that_is_no_longer_kept_comes_again_no_more() -> None:
    first = repeated()
    frappe.db.set_value("Auto Repeat", first.auto_repeat, "next_schedule_date", add_days(today(), -1))
    frappe.db.delete("PAPG Action", {"name": first.name})
    repeating.catch_up()
    assert turns(first) == []


def test_the_turn_of_an_owner_who_left_has_none_until_one_is_named() -> None:
    first = repeated()
    frappe.db.set_value("PAPG Member", first.owner_member, "left_on", add_days(today(), -1))
    [turn] = turn_of(first)
    assert (turn.owner_member, turn.owner_email) == (None, None)


def test_a_turn_is_seen_by_who_sees_the_group_and_by_nobody_else() -> None:
    [turn] = turn_of(repeated())
    assert frappe.has_permission("PAPG Action", "write", turn.name, user=cast.SECRETARY)
    for user in (cast.NEIGHBOUR, cast.PARTNER, cast.BOARD):
        assert not frappe.has_permission("PAPG Action", "read", turn.name, user=user)


def test_the_form_says_when_it_comes_again_and_any_turn_stops_it() -> None:
    first = repeated()
    said = f"Comes again monthly, next on {govuk_date(getdate(add_months(today(), 1)))}."
    assert repeating.of_action(first) == {"said": said}
    [turn] = turn_of(first)
    with acting_as(cast.CHAIR):
        repeating.stop(turn.name)
    assert repeating.of_action(turn) is None
    run_the_job()
    assert len(turns(first)) == 1
    with acting_as(cast.CHAIR), pytest.raises(frappe.ValidationError, match="nothing to stop"):
        repeating.stop(turn.name)


@pytest.mark.parametrize(
    "user", [cast.MEMBER, cast.PARTNER, cast.AUDITOR, cast.BOARD, cast.NEIGHBOUR, "Guest"]
)
def test_only_who_runs_the_group_lets_an_action_repeat_or_stops_it(user: str) -> None:
    first, other = repeated(), an_action()
    with acting_as(user):
        with pytest.raises(frappe.PermissionError):
            repeating.repeat(other.name, "Monthly")
        with pytest.raises(frappe.PermissionError):
            repeating.stop(first.name)


def test_a_secretary_of_another_group_repeats_nothing_here() -> None:
    with acting_as("Administrator"):
        name = make("PAPG Action", papg_group=cast.group("C")).name
    with acting_as(cast.SECRETARY), pytest.raises(frappe.PermissionError):
        repeating.repeat(name, "Monthly")


@pytest.mark.parametrize(
    ("frequency", "ends_on", "message"),
    [("Daily", None, "Daily is not how often"), ("Weekly", "2020-01-01", "before it comes again")],
)
def test_what_cannot_repeat_is_refused_with_the_remedy(
    frequency: str, ends_on: str | None, message: str
) -> None:
    action = an_action()
    with acting_as(cast.SECRETARY), pytest.raises(frappe.ValidationError, match=message):
        repeating.repeat(action.name, frequency, ends_on)


@pytest.mark.parametrize(
    ("user", "fields"),
    [
        (cast.NEIGHBOUR, {}),
        (cast.MEMBER, {}),
        (cast.SECRETARY, {"notify_by_email": 1, "recipients": "somebody@elsewhere.example"}),
        (cast.SECRETARY, {"print_format": "Standard"}),
    ],
)
def test_auto_repeat_stored_by_other_means_opens_and_sends_nothing(
    user: str, fields: dict[str, object]
) -> None:
    record = {"doctype": "Auto Repeat", "reference_doctype": "PAPG Action", "frequency": "Monthly"}
    doc = frappe.get_doc({**record, "reference_document": an_action().name, "start_date": today(), **fields})
    with acting_as(user), pytest.raises(frappe.PermissionError, match="set on the action itself"):
        doc.insert(ignore_permissions=True, ignore_links=True)


def test_a_repeating_never_moves_to_another_action() -> None:
    repeat = frappe.get_doc("Auto Repeat", repeated().auto_repeat)
    repeat.reference_document = an_action().name
    with acting_as(cast.SECRETARY), pytest.raises(frappe.PermissionError, match="set on the action itself"):
        repeat.save(ignore_permissions=True)
