"""Barnet in the demo: the facts of the published paper, no more and no less."""

import frappe
import pytest

from papg.printing import paper, prints
from papg.setup.demo import barnet, structures
from papg.setup.demo.base import acting_as, email
from papg.testing import pdf

pytestmark = pytest.mark.usefixtures("loaded")
GROUP = "Barnet Counter-Terrorism and Prevent Working Group"


@pytest.fixture
def loaded(site: None) -> None:
    barnet.load()


def rows() -> dict[str, frappe._dict]:
    """Rows of the group by the code of their requirement."""
    group = frappe.db.get_value("PAPG Group", {"group_name": GROUP})
    found = frappe.get_all("PAPG Duty Progress", {"papg_group": group}, ["name", "requirement", "as_at"])
    return {frappe.db.get_value("PAPG Duty Requirement", row.requirement, "code"): row for row in found}


def test_all_sixteen_requirements_are_recorded_as_at_new_year_2016_by_the_secretary() -> None:
    found = rows()
    assert set(found) == set(
        frappe.get_all("PAPG Duty Requirement", {"framework": "Prevent duty 2015"}, pluck="code")
    )
    for row in found.values():
        doc = frappe.get_doc("PAPG Duty Progress", row.name)
        assert (str(doc.as_at), doc.owner) == ("2016-01-01", email("duties"))


def test_verdicts_are_those_of_the_paper_and_nothing_is_rated() -> None:
    docs = {code: frappe.get_doc("PAPG Duty Progress", row.name) for code, row in rows().items()}
    verdicts = {
        code: (doc.status, doc.direction) for code, doc in docs.items() if doc.status or doc.direction
    }
    assert verdicts == {
        "1.2": ("Achieved", "Ongoing"),
        "1.3": ("Achieved", "Ongoing"),
        "1.4": ("Achieved", "Sustained"),
        "4.2": ("Achieved", "Ongoing"),
    }
    assert not any(doc.rag for doc in docs.values())


def test_deadlines_of_the_paper_mean_their_days() -> None:
    steps = {
        step.due_as_typed: (str(step.due_from), str(step.due_to))
        for row in rows().values()
        for step in frappe.get_doc("PAPG Duty Progress", row.name).next_steps
        if step.due_to
    }
    assert steps == {
        "March 2016": ("2016-03-01", "2016-03-31"),
        "February": ("2016-02-01", "2016-02-29"),
        "Jan/Feb 2016": ("2016-01-01", "2016-02-29"),
        "January to March": ("2016-01-01", "2016-03-31"),
        "2016": ("2016-01-01", "2016-12-31"),
        "2016/17": ("2016-04-01", "2017-03-31"),
    }


def test_the_secretary_is_a_post_and_can_log_in() -> None:
    post = frappe.get_doc("PAPG Member", {"user": email("duties")})
    assert (post.full_name, post.position, str(post.joined_on)) == (
        "Prevent Coordinator",
        "Secretary",
        "2015-12-01",
    )
    assert frappe.db.get_value("User", post.user, "user_type") == "System User"


# The published papers as reports


def issued_paper(title: str) -> tuple[frappe._dict, str]:
    """A report of the demo as its secretary reads it, and its text on paper."""
    doc = frappe.get_doc("PAPG Report", {"title": title})
    with acting_as(doc.owner):
        return doc, pdf.text(paper.pdf(prints.paper("report", "PAPG Report", doc.name)))


def test_barnets_report_has_every_row_under_the_number_of_its_agenda_item_and_appendix() -> None:
    doc, text = issued_paper(
        "Complying with the Duty for Local Authorities as set out in the Counter Terrorism and Security Act 2015"
    )
    assert (doc.stage, str(doc.as_at), len(doc.duty_rows)) == ("Issued", "2016-01-01", 16)
    assert "Agenda item 5" in text and "Appendix 1" in text
    assert "Requirements: 16. Achieved: 4 (sustained: 1, closed: 0)." in text


def test_north_yorkshires_paper_has_its_numbers_dates_authors_priorities_and_recommendations() -> None:
    structures.load_north_yorkshire()
    doc, text = issued_paper("Prevent update")
    assert (str(doc.written_on), str(doc.meets_on)) == ("2013-05-13", "2013-06-20")
    assert "Authors Chair, Prevent Implementation Board; Chair, Prevent Partners Group" in text
    for said in (
        "1. Purpose of the Report 1.1 To tell the Chief Executives' Group",
        "4. Local priorities 4.1 Priorities for 2013: Number Priority Summary of agreed actions Serves 1",
        "5. Prevent partnership structures 5.1 The structures date from 2009",
        "7. Recommendation 7.1",
        "Receive the update on Prevent",
    ):
        assert said in text
    assert "6." not in text.split("Recommendation 7.1")[0].split("partnership structures")[1]


def test_westminsters_note_has_its_seven_headings_without_numbers_and_asks_for_nothing() -> None:
    structures.load_westminster()
    doc, text = issued_paper("Counter Terrorism Strategy")
    assert [row.heading for row in doc.sections] == [
        *(
            "Background",
            "Governance",
            "Threat",
            "Protect",
            "Prepare",
            "Prevent",
            "CONTEST and Social Cohesion",
        ),
    ]
    assert not doc.recommendations
    assert "Report to Full council Meets on 21 January 2015" in text
    assert "1. Background" not in text and "1.1" not in text
