"""Mail about records of groups: a marking, a title, a link to log in, and nothing else, to readers only."""

import json
from email import message_from_string, policy
from email.message import EmailMessage
from typing import Any
from unittest.mock import patch

import frappe
import pytest
from frappe.desk.doctype.notification_log.notification_log import make_notification_logs
from frappe.email.doctype.notification.notification import evaluate_alert
from frappe.model.document import Document
from frappe.utils import add_days, today
from frappe.workflow.doctype.workflow_action.workflow_action import send_workflow_action_email

from papg import notices
from papg.permissions import scope
from papg.setup import workflow_guard
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make, make_action
from papg.testing.mail import give_mail_account
from papg.testing.meetings import act, drafted, held_meeting, with_chair

CANARY = "Cormorant-5502"
FOREIGN = (cast.NEIGHBOUR, cast.BOARD)


@pytest.fixture(autouse=True)
def letters_can_be_sent(site: None) -> None:
    """The cast on a site with a mail account; nothing is sent, letters stay in the queue."""
    cast.install()
    give_mail_account()
    scope.forget()


def queued() -> list[Document]:
    return [frappe.get_doc("Email Queue", name) for name in frappe.get_all("Email Queue", pluck="name")]


def readable(letter: Document) -> EmailMessage:
    return message_from_string(letter.message, policy=policy.default)


def text_of(letter: Document) -> str:
    """Everything a letter holds, as it would be read: all its parts, decoded."""
    parts = [part.get_content() for part in readable(letter).walk() if part.get_content_maintype() == "text"]
    return " ".join(parts)


def people_written_to() -> list[str]:
    return sorted(row.recipient for letter in queued() for row in letter.recipients)


def with_canary() -> Document:
    """Minutes of group A with a word in their text that no letter may carry."""
    minutes = drafted(held_meeting())
    with acting_as(cast.SECRETARY):
        minutes.append("entries", {"title": "Threat", "discussion": f"<p>{CANARY}</p>"})
        return minutes.save()


def is_ours(letter: Document, record: Document) -> bool:
    """Marking and title in the subject, a link, no text of the record and nothing attached."""
    assert readable(letter)["Subject"] == f"[OFFICIAL-SENSITIVE] {record.title}"
    assert CANARY not in letter.message + text_of(letter)
    assert json.loads(letter.attachments or "[]") == []
    assert not list(readable(letter).iter_attachments())
    assert record.name in text_of(letter)
    assert "apply_action" not in text_of(letter)
    return True


# Minutes on their way


def test_minutes_sent_to_the_chair_are_told_to_who_may_approve_them() -> None:
    minutes = with_chair(with_canary())
    assert people_written_to() == sorted([cast.CHAIR, cast.DEPUTY_CHAIR, cast.THREE])
    for letter in queued():
        assert is_ours(letter, minutes)
        assert f"/app/papg-minutes/{minutes.name}" in text_of(letter)
        assert "These minutes wait for your approval." in text_of(letter)


def test_circulated_minutes_are_told_to_everybody_who_may_read_them_and_to_nobody_else() -> None:
    waiting = with_chair(with_canary())
    frappe.db.delete("Email Queue")
    minutes = act(cast.CHAIR, waiting, "Circulate")
    told = people_written_to()
    assert {cast.MEMBER, cast.PARTNER, cast.SECRETARY, cast.DEPUTY_CHAIR} <= set(told)
    assert not set(told) & {*FOREIGN, cast.CHAIR, cast.AUDITOR}
    assert len(told) == len(queued()) == len(set(told)), (
        "one letter for each, or they would see each other's address"
    )
    for letter in queued():
        assert is_ours(letter, minutes)


def test_a_partner_is_led_to_their_own_pages() -> None:
    act(cast.CHAIR, with_chair(with_canary()), "Circulate")
    (letter,) = (letter for letter in queued() if letter.recipients[0].recipient == cast.PARTNER)
    assert "/partner/minutes/" in text_of(letter)
    assert "/app/" not in text_of(letter)


def test_who_has_left_is_not_written_to() -> None:
    waiting = with_chair(with_canary())
    frappe.db.delete("Email Queue")
    frappe.db.set_value("PAPG Member", cast.member(cast.MEMBER), "left_on", add_days(today(), -1))
    scope.forget()
    act(cast.CHAIR, waiting, "Circulate")
    assert cast.MEMBER not in people_written_to()
    assert cast.PARTNER in people_written_to()


