"""Working off the list that was shown: all of a record goes, nothing else does, by an administrator alone."""

from collections.abc import Iterator

import frappe
import pytest
from frappe.model.document import Document

from papg.oversight import dependence
from papg.oversight.disposing import dispose
from papg.rules.due_dates import govuk_date
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make
from papg.testing.meetings import held_meeting
from papg.testing.retention import (
    SIX_YEARS_AND_MORE,
    a_rule,
    columns_holding,
    files_holding,
    listed,
    old_minutes,
)

CANARY = "Bittern-2209"


@pytest.fixture(autouse=True)
def people(site: None) -> Iterator[None]:
    cast.install()
    yield
    # The log of errors is kept in a table that no end of a test takes back.
    frappe.db.delete("Error Log", {"error": ("like", f"%{CANARY}%")})


def work_off(rule: Document, user: str = cast.ADMINISTRATOR, shown: str | None = None) -> dict[str, object]:
    frappe.db.before_commit.reset()
    frappe.db.after_commit.reset()  # what making the people left to do would store the test
    with acting_as(user):
        return dispose(rule.name, listed(rule).shown if shown is None else shown)


def with_everything(minutes: Document) -> None:
    """Hang on minutes whatever the framework and its people can hang on a record, each with the word in it."""
    place = {"reference_doctype": minutes.doctype, "reference_name": minutes.name}
    for kind, fields in (
        ("Comment", {"comment_type": "Comment", "content": CANARY, **place}),
        (
            "Communication",
            {"subject": CANARY, "content": CANARY, "communication_type": "Communication", **place},
        ),
        ("Version", {"ref_doctype": minutes.doctype, "docname": minutes.name, "data": CANARY}),
        ("ToDo", {"description": CANARY, "reference_type": minutes.doctype, "reference_name": minutes.name}),
        (
            "Notification Log",
            {"subject": CANARY, "document_type": minutes.doctype, "document_name": minutes.name},
        ),
        ("Deleted Document", {"data": f'{{"attached_to_name": "{minutes.name}", "file_name": "{CANARY}"}}'}),
        ("Error Log", {"method": "save", "error": f"{minutes.name} {CANARY}"}),
        ("Access Log", {"export_from": minutes.doctype, "reference_document": minutes.name, "page": CANARY}),
        ("Email Queue", {"message": CANARY, **place}),
        ("Activity Log", {"subject": CANARY, **place}),
    ):
        frappe.get_doc({"doctype": kind, **fields}).db_insert()
    file = {"attached_to_doctype": minutes.doctype, "attached_to_name": minutes.name}
    frappe.get_doc({"doctype": "File", "file_name": f"{CANARY}.txt", "content": CANARY, **file}).insert()


def test_nothing_of_disposed_minutes_is_left_anywhere_in_the_site() -> None:
    minutes = old_minutes(CANARY)
    with_everything(minutes)
    make("PAPG Minutes Correction", minutes=minutes.name, item_number=1, proposed_text=CANARY, reason=CANARY)
    rule = a_rule()
    assert len(columns_holding(CANARY)) >= 14
    assert len(files_holding(CANARY)) == 1
    assert work_off(rule) == {"disposed": 1, "failed": []}
    frappe.db.after_commit.run()
    assert columns_holding(CANARY) == set()
    assert files_holding(CANARY) == []
    assert columns_holding(minutes.name) <= {"tabPAPG Access Log.record_name"}


def entries(**filters: object) -> list[frappe._dict]:
    """Rows of the trail about disposals, as they are once everything is stored."""
    frappe.db.before_commit.run()
    return frappe.get_all("PAPG Access Log", {"kind": "Disposed", **filters}, ["*"])


def test_a_disposal_leaves_an_entry_that_says_what_went_and_nothing_of_what_it_said() -> None:
    minutes, rule = old_minutes(CANARY), a_rule(title="Minutes, six years")
    line = listed(rule).lines[0]
    work_off(rule)
    (entry,) = entries(record_name=minutes.name)
    assert (entry.record_type, entry.papg_group, entry.user) == (
        "PAPG Minutes",
        cast.group("A"),
        cast.ADMINISTRATOR,
    )
    days = f"Agreed on {govuk_date(line.happened_on)}, due on {govuk_date(line.due_on)}."
    assert entry.detail == f"Minutes, by the rule “Minutes, six years”: {days}"
    assert minutes.title not in str(entry)
    assert columns_holding(CANARY) == set()


def test_other_minutes_and_the_meeting_stay_as_they_were() -> None:
    gone, kept = old_minutes(CANARY), old_minutes("Kept", days_ago=30)
    before = kept.as_dict(), frappe.get_doc("PAPG Meeting", gone.meeting).as_dict()
    work_off(a_rule())
    assert not frappe.db.exists("PAPG Minutes", gone.name)
    after = (
        frappe.get_doc("PAPG Minutes", kept.name).as_dict(),
        frappe.get_doc("PAPG Meeting", gone.meeting).as_dict(),
    )
    assert [str(doc) for doc in after] == [str(doc) for doc in before]


