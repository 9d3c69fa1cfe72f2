"""The public version of a report: as if what is not public had never been written."""

import frappe
import pytest
from frappe.model.document import Document
from pypdf import PdfReader

from papg.printing import paper, prints
from papg.printing.word import word
from papg.testing import cast, pdf
from papg.testing import word as docx
from papg.testing.acting import acting_as
from papg.testing.upwards import drafted_report, issued_report, reviewed_report, take

CANARY = "Cormorant-7719"
PUBLIC = "Committee (public)"
OPEN = {
    "sections": [
        {"heading": "Purpose", "body": "<p>To inform.</p>"},
        {"heading": "On the duty", "source": "Duties", "body": "<p>Information of the day.</p>"},
        {"heading": "Outlook", "body": "<p>Going on.</p>"},
    ],
    "duty_rows": [
        {
            "heading": "1 Partnership",
            "expects": "Partners meet.",
            "progress": "They do.",
            "status": "Achieved",
        },
        {"heading": "4 Training", "expects": "Trainers are there.", "progress": "33 are accredited."},
    ],
    "recommendations": [{"verb": "Note", "text": "the progress"}],
}
CLOSED = {
    "sections": (1, {"heading": f"Sites {CANARY}", "body": f"<p>At {CANARY}.</p>", "is_not_public": 1}),
    "duty_rows": (
        1,
        {"heading": "1 Partnership", "expects": f"Risk {CANARY}", "status": "Achieved", "is_not_public": 1},
    ),
    "recommendations": (0, {"verb": "Agree", "text": f"to {CANARY}", "is_not_public": 1}),
}


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()


def rows(is_whole: bool) -> dict[str, list[dict[str, object]]]:
    """Tables of the report, with the rows that are not public among them or without."""
    found = {table: [dict(row) for row in listed] for table, listed in OPEN.items()}
    if is_whole:
        for table, (place, row) in CLOSED.items():
            found[table].insert(place, dict(row))
    return found


def issued(is_whole: bool = True, **fields: object) -> Document:
    given = {"audience": PUBLIC, "kind": "Committee report", "title": "Report", **rows(is_whole)}
    return issued_report(**given | fields)


def printed(user: str, report: Document, print_name: str = "report-public") -> paper.Paper:
    with acting_as(user):
        return prints.paper(print_name, "PAPG Report", report.name)


def test_the_whole_report_holds_every_row_and_says_that_it_is_not_for_publication() -> None:
    whole = printed(cast.BOARD, issued(marking="OFFICIAL-SENSITIVE"), "report")
    text = pdf.text(paper.pdf(whole))
    assert text.count(CANARY) == 4
    assert "Not for publication" in text
    assert "4. Outlook" in text
    assert "Requirements: 3. Achieved: 2" in text


def test_nothing_of_the_public_version_tells_of_what_was_left_out() -> None:
    """Word for word, element by element, the paper of a report in which these rows never were."""
    report, never = issued(marking="OFFICIAL-SENSITIVE"), issued(is_whole=False)
    made = [paper.pdf(printed(cast.BOARD, each)) for each in (report, never)]
    assert pdf.pages(made[0]) == pdf.pages(made[1])
    assert pdf.tags(made[0]) == pdf.tags(made[1])
    assert all(
        "3. Outlook" in pdf.text(each) and "Requirements: 2. Achieved: 1" in pdf.text(each) for each in made
    )
    about = [PdfReader(pdf.BytesIO(each)) for each in made]
    assert about[0].metadata.title == about[1].metadata.title
    assert (about[0].outline == []) == (about[1].outline == [])
    assert not any(CANARY.encode() in stream for each in about for stream in streams(each))


def streams(reader: PdfReader) -> list[bytes]:
    """Everything in the file, unpacked."""
    objects = (reader.get_object(number + 1) for number in range(len(reader.xref[0])))
    return [found.get_data() for found in objects if hasattr(found, "get_data")]


def test_the_word_document_of_the_public_version_has_no_trace_either() -> None:
    report, never = issued(marking="OFFICIAL-SENSITIVE"), issued(is_whole=False)
    first, second = (docx.parts(word(printed(cast.BOARD, each))) for each in (report, never))
    assert first.keys() == second.keys()
    told = {name for name in first if first[name] != second[name]}
    # The moment the file was made stands in its properties.
    assert told <= {"docProps/core.xml"}
    assert not any(CANARY.encode() in part for part in first.values())


def test_a_workstream_left_out_as_a_whole_is_not_issued_with_labels_that_tell_of_it() -> None:
    told = rows(is_whole=True)
    told["duty_rows"][1]["heading"] = "2/3 Risk"
    report = reviewed_report(drafted_report(audience=PUBLIC, **told))
    with pytest.raises(frappe.ValidationError, match="“2/3 Risk” is left out of the public version"):
        take(report, cast.CHAIR, "Issue")


@pytest.mark.parametrize("audience", ["Board", "Officers"])
def test_a_report_for_others_has_no_public_version(audience: str) -> None:
    report = issued(audience=audience)
    with pytest.raises(frappe.DoesNotExistError, match="There is no such paper"):
        printed(cast.BOARD, report)
    assert "Not for publication" not in pdf.text(paper.pdf(printed(cast.BOARD, report, "report")))


@pytest.mark.parametrize("user", [cast.NEIGHBOUR, cast.PARTNER, "Guest"])
def test_the_public_version_is_given_out_by_those_who_read_the_report(user: str) -> None:
    report = issued()
    with pytest.raises(frappe.DoesNotExistError, match="There is no such paper"):
        printed(user, report)


def test_a_number_that_would_tell_of_a_section_left_out_keeps_the_report_from_being_issued() -> None:
    told = rows(is_whole=True)
    told["sections"][1]["number"] = "2"
    report = reviewed_report(drafted_report(audience=PUBLIC, **told))
    with pytest.raises(frappe.ValidationError, match="so its number 2 would be missing there"):
        take(report, cast.CHAIR, "Issue")


def test_a_sensitive_report_of_which_nothing_is_left_out_is_not_issued_to_the_public() -> None:
    with pytest.raises(frappe.ValidationError, match="nothing of it is left out of the public version"):
        issued(is_whole=False, marking="OFFICIAL-SENSITIVE")