def test_a_save_that_moves_nothing_tells_nobody() -> None:
    minutes = with_canary()
    with acting_as(cast.SECRETARY):
        frappe.get_doc("PAPG Minutes", minutes.name).save()
    assert queued() == []


def test_without_a_mail_account_minutes_go_on_all_the_same() -> None:
    frappe.db.delete("Email Account")
    assert with_chair(with_canary()).stage == "With chair"
    assert queued() == []


def test_a_letter_has_one_line_of_subject_and_escapes_what_it_says() -> None:
    action = make_action(cast.group("A"), title="Check  bollards & gates")
    told = notices.notify(action, [cast.SECRETARY, cast.NEIGHBOUR, "nobody@elsewhere.example"], "A & B <b>")
    assert told == [cast.SECRETARY]
    (letter,) = queued()
    assert readable(letter)["Subject"].endswith("] Check bollards & gates")
    assert "A &amp; B &lt;b&gt;" in text_of(letter)


# Letters the framework would write


def refused_letter(**fields: Any) -> None:
    before = len(queued())
    with pytest.raises(frappe.PermissionError, match="was written elsewhere and is not sent"):
        frappe.sendmail(**{"recipients": [cast.MEMBER], "subject": "x", **fields})
    assert len(queued()) == before


def test_a_letter_written_elsewhere_about_one_of_our_records_is_not_sent() -> None:
    minutes = with_canary()
    about = {"reference_doctype": "PAPG Minutes", "reference_name": minutes.name}
    refused_letter(message=CANARY, **about)
    refused_letter(message="Harmless", attachments=[{"fname": "minutes.txt", "fcontent": CANARY}], **about)
    message = frappe.new_doc("Communication", subject="x", content=CANARY)
    message.update(about)
    message.db_insert()
    refused_letter(message=CANARY, communication=message.name)


def test_people_who_may_not_read_a_record_are_dropped_from_its_letters() -> None:
    action = make_action(cast.group("A"))
    with notices.being_written(action):
        about = {
            "reference_doctype": "PAPG Action",
            "reference_name": action.name,
            "subject": "x",
            "message": "y",
        }
        frappe.sendmail(recipients=[cast.SECRETARY, cast.NEIGHBOUR, "x@elsewhere.example"], **about)
        assert people_written_to() == [cast.SECRETARY]
        with pytest.raises(frappe.PermissionError, match="Nobody this letter is for may read"):
            frappe.sendmail(recipients=[cast.NEIGHBOUR], **about)


def test_letters_about_other_things_go_on_as_before() -> None:
    frappe.sendmail(recipients=["x@elsewhere.example"], subject="Words", message="More words")
    assert people_written_to() == ["x@elsewhere.example"]


def test_the_workflows_own_mail_never_leaves() -> None:
    minutes = with_chair(with_canary())
    frappe.db.delete("Email Queue")
    actions = [frappe._dict(action_name="Circulate", action_link="/api/method/apply_action")]
    people = [frappe._dict(email=cast.CHAIR, possible_actions=actions)]
    at_once = patch.object(frappe, "enqueue", lambda method, **kwargs: method(**kwargs))
    # The framework commits its note of the print it tries to make.
    with at_once, patch.object(frappe.db, "commit"), pytest.raises(frappe.PermissionError):
        send_workflow_action_email(people, minutes)
    assert queued() == []


@pytest.mark.parametrize("record_type", ["PAPG Minutes", "PAPG Decision", "PAPG Action"])
def test_the_workflows_mail_is_not_switched_on_for_any_of_our_records(record_type: str) -> None:
    found = frappe.db.exists("Workflow", {"document_type": record_type})
    workflow = (
        frappe.get_doc("Workflow", found) if found else frappe.new_doc("Workflow", document_type=record_type)
    )
    workflow.send_email_alert = 1
    with pytest.raises(frappe.ValidationError, match="Switch “Send Email Alert” off"):
        workflow_guard.check(workflow)


