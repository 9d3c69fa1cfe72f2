"""Markings of records: what may be chosen, what the parts add, what is shown and printed."""

from typing import Any

import frappe
import pytest
from frappe.model.document import Document

from papg.meetings import markings
from papg.printing import paper, prints
from papg.testing import cast, pdf
from papg.testing.acting import acting_as, counted_queries
from papg.testing.factories import make, make_action, make_meeting
from papg.testing.meetings import drafted, held_meeting

pytestmark = pytest.mark.usefixtures("room")
SENSITIVE = "OFFICIAL-SENSITIVE"


def meeting_with(*papers: dict[str, Any], **fields: Any) -> Document:
    with acting_as(cast.SECRETARY):
        return make_meeting(cast.group("A"), marking="OFFICIAL", papers=list(papers), **fields)


def printed_agenda(meeting: Document) -> str:
    with acting_as(cast.SECRETARY):
        return pdf.text(paper.pdf(prints.paper("agenda", "PAPG Meeting", meeting.name)))


def test_an_old_paper_keeps_its_marking_and_raises_that_of_the_meeting_on_form_and_print() -> None:
    plain = meeting_with({"title": "Map"})
    assert markings.of_record(plain) == "OFFICIAL"
    assert SENSITIVE not in printed_agenda(plain)
    meeting = meeting_with({"title": "Profile of 2013", "marking": "RESTRICTED"})
    assert markings.of_record(meeting) == SENSITIVE
    meeting.run_method("onload")
    assert meeting.get_onload("marking")["marking"] == SENSITIVE
    assert "Keep it out of public places" in meeting.get_onload("marking")["handling"]
    text = printed_agenda(meeting)
    assert SENSITIVE in text and "Profile of 2013 (RESTRICTED)" in text


def test_a_record_of_today_takes_no_marking_of_the_past() -> None:
    with pytest.raises(frappe.ValidationError, match="RESTRICTED is of the scheme that ended in 2014"):
        meeting_with().update({"marking": "RESTRICTED"}).save()
    with acting_as(cast.SECRETARY), pytest.raises(frappe.ValidationError, match="Choose OFFICIAL-SENSITIVE"):
        make("PAPG Restricted Item", meeting=held_meeting().name, marking="PROTECT")


def test_a_paper_that_says_secret_is_refused_by_its_row() -> None:
    with pytest.raises(frappe.ValidationError, match="Row 2 of the papers: “TOP SECRET annex” says SECRET"):
        meeting_with({"title": "Map"}, {"title": "TOP SECRET annex"})


def test_a_list_is_marked_as_the_strictest_of_its_rows_with_their_papers() -> None:
    low, high = meeting_with(), meeting_with({"title": "Old", "marking": "PROTECT"})
    assert markings.of_rows("PAPG Meeting", [low.name]) == "OFFICIAL"
    assert markings.of_rows("PAPG Meeting", [low.name, high.name]) == SENSITIVE
    assert markings.of_rows("PAPG Meeting", []) == "OFFICIAL"
    assert markings.of_rows("PAPG Business Area", ["Licensing"]) == "OFFICIAL"


def test_records_without_a_marking_carry_that_of_the_groups_last_minutes() -> None:
    minutes = drafted(held_meeting())
    frappe.db.set_value("PAPG Minutes", minutes.name, "marking", SENSITIVE)
    with acting_as(cast.SECRETARY):
        action = make_action(cast.group("A"))
    assert markings.of_record(action) == SENSITIVE
    assert markings.of_rows("PAPG Action", [action.name]) == SENSITIVE
    # A record that says its own marking carries that, on its form and in its list.
    plain = meeting_with()
    assert markings.of_record(plain) == markings.of_rows("PAPG Meeting", [plain.name]) == "OFFICIAL"


def test_the_marking_of_a_list_costs_the_same_for_three_rows_and_for_thirty() -> None:
    meetings = [meeting_with({"title": "Map"}).name for _each in range(30)]
    counts = []
    for names in (meetings[:3], meetings[:3], meetings):
        with counted_queries() as queries:
            markings.of_rows("PAPG Meeting", names)
        counts.append(len(queries))
    assert counts[1] == counts[2]
