"""Terms of reference and the coverage of a group on paper, and which paper the desk's menu of formats shows."""

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import add_days, getdate, today

from papg.printing import paper, prints
from papg.printing.framework import download_pdf, get_html_and_style
from papg.rules.due_dates import govuk_date
from papg.rules.terms import HEADINGS
from papg.testing import cast, pdf
from papg.testing.acting import acting_as, counted_queries
from papg.testing.factories import make_member, make_terms
from papg.testing.terms import in_force

TERMS = "PAPG Terms of Reference"
WRITTEN = "<p>Four meetings <strong>a year</strong>.</p>"


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()


def draft(**fields: object) -> Document:
    """Terms with text under one of the ten headings, written by the secretary."""
    with acting_as(cast.SECRETARY):
        terms = make_terms(cast.group("A"), **{"in_force_from": today(), **fields})
        next(row for row in terms.sections if row.heading == "Meeting schedule").body = WRITTEN
        return terms.save()


def made(user: str, kind: str, record: str, name: str) -> bytes:
    with acting_as(user):
        return paper.pdf(prints.paper(kind, record, name))


def printed(user: str, terms: Document) -> str:
    return pdf.text(made(user, "terms", TERMS, terms.name))


def coverage(user: str = cast.MEMBER) -> str:
    return pdf.text(made(user, "coverage", "PAPG Group", cast.group("A")))


# Terms of reference


def test_terms_print_their_ten_headings_and_say_what_is_not_yet_written() -> None:
    text = printed(cast.MEMBER, draft())
    for heading in HEADINGS:
        assert heading in text
    assert "Meeting schedule Four meetings a year." in text
    assert text.count("Not yet written") == 9
    assert "Subgroups Not yet written Action plan" in text


def test_terms_print_version_dates_quorum_and_standing_items() -> None:
    terms = in_force(
        draft(
            in_force_from="2026-06-14",
            agreed_on="2026-06-10",
            is_agreed_by_correspondence=1,
            review_due_on="2027-06-14",
            quorum_kind="Share of members",
            cadence="Quarterly",
        )
    )
    text = printed(cast.PARTNER, terms)
    for expected in (
        f"{cast.GROUP_A} Terms of reference Version 1",
        "State In force",
        "In force from 14 June 2026",
        "Agreed By correspondence, complete on 10 June 2026",
        "Review due on 14 June 2027",
        "Quorum One third, rounded up. Deputies count.",
        "Meets Quarterly",
        "Members on 14 June 2026",
        "2 Threat and incidents CTSA",
    ):
        assert expected in text


def test_a_fixed_number_is_printed_as_a_number_of_people() -> None:
    assert "Quorum 5 people." in printed(
        cast.SECRETARY, draft(quorum_kind="Fixed number", minimum_number=5, is_deputy_counted=0)
    )


def test_a_draft_says_that_it_is_not_in_force() -> None:
    assert "State Draft, not in force" in printed(cast.SECRETARY, draft())


def test_members_are_those_of_the_versions_first_day_by_name_and_post_only() -> None:
    licensing = [{"business_area": "Licensing", "portfolio": "Night-time economy"}]
    usual = {"organisation": cast.DEPARTMENT, "seats": licensing, "email": "licensing@harbour.example"}
    make_member(cast.group("A"), full_name="Night Officer", left_on="2026-06-14", **usual)
    make_member(cast.group("A"), full_name="Day Officer", joined_on="2026-06-15", **usual)
    text = printed(cast.PARTNER, in_force(draft(in_force_from="2026-06-14")))
    assert "Night Officer Member Harbour Council Community Safety Licensing: Night-time economy" in text
    assert "Day Officer" not in text
    assert "@" not in text


def test_each_member_is_printed_with_why_they_are_there_and_what_they_bring() -> None:
    make_member(
        cast.group("A"),
        full_name="Events Officer",
        organisation=cast.DEPARTMENT,
        seats=[{"business_area": "Licensing"}],
        contribution="Knows every stadium.",
    )
    by_post = {"ex_officio_group": cast.group("B"), "ex_officio_position": "Secretary"}
    make_member(cast.group("A"), full_name="", organisation=cast.COUNCIL, position="Observer", **by_post)
    text = printed(cast.PARTNER, in_force(draft(in_force_from="2026-06-14")))
    assert "Events Officer Member Harbour Council Community Safety Licensing Knows every stadium." in text
    assert f"{cast.POSTS[cast.THREE]} Observer Harbour Council By post: Secretary of {cast.GROUP_B}" in text


