"""The profile of a maturity assessment on paper."""

import frappe
import pytest
from frappe.model.document import Document

from papg.printing import download, paper, prints
from papg.testing import cast, pdf
from papg.testing.acting import acting_as, counted_queries
from papg.testing.factories import make
from papg.testing.maturity import a_framework, begun, fresh, scored, signed_off, with_moderator

KIND, RECORD = "assessment-profile", "PAPG Maturity Assessment"


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()


def printed(user: str, assessment: Document) -> bytes:
    with acting_as(user):
        return paper.pdf(prints.paper(KIND, RECORD, assessment.name))


def an_assessment() -> Document:
    """Four lines: one with a gap, one at its target, one that does not apply and one nobody has assessed."""
    assessment = scored(begun(framework=a_framework(4), as_at="2026-06-14", period="Summer 2026"))
    first, second, third, fourth = assessment.scores
    first.rationale = "The director chairs the group.\nThe board hears twice a year."
    second.update({"current_level": "3", "rationale": ""})
    third.update({"current_level": "", "target_level": "", "is_not_applicable": 1})
    fourth.update({"current_level": "", "target_level": "2"})
    with acting_as(cast.SECRETARY):
        return assessment.save()


def test_the_profile_stands_first_and_then_each_criterion_under_its_theme() -> None:
    text = pdf.text(printed(cast.SECRETARY, an_assessment()))
    for expected in (
        cast.GROUP_A,
        "As at 14 June 2026",
        "Period Summer 2026",
        "Leading the work 1.0 3.0 2.0 1 1 0",
        "Knowing the risks 3.0 3.0 0.0 1 0 0",
        "Being ready – – – 0 0 1",
        "In progress. This assessment has not been signed off.",
    ):
        assert expected in text
    leading = text[text.index("What that level looks like") :]
    for expected in (
        "C1. Statement 1 holds. 1: Level 1 Wording of level 1. 3: Level 3 The director chairs the group.",
        "C4. Statement 4 holds. Not assessed yet – 2: Level 2 Seen at the last meeting.",
        "C2. Statement 2 holds. 3: Level 3 Wording of level 3. 3: Level 3 –",
        "C3. Statement 3 holds. Not applicable – – Seen at the last meeting.",
    ):
        assert expected in leading
    assert leading.index("C4.") < leading.index("C2.")


def test_it_is_marked_on_every_page_with_real_headings_and_table_headers() -> None:
    assessment = scored(begun(framework=a_framework(30)))
    made = printed(cast.SECRETARY, assessment)
    pages, tags = pdf.pages(made), pdf.tags(made)
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert page.count("OFFICIAL") >= 2
        assert f"Page {number} of {len(pages)}" in page
    assert tags.count("/H1") == 1
    assert tags.count("/H2") == 4
    assert tags.count("/TH") >= 7 + 3 + 3 * 5 + 30
    assert pdf.title(made) == f"Assessment profile, {assessment.title}"
    assert pdf.root(made)["/Lang"] == "en-GB"
    cells = [element for element in pdf.elements(made) if element["/S"] == "/TD"]
    assert cells and all(cell["/A"]["/Headers"] for cell in cells)


def test_it_says_who_signed_it_off_by_post_and_what_it_is_compared_with() -> None:
    earlier = signed_off()
    later = scored(begun(framework=earlier.framework, baseline=earlier.name))
    text = pdf.text(printed(cast.BOARD, signed_off(with_moderator(later))))
    assert "Signed off by the Chair (Head of Community Safety) on" in text
    assert f"Compared with {earlier.title}" in text
    assert "Compared with the earlier round Theme Earlier Now Difference Leading the work 1.0 1.0 0.0" in text
    assert "has not been signed off" not in text


def test_the_profile_is_drawn_as_well_and_told_to_who_does_not_see_it() -> None:
    figures = [
        each for each in pdf.elements(printed(cast.SECRETARY, an_assessment())) if each["/S"] == "/Figure"
    ]
    told = [str(each["/Alt"]) for each in figures]
    assert [words.split(".")[0] for words in told] == ["Radar", "Bars"]
    for words in told:
        assert "Leading the work: Level now 1.0, Target 3.0" in words
        assert "Being ready: Level now not known, Target not known" in words


def test_a_level_0_is_printed_as_a_level() -> None:
    levels = [{"value": value, "label": name} for value, name in enumerate(("Nothing", "Something"))]
    framework = make("PAPG Maturity Framework", levels=levels).name
    wordings = [{"value": value, "wording": f"Wording of {value}."} for value in (0, 1)]
    make("PAPG Maturity Criterion", framework=framework, level_wordings=wordings)
    assessment = begun(framework=framework)
    assessment.scores[0].current_level = "0"
    with acting_as(cast.SECRETARY):
        assessment.save()
    assert "0: Nothing Wording of 0." in pdf.text(printed(cast.SECRETARY, assessment))


def test_each_reader_of_the_table_prints_it_and_others_learn_nothing() -> None:
    assessment = an_assessment()
    for user in (cast.SECRETARY, cast.CHAIR, cast.MEMBER, cast.AUDITOR, cast.ADMINISTRATOR):
        assert pdf.pages(printed(user, assessment)), user
    answers = set()
    for user in (cast.NEIGHBOUR, cast.BOARD, cast.PARTNER, "Guest"):
        for name in (assessment.name, "no-such-one"):
            with acting_as(user), pytest.raises(frappe.DoesNotExistError) as refused:
                download.pdf(KIND, RECORD, name)
            answers.add(str(refused.value))
    assert answers == {"There is no such paper for you to print."}


def test_text_of_records_is_never_a_template() -> None:
    assessment = an_assessment()
    for row in assessment.scores:
        values = dict.fromkeys(("statement", "rationale"), "{{ 7777*7777 }}")
        frappe.db.set_value("PAPG Maturity Score", row.name, values)
    text = pdf.text(printed(cast.SECRETARY, fresh(assessment)))
    assert text.count("{{ 7777*7777 }}") == 8
    assert "60481729" not in text


def test_the_desks_print_view_shows_the_same_paper() -> None:
    assessment = an_assessment()
    with acting_as(cast.MEMBER):
        page = frappe.get_print(RECORD, assessment.name, "PAPG Assessment profile")
    assert "Wording of level 1." in page
    assert "papg-print" in page


def test_the_query_count_is_the_same_for_3_and_for_30_criteria() -> None:
    counts = []
    for criteria in (3, 30):
        assessment = scored(begun(framework=a_framework(criteria)))
        with acting_as(cast.SECRETARY):
            prints.paper(KIND, RECORD, assessment.name)
            with counted_queries() as queries:
                found = prints.paper(KIND, RECORD, assessment.name)
        assert sum(len(lines) for lines in found.content["themes"].values()) == criteria
        counts.append(len(queries))
    assert counts[0] == counts[1] > 0