def test_it_is_switched_off_where_it_was_on_before() -> None:
    frappe.db.set_value("Workflow", "Minutes", "send_email_alert", 1)
    workflow_guard.switch_mail_off()
    assert not frappe.db.get_value("Workflow", "Minutes", "send_email_alert")


# Notifications and the bell


def notification(**fields: Any) -> Document:
    """A notification as somebody may have stored it before it was guarded."""
    alert = frappe.new_doc("Notification", name="Own", subject="Look at this", document_type="PAPG Action")
    alert.update(
        {"event": "New", "channel": "Email", "message": CANARY, "enabled": 1, "attach_print": 1, **fields}
    )
    alert.db_insert()
    for row in alert.recipients:
        row.update({"parent": "Own", "parenttype": "Notification", "parentfield": "recipients"})
        row.db_insert()
    return frappe.get_doc("Notification", "Own")


def test_a_notification_says_what_our_letters_say_to_those_who_may_read() -> None:
    by_role = [{"receiver_by_role": role} for role in ("PAPG Secretary", "PAPG Member")]
    elsewhere = [{"cc": "x@elsewhere.example"}, {"receiver_by_role": "PAPG Chair", "condition": "1"}]
    alert = notification(recipients=[*by_role, *elsewhere])
    action = make_action(cast.group("A"), description=CANARY)
    frappe.db.delete("Email Queue")
    evaluate_alert(action, alert, "New")
    told = people_written_to()
    assert {cast.SECRETARY, cast.MEMBER} <= set(told)
    assert not set(told) & {*FOREIGN, cast.CHAIR, "x@elsewhere.example"}
    for letter in queued():
        assert CANARY not in letter.message + text_of(letter)
        assert json.loads(letter.attachments or "[]") == []
        assert "Look at this" in text_of(letter)


def test_a_field_of_the_record_names_people_only_as_far_as_they_may_read() -> None:
    alert = notification(recipients=[{"receiver_by_document_field": "owner_email"}])
    for owner, expected in ((cast.MEMBER, [cast.MEMBER]), (cast.NEIGHBOUR, []), ("x@elsewhere.example", [])):
        action = make_action(cast.group("A"))
        action.db_set("owner_email", owner)
        frappe.db.delete("Email Queue")
        alert.send(action)
        assert people_written_to() == expected, owner


def test_an_entry_under_the_bell_carries_no_text_and_reaches_readers_only() -> None:
    action = make_action(cast.group("A"))
    entry = {
        "type": "Mention",
        "document_type": "PAPG Action",
        "document_name": action.name,
        "subject": "The secretary mentioned you",
        "from_user": cast.SECRETARY,
        "email_content": CANARY,
        "attached_file": json.dumps({"name": CANARY}),
    }
    make_notification_logs(frappe._dict(entry), [cast.MEMBER, cast.NEIGHBOUR])
    logs = frappe.get_all(
        "Notification Log", {"document_name": action.name}, ["for_user", "email_content", "attached_file"]
    )
    assert [(row.for_user, row.email_content, row.attached_file) for row in logs] == [
        (cast.MEMBER, None, None)
    ]
    assert people_written_to() == [cast.MEMBER]
    (letter,) = queued()
    assert CANARY not in letter.message + text_of(letter)


def test_a_notification_under_the_bell_is_for_readers_only() -> None:
    alert = notification(channel="System Notification", recipients=[{"receiver_by_role": "PAPG Member"}])
    action = make_action(cast.group("A"))
    alert.send(action)
    told = frappe.get_all("Notification Log", {"document_name": action.name}, pluck="for_user")
    assert cast.MEMBER in told
    assert not set(told) & set(FOREIGN)


def test_a_restricted_item_is_told_to_its_audience_only() -> None:
    meeting = held_meeting()
    with acting_as(cast.SECRETARY):
        item = make(
            "PAPG Restricted Item",
            meeting=meeting.name,
            title="Layout",
            discussion=f"<p>{CANARY}</p>",
            audience=[{"member": cast.member(cast.MEMBER)}],
        )
    everybody = [cast.CHAIR, cast.MEMBER, cast.PARTNER, cast.NEIGHBOUR, cast.SECRETARY]
    assert notices.notify(item, everybody, "An item was added.") == sorted([cast.MEMBER, cast.SECRETARY])
