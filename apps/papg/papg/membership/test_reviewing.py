"""Chair and secretary are reminded of a review, once ahead and once on the day, until a new version is under way."""

from typing import Any

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import add_days, today

from papg.membership import reviewing
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make_terms
from papg.testing.mail import give_mail_account
from papg.testing.terms import in_force

TOLD = {cast.CHAIR, cast.SECRETARY}


@pytest.fixture(autouse=True)
def letters_can_be_sent(site: None) -> None:
    """A site with a mail account; nothing is sent, letters stay in the queue."""
    cast.install()
    give_mail_account()


def terms_due(in_days: int, **fields: Any) -> Document:
    with acting_as(cast.SECRETARY):
        doc = make_terms(
            cast.group("A"),
            in_force_from="2026-01-05",
            review_due_on=add_days(today(), in_days),
            recording="By the clerk",
            **fields,
        )
    doc = in_force(doc)
    frappe.db.delete("Email Queue")
    return doc


def told() -> dict[str, str]:
    """Letters that wait, by who gets them; the queue is empty afterwards."""
    reviewing.remind_due()
    found = [frappe.get_doc("Email Queue", name) for name in frappe.get_all("Email Queue", pluck="name")]
    frappe.db.delete("Email Queue")
    return {letter.recipients[0].recipient: letter.message for letter in found}


def due_in(terms: Document, days: int) -> None:
    frappe.db.set_value(terms.doctype, terms.name, "review_due_on", add_days(today(), days))


def test_chair_and_secretary_are_told_once_and_by_no_more_than_a_title() -> None:
    terms = terms_due(30)
    letters = told()
    assert set(letters) & {cast.CHAIR, cast.SECRETARY, cast.MEMBER, cast.DEPUTY_CHAIR, cast.PARTNER} == TOLD
    for letter in letters.values():
        assert "[OFFICIAL-SENSITIVE] Terms of reference" in letter
        assert "The review of these terms of reference is due on" in letter
        assert "clerk" not in letter
    assert told() == {}
    assert str(frappe.db.get_value(terms.doctype, terms.name, "review_reminded_on")) == today()


def test_nobody_is_told_a_day_too_early_and_again_on_the_day_itself() -> None:
    terms = terms_due(31)
    assert told() == {}
    frappe.db.set_value(terms.doctype, terms.name, "review_reminded_on", add_days(today(), -30))
    due_in(terms, 0)
    assert set(told()) >= TOLD
    assert told() == {}


def test_how_many_days_ahead_is_the_groups_own() -> None:
    terms = terms_due(10, remind_days_before=9)
    assert told() == {}
    with acting_as(cast.CHAIR):
        frappe.get_doc(terms.doctype, terms.name).update({"remind_days_before": 10}).save()
    assert set(told()) >= TOLD


def test_a_newer_version_under_way_silences_the_reminder() -> None:
    terms_due(0)
    with acting_as(cast.SECRETARY):
        make_terms(cast.group("A"))
    assert told() == {}


def test_a_newer_version_that_is_to_come_into_force_silences_it_too() -> None:
    old = terms_due(0)
    with acting_as(cast.SECRETARY):
        new = make_terms(cast.group("A"), in_force_from=add_days(today(), 7))
    in_force(new)
    frappe.db.delete("Email Queue")
    assert frappe.db.get_value(old.doctype, old.name, "stage") == "In force"
    assert told() == {}


def test_a_dissolved_group_is_reminded_of_nothing() -> None:
    terms = terms_due(0)
    frappe.db.set_value("PAPG Group", terms.papg_group, "status", "Dissolved")
    assert told() == {}


def test_without_a_mail_account_the_reminder_waits_for_one() -> None:
    terms = terms_due(0)
    frappe.db.set_value("Email Account", "Council", "enable_outgoing", 0)
    assert told() == {}
    assert frappe.db.get_value(terms.doctype, terms.name, "review_reminded_on") is None


def test_when_reminders_went_out_cannot_be_sent() -> None:
    terms = terms_due(0)
    with acting_as(cast.CHAIR):
        doc = frappe.get_doc(terms.doctype, terms.name)
        assert doc.update({"review_reminded_on": today()}).save().review_reminded_on is None
