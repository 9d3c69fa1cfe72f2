"""Corrections proposed on the page of minutes: by whom, until when, and what becomes of them."""

from typing import Any

import frappe
import pytest
from werkzeug.exceptions import NotFound
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from papg.api.partner import correcting, rendering, views
from papg.testing import cast
from papg.testing.acting import acting_as, answering, counted_queries
from papg.testing.meetings import agreed, circulated, drafted, held_meeting, with_chair

TYPED = {"proposed": "The group agreed the report.\nIt goes to the board.", "reason": "It was agreed."}


@pytest.fixture
def minutes(site: None, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Circulated minutes of the partner's group."""
    monkeypatch.setattr(rendering, "get_csrf_token", lambda: "token-of-the-session")
    cast.install()
    return circulated()


def send(name: str, user: str = cast.PARTNER, item: int = 1, **typed: str) -> Any:
    """Send the form of the page as this person, with the entry as it stands unless told otherwise."""
    with acting_as(user):
        seen = correcting.fingerprint(correcting.entry_of(name, item))
        data = {**TYPED, "seen": seen, **typed}
        with answering(Request(EnvironBuilder("/", method="POST", data=data).get_environ())):
            return correcting.send(name, item)


def of(name: str) -> list[Any]:
    return frappe.get_all(
        "PAPG Minutes Correction", {"minutes": name}, ["proposed_text", "proposed_by", "state"]
    )


def settle(name: str, state: str, reason: str | None = None) -> None:
    with acting_as(cast.CHAIR):
        correction = frappe.get_doc("PAPG Minutes Correction", {"minutes": name})
        correction.update({"state": state, "settled_reason": reason})
        correction.save()


def test_a_partner_proposes_a_correction_and_reads_what_became_of_it(minutes: Any) -> None:
    assert send(minutes.name) == f"/partner/minutes/{minutes.name}?saved=1"
    assert [tuple(row.values()) for row in of(minutes.name)] == [
        ("<p>The group agreed the report.</p><p>It goes to the board.</p>", cast.PARTNER, "Proposed")
    ]
    with acting_as(cast.PARTNER):
        assert "waits for the chair" in views.one_minutes(minutes.name).html()
    settle(minutes.name, "Rejected", "It was agreed at the meeting before.")
    with acting_as(cast.PARTNER):
        html = views.one_minutes(minutes.name).html()
    assert "It was agreed at the meeting before." in html and "Rejected on" in html


def test_nobody_sees_the_corrections_of_others(minutes: Any) -> None:
    with acting_as(cast.MEMBER):
        frappe.get_doc(
            doctype="PAPG Minutes Correction",
            minutes=minutes.name,
            item_number=1,
            proposed_text="<p>Words of the member.</p>",
            reason="So it was.",
        ).insert()
    with acting_as(cast.PARTNER):
        html = views.one_minutes(minutes.name).html()
    assert "Words of the member." not in html and "Corrections you proposed" not in html


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"proposed": ""}, "proposed", "Write item 1 as it should be."),
        ({"proposed": "The group noted the report."}, "proposed", "This is item 1 as it stands."),
        ({"proposed": "a" * 5001}, "proposed", "Text as it should be is 5001 characters long."),
        ({"reason": " "}, "reason", "Say why item 1 should be changed."),
        ({"seen": "of yesterday"}, "proposed", "Item 1 has been changed since you opened this page."),
    ],
)
def test_a_mistake_is_named_beside_its_field_and_what_was_typed_is_kept(
    minutes: Any, typed: dict[str, str], field: str, message: str
) -> None:
    answer = send(minutes.name, **typed)
    assert (answer.status, list(answer.errors)) == (400, [field])
    assert answer.errors[field].startswith(message)
    html = answer.html()
    assert f'id="{field}-error"' in html and {**TYPED, **typed}["reason"].strip() in html
    assert of(minutes.name) == []


def test_the_same_proposal_is_not_made_twice(minutes: Any) -> None:
    send(minutes.name)
    answer = send(minutes.name)
    assert answer.errors == {"proposed": "You have proposed this for item 1 already."}
    assert len(of(minutes.name)) == 1


def test_markup_somebody_types_stays_text(minutes: Any) -> None:
    send(minutes.name, proposed="Under <b>five</b> & over")
    assert of(minutes.name)[0].proposed_text == "<p>Under &lt;b&gt;five&lt;/b&gt; &amp; over</p>"


def test_after_agreement_nothing_is_proposed_and_nothing_typed_is_lost(minutes: Any) -> None:
    agreed_minutes = agreed(minutes)
    answer = send(agreed_minutes.name)
    assert answer.errors["update"].startswith("The minutes have been agreed meanwhile.")
    assert "It goes to the board." in answer.html() and "<textarea" not in answer.html()
    assert of(agreed_minutes.name) == []
    with acting_as(cast.PARTNER):
        assert "Propose a correction" not in views.one_minutes(agreed_minutes.name).html()


@pytest.mark.parametrize("person", [cast.NEIGHBOUR, cast.DEPUTY, cast.BOARD])
def test_what_is_not_theirs_is_not_there(minutes: Any, person: str) -> None:
    with acting_as(person):
        for page in (lambda: correcting.page(minutes.name, 1), lambda: correcting.send(minutes.name, 1)):
            with pytest.raises(NotFound):
                page()


def test_minutes_still_being_written_and_entries_there_are_not_have_no_page(minutes: Any) -> None:
    with acting_as(cast.PARTNER):
        with pytest.raises(NotFound):
            correcting.page(minutes.name, 99)
        frappe.db.set_value("PAPG Minutes", minutes.name, "stage", "Draft")
        with pytest.raises(NotFound):
            correcting.page(minutes.name, 1)


def test_a_deputy_proposes_at_the_one_meeting_only(minutes: Any) -> None:
    row = frappe.db.get_value(
        "PAPG Attendance", {"parent": minutes.meeting, "member": cast.member(cast.MEMBER)}
    )
    frappe.db.set_value("PAPG Attendance", row, {"deputy": "Deputy", "deputy_user": cast.DEPUTY})
    other = circulated(held_meeting_minutes())
    assert send(minutes.name, cast.DEPUTY).endswith("?saved=1")
    with acting_as(cast.DEPUTY), pytest.raises(NotFound):
        correcting.page(other.name, 1)


def held_meeting_minutes() -> Any:
    """Minutes of another meeting, with the chair."""
    return with_chair(drafted(held_meeting(days_ago=40)))


def test_minutes_cost_the_same_with_3_and_with_30_corrections(minutes: Any) -> None:
    costs = []
    for count in (3, 27):
        for number in range(count):
            send(minutes.name, proposed=f"Version {count} {number}")
        with acting_as(cast.PARTNER):
            views.one_minutes(minutes.name).html()
            with counted_queries() as queries:
                html = views.one_minutes(minutes.name).html()
        costs.append(len(queries))
    assert html.count("waits for the chair") == 30
    assert costs[0] == costs[1]