def test_the_text_of_a_decision_and_an_action_stays_and_the_way_back_goes() -> None:
    minutes = old_minutes(CANARY, decided="To review the plan.")
    decision = frappe.get_doc("PAPG Decision", {"minutes": minutes.name})
    source = {"source_doctype": "PAPG Minutes", "source_name": minutes.name}
    action = make("PAPG Action", papg_group=cast.group("A"), title="Review the plan", **source)
    work_off(a_rule())
    decision.reload()
    action.reload()
    assert (decision.decision, decision.minutes, decision.meeting) == (
        "To review the plan.",
        None,
        minutes.meeting,
    )
    assert (action.title, action.source_doctype, action.source_name) == ("Review the plan", None, None)


def test_a_list_that_has_changed_since_it_was_shown_is_refused() -> None:
    minutes, rule = old_minutes(), a_rule()
    shown = listed(rule).shown
    held = make("PAPG Hold", papg_group=cast.group("A"))
    with pytest.raises(frappe.ValidationError, match="The list has changed since it was shown"):
        work_off(rule, shown=shown)
    held.lifted_on = frappe.utils.today()
    held.save()
    old_minutes()
    with pytest.raises(frappe.ValidationError, match="The list has changed since it was shown"):
        work_off(rule, shown=shown)
    assert frappe.db.exists("PAPG Minutes", minutes.name)


@pytest.mark.parametrize(
    ("fields", "said"),
    [({"is_active": 0}, "The rule is not switched on"), ({"action": "Review"}, "The rule asks for a review")],
)
def test_a_rule_that_is_off_or_only_reviews_disposes_of_nothing(fields: dict[str, object], said: str) -> None:
    minutes = old_minutes()
    with pytest.raises(frappe.ValidationError, match=said):
        work_off(a_rule(**fields))
    assert frappe.db.exists("PAPG Minutes", minutes.name)


@pytest.mark.parametrize(
    "user", [cast.SECRETARY, cast.CHAIR, cast.MEMBER, cast.NEIGHBOUR, cast.AUDITOR, cast.PARTNER]
)
def test_nobody_but_an_administrator_disposes_of_anything(user: str) -> None:
    minutes = old_minutes()
    with pytest.raises(frappe.PermissionError, match="Only an administrator of the council disposes"):
        work_off(a_rule(), user)
    assert frappe.db.exists("PAPG Minutes", minutes.name)


def test_one_that_fails_stays_whole_is_named_and_does_not_keep_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stuck, free, rule = old_minutes(CANARY), old_minutes(), a_rule()
    with_everything(stuck)
    before = columns_holding(CANARY)
    empty_links = dependence.empty_links

    def failing(record: str, name: str) -> None:
        empty_links(record, name)
        frappe.db.delete("Comment", {"reference_name": name})
        if name == stuck.name:
            raise ValueError(CANARY)

    monkeypatch.setattr(dependence, "empty_links", failing)
    assert work_off(rule) == {"disposed": 1, "failed": [stuck.name]}
    frappe.db.after_commit.run()
    assert [entry.record_name for entry in entries(record_type="PAPG Minutes")] == [free.name]
    assert not frappe.db.exists("PAPG Minutes", free.name)
    assert columns_holding(CANARY) == before
    assert len(files_holding(CANARY)) == 1
    work_off_files(stuck)


def work_off_files(minutes: Document) -> None:
    """The site is undone after the test; what is on its disk is not."""
    for name in frappe.get_all("File", {"attached_to_name": minutes.name}, pluck="name"):
        frappe.get_doc("File", name).delete()


def test_the_papers_of_a_meeting_go_and_their_titles_stay() -> None:
    meeting = held_meeting(days_ago=SIX_YEARS_AND_MORE)
    place = {"attached_to_doctype": "PAPG Meeting", "attached_to_name": meeting.name}
    file = frappe.get_doc({"doctype": "File", "file_name": "plan.txt", "content": CANARY, **place}).insert()
    paper = {
        "parent": meeting.name,
        "parenttype": "PAPG Meeting",
        "parentfield": "papers",
        "title": "The plan",
    }
    frappe.get_doc({"doctype": "PAPG Meeting Paper", **paper, "file": file.file_url, "idx": 1}).db_insert()
    other = frappe.get_doc({"doctype": "File", "file_name": "map.txt", "content": "A map", **place}).insert()
    rule = a_rule(record_class="Papers of meetings", trigger_event="Meeting held")
    assert work_off(rule) == {"disposed": 1, "failed": []}
    frappe.db.after_commit.run()
    meeting = frappe.get_doc("PAPG Meeting", meeting.name)
    assert [(row.title, row.file) for row in meeting.papers] == [("The plan", None)]
    assert files_holding(CANARY) == []
    assert frappe.db.exists("File", other.name)
    assert listed(rule).lines == ()
    other.delete()


def test_a_locked_record_goes_by_no_other_way() -> None:
    minutes = old_minutes()
    for attempt in (
        lambda: frappe.delete_doc("PAPG Minutes", minutes.name, force=True),
        lambda: frappe.get_doc("PAPG Minutes", minutes.name).delete(),
        lambda: frappe.get_doc("PAPG Minutes", minutes.name).cancel(),
    ):
        with pytest.raises(frappe.ValidationError):
            attempt()
    assert frappe.db.exists("PAPG Minutes", minutes.name)
