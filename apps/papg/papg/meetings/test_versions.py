"""The wordings minutes had, and who may compare which."""

import frappe
import pytest
from frappe.model.document import Document

from papg.meetings import versions
from papg.rules.minutes import ACCEPTED
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.factories import make
from papg.testing.meetings import act, circulated, drafted, held_meeting, with_chair

pytestmark = pytest.mark.usefixtures("room")

CANARY = "CANARY-4711"
DRAFT, ROUND, PUT_RIGHT = (
    "The survey ended in April.",
    "The survey ended in June.",
    "The survey ended in May.",
)


def write(minutes: Document, text: str) -> Document:
    minutes = frappe.get_doc("PAPG Minutes", minutes.name)
    with acting_as(cast.SECRETARY):
        minutes.entries[0].discussion = f"<p>{text}</p>"
        return minutes.save()


@pytest.fixture
def corrected(room: None) -> Document:
    """Minutes that went to the chair twice, went round, were corrected and went round again."""
    meeting = held_meeting()
    with acting_as(cast.SECRETARY):
        make("PAPG Restricted Item", meeting=meeting.name, title=CANARY, discussion=f"<p>{CANARY}</p>")
    minutes = with_chair(write(drafted(meeting), DRAFT))
    with acting_as(cast.CHAIR):
        minutes = frappe.get_doc("PAPG Minutes", minutes.name)
        minutes.sent_back_reason = "The month is wrong."
        minutes.save()
    act(cast.CHAIR, minutes, "Send back")
    minutes = circulated(with_chair(write(minutes, ROUND)))
    with acting_as(cast.MEMBER):
        fields = {"item_number": 1, "proposed_text": f"<p>{PUT_RIGHT}</p>"}
        correction = make("PAPG Minutes Correction", minutes=minutes.name, **fields)
    with acting_as(cast.CHAIR):
        correction.state = ACCEPTED
        correction.save()
    act(cast.SECRETARY, minutes, "Return for approval")
    return circulated(frappe.get_doc("PAPG Minutes", minutes.name))


def kept(minutes: Document, person: str) -> list[str]:
    with acting_as(person):
        return [row["name"] for row in versions.of_minutes(minutes.name)]


def difference(person: str, older: str, newer: str | None = None) -> list[str]:
    with acting_as(person):
        found = versions.compare(older, newer)
    assert CANARY not in frappe.as_json(found)
    return [line for item in found["items"] for line in item["said"]]


def test_every_wording_that_went_to_the_chair_or_round_is_kept_and_counted(corrected: Document) -> None:
    with acting_as(cast.SECRETARY):
        said = [row["said"].partition(" on ")[0] for row in versions.of_minutes(corrected.name)]
    assert said == [
        "Version 2, circulated",
        "Version 1, circulated",
        "Sent to the chair",
        "Sent to the chair",
    ]
    assert corrected.version == 2


def test_two_wordings_are_compared_in_plain_words(corrected: Document) -> None:
    second, first, again, draft = kept(corrected, cast.SECRETARY)
    assert difference(cast.SECRETARY, draft, first) == ["“April.” became “June.”."]
    assert difference(cast.MEMBER, first, second) == ["“June.” became “May.”."]
    assert difference(cast.MEMBER, first) == ["“June.” became “May.”."]
    assert difference(cast.CHAIR, again, first) == []
    with acting_as(cast.CHAIR):
        assert versions.compare(again, first)["said"] == "Both read the same."


def test_what_only_the_chair_was_sent_is_compared_by_nobody_else(corrected: Document) -> None:
    second, first, again, draft = kept(corrected, cast.SECRETARY)
    assert kept(corrected, cast.MEMBER) == kept(corrected, cast.PARTNER) == [second, first]
    for pair in ((draft, first), (first, again)):
        with pytest.raises(frappe.PermissionError):
            difference(cast.MEMBER, *pair)


@pytest.mark.parametrize("person", [cast.NEIGHBOUR, cast.BOARD, cast.ADMINISTRATOR, cast.DEPUTY])
def test_who_may_not_read_the_versions_compares_nothing(corrected: Document, person: str) -> None:
    first = kept(corrected, cast.SECRETARY)[1]
    assert kept(corrected, person) == []
    with pytest.raises(frappe.PermissionError):
        difference(person, first)


def test_versions_of_different_minutes_are_not_compared(corrected: Document) -> None:
    other = circulated(with_chair(drafted(held_meeting(days_ago=3))))
    pair = kept(corrected, cast.SECRETARY)[0], kept(other, cast.SECRETARY)[0]
    with pytest.raises(frappe.ValidationError, match="The two versions are of different minutes"):
        difference(cast.SECRETARY, *pair)


def test_nobody_writes_or_removes_a_version(corrected: Document) -> None:
    name = kept(corrected, cast.SECRETARY)[0]
    for person in (cast.SECRETARY, cast.CHAIR):
        with acting_as(person), pytest.raises(frappe.PermissionError):
            frappe.get_doc(versions.RECORD, name).save()
        with acting_as(person), pytest.raises(frappe.PermissionError):
            make(versions.RECORD, minutes=corrected.name)
    with acting_as("Administrator"), pytest.raises(frappe.ValidationError, match="stays with its minutes"):
        frappe.delete_doc(versions.RECORD, name)


def test_partners_read_what_changed_at_the_same_cost_for_3_entries_and_for_30(corrected: Document) -> None:
    costs = []
    for number in (3, 27):
        for name in kept(corrected, cast.SECRETARY):
            version = frappe.get_doc(versions.RECORD, name)
            for row in range(number):
                version.append("entries", {"item_number": 100 * number + row, "title": "More"})
            version.save()
        with acting_as(cast.PARTNER):
            versions.latest_changes(corrected.name)
            with counted_queries() as queries:
                found = versions.latest_changes(corrected.name)
        costs.append(len(queries))
    assert found["items"][0]["said"] == ["“June.” became “May.”."]
    assert costs[0] == costs[1] > 0