def test_terms_have_real_headings_and_a_marking_at_head_and_foot() -> None:
    made_pdf = made(cast.SECRETARY, "terms", TERMS, draft().name)
    tags = pdf.tags(made_pdf)
    assert tags.count("/H1") == 1
    assert tags.count("/H2") == len(HEADINGS) + 2
    assert {"/Table", "/TH"} <= set(tags)
    assert all(page.count("OFFICIAL-SENSITIVE") >= 2 for page in pdf.pages(made_pdf))
    assert pdf.title(made_pdf) == f"Terms of reference, {cast.GROUP_A}, version 1"


@pytest.mark.parametrize("user", [cast.PARTNER, cast.NEIGHBOUR, cast.BOARD, cast.DEPUTY])
def test_a_draft_is_printed_by_members_of_the_council_only(user: str) -> None:
    terms = draft()
    assert "Draft" in printed(cast.MEMBER, terms)
    with pytest.raises(frappe.DoesNotExistError, match="There is no such paper for you to print"):
        printed(user, terms)


def test_the_query_count_of_terms_is_the_same_for_3_and_for_30_members() -> None:
    terms = draft(in_force_from=add_days(today(), 1))
    counts = []
    for wanted in (3, 30):
        while frappe.db.count("PAPG Member Seat") < wanted:
            make_member(cast.group("A"), organisation=cast.DEPARTMENT, seats=[{"business_area": "Licensing"}])
        with acting_as(cast.SECRETARY):
            prints.paper("terms", TERMS, terms.name)
            with counted_queries() as queries:
                prints.paper("terms", TERMS, terms.name)
        counts.append(len(queries))
    assert counts[0] == counts[1] > 0


# Coverage


def test_the_coverage_puts_required_gaps_first_and_names_posts_only() -> None:
    seats = [{"business_area": "Licensing", "portfolio": "Temporary events"}]
    make_member(
        cast.group("A"),
        full_name="Somebody",
        job_title="Events Officer",
        organisation=cast.COUNCIL,
        seats=seats,
    )
    text = coverage()
    assert f"As at {govuk_date(getdate(today()))} Summary Required seats to fill: 4. Expected" in text
    first, last = (
        text.index("Planning and development Required Vacant"),
        text.index("Licensing Required Filled"),
    )
    assert first < text.index("CCTV control room Expected Vacant") < last
    assert "Filled Events Officer, through Temporary events (Licensing)" in text
    assert "Somebody" not in text
    assert "Prevent officer Optional Vacant" in text


def test_the_coverage_of_a_board_says_that_it_has_no_such_seats() -> None:
    text = pdf.text(made(cast.AUDITOR, "coverage", "PAPG Group", cast.group("Board")))
    assert "Only Protect & Prepare Groups have the seats the guidance asks for." in text


@pytest.mark.parametrize("user", [cast.PARTNER, cast.BOARD, cast.NEIGHBOUR])
def test_the_coverage_of_a_group_is_for_those_who_may_read_the_group(user: str) -> None:
    with pytest.raises(frappe.DoesNotExistError, match="There is no such paper for you to print"):
        coverage(user)


# The desk's menu of formats


@pytest.mark.parametrize(
    ("chosen", "paper_of"),
    [
        (None, "Action plan"),
        ("Standard", "Action plan"),
        ("PAPG Action plan", "Action plan"),
        ("PAPG Coverage", "Coverage"),
    ],
)
def test_a_group_prints_the_paper_chosen_and_the_action_plan_by_default(
    chosen: str | None, paper_of: str
) -> None:
    group = cast.group("A")
    with acting_as(cast.SECRETARY):
        answer = download_pdf("PAPG Group", group, chosen)
        page = get_html_and_style("PAPG Group", group, chosen)["html"]
    assert pdf.title(answer.data) == f"{paper_of}, {cast.GROUP_A}"
    assert f"<h1>{paper_of}</h1>" in page


def test_the_format_of_another_record_type_is_not_taken_for_ones_own() -> None:
    assert prints.of_format("PAPG Group", "PAPG Minutes") == "action-plan"
    assert prints.of_format("PAPG Terms of Reference", None) == "terms"
    assert prints.of_format("PAPG Member", "PAPG Coverage") is None
