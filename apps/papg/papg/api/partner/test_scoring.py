"""Lines of an assessment a partner was given: scored on a page of their own, returned, and nothing else of it seen."""

from collections.abc import Callable
from html import escape
from typing import Any

import frappe
import pytest
from frappe.model.document import Document
from werkzeug.exceptions import NotFound

from papg.api.partner import pages, rendering, scoring, views
from papg.api.partner.lines import NOT_APPLICABLE
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.maturity import a_framework, begun, fresh, with_moderator

OF_OTHERS = "Said by somebody else."
OF_THEIRS = "Said by the partner before."


@pytest.fixture(autouse=True)
def group(site: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The group of the partner, whose session has a token."""
    for module in (pages, rendering):
        monkeypatch.setattr(module, "get_csrf_token", lambda: "token-of-the-session")
    cast.install()


def shared_out(codes: tuple[str, ...] = ("C1", "C2"), criteria: int = 3) -> Document:
    """An assessment whose secretary has scored every line and given some to the partner, the others to the member."""
    assessment = begun(framework=a_framework(criteria))
    with acting_as(cast.SECRETARY):
        for row in assessment.scores:
            is_theirs = row.code in codes
            row.assigned_to = cast.member(cast.PARTNER if is_theirs else cast.MEMBER)
            row.rationale = OF_THEIRS if is_theirs else OF_OTHERS
            row.update({"target_level": "3"} if is_theirs else {"current_level": "1"})
        return assessment.save()


def line_of(assessment: Document, code: str = "C1") -> Document:
    return next(row for row in fresh(assessment).scores if row.code == code)


@pytest.fixture
def send(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Sends the form of a line as somebody."""

    def send(assessment: str, code: str = "C1", user: str = cast.PARTNER, **form: str) -> Any:
        monkeypatch.setattr(frappe.local, "request", frappe._dict(form=form), raising=False)
        with acting_as(user):
            return scoring.send(assessment, code)

    return send


def shown(page: Callable[[], Any]) -> str:
    with acting_as(cast.PARTNER):
        return page().html()


def test_the_page_shows_the_lines_of_the_partner_and_nothing_else_of_the_assessment() -> None:
    assessment = shared_out()
    html = shown(lambda: scoring.page(assessment.name))
    line = shown(lambda: scoring.line(assessment.name, "C2"))
    assert all(f"C{number}: Statement {number} holds." in html for number in (1, 2))
    assert "C3" not in html + line
    assert OF_OTHERS not in html + line and OF_THEIRS in line
    assert cast.SECRETARY not in html + line


def test_the_page_of_a_line_has_the_wording_of_every_level_beside_its_button_and_the_target_to_read() -> None:
    assessment = shared_out()
    html = shown(lambda: scoring.line(assessment.name, "C1"))
    for number, level in enumerate((1, 2, 3), 1):
        button = f'<input type="radio" name="level" id="level-{number + 1}" value="{level}">'
        assert button in html
        assert f"Wording of level {level}." in html.partition(button)[2].partition("</label>")[0]
    assert html.count('type="radio"') == 5
    assert "<dt>Target</dt><dd>3: " in html
    assert 'name="target' not in html


def test_what_a_partner_scores_is_stored_like_a_members_and_the_target_stays(send: Any) -> None:
    assessment = shared_out()
    form = {"level": "2", "rationale": "Seen in May.", "evidence": "Minutes of 3 May 2026."}
    assert send(assessment.name, **form) == f"/partner/assessment/{assessment.name}?saved=1"
    row = line_of(assessment)
    assert (row.current_level, row.target_level, row.rationale) == ("2", "3", "Seen in May.")
    assert row.evidence == "Minutes of 3 May 2026."
    assert cast.PARTNER in fresh(assessment).scored_by
    assert fresh(assessment).profile[0].current == "2.0"


def test_what_does_not_apply_has_no_level_and_no_target(send: Any) -> None:
    assessment = shared_out()
    assert isinstance(send(assessment.name, level=NOT_APPLICABLE, rationale="We own no land."), str)
    row = line_of(assessment)
    assert (row.is_not_applicable, row.current_level, row.target_level) == (1, "", "")
    assert isinstance(send(assessment.name, level=""), str)
    assert (line_of(assessment).is_not_applicable, line_of(assessment).current_level) == (0, "")


@pytest.mark.parametrize(
    ("form", "field", "message"),
    [
        ({"level": "7"}, "level", "Choose one of the levels that are offered."),
        ({"level": "2", "rationale": "x" * 5001}, "rationale", "Shorten it to 5000 or fewer."),
        ({"level": "2", "rationale": "a < b"}, "update", "leave out “<” and “>”"),
    ],
)
def test_what_cannot_be_stored_comes_back_with_what_was_typed(
    send: Any, form: dict[str, str], field: str, message: str
) -> None:
    assessment = shared_out()
    page = send(assessment.name, evidence="The register.", **form)
    assert page.status == 400
    assert message in page.errors[field]
    html = shown(lambda: page)
    assert "The register.</textarea>" in html
    assert line_of(assessment).rationale == OF_THEIRS


def test_text_of_5000_characters_is_stored(send: Any) -> None:
    assert isinstance(send(shared_out().name, level="2", rationale="x" * 5000), str)


@pytest.mark.parametrize("code", ["C3", "c1", "C9"])
def test_a_line_of_somebody_else_is_as_one_that_is_not_there(send: Any, code: str) -> None:
    assessment = shared_out()
    with acting_as(cast.PARTNER), pytest.raises(NotFound):
        scoring.line(assessment.name, code)
    with pytest.raises(NotFound):
        send(assessment.name, code, level="2")
    assert line_of(assessment, "C3").current_level == "1"


def is_closed(assessment: str, send: Any, user: str = cast.PARTNER) -> None:
    """Every address of the assessment answers as if there were none."""
    with acting_as(user):
        for ask in (scoring.page, scoring.give_back, lambda name: scoring.line(name, "C1")):
            with pytest.raises(NotFound):
                ask(assessment)
    with pytest.raises(NotFound):
        send(assessment, user=user, level="2")


def test_an_assessment_without_a_line_of_theirs_is_as_one_that_is_not_there(send: Any) -> None:
    assessment = shared_out(codes=())
    for name in (assessment.name, "made-up", begun("B").name):
        is_closed(name, send)
    is_closed(shared_out().name, send, cast.DEPUTY)


def test_nothing_is_seen_or_scored_once_it_is_with_the_moderator(send: Any) -> None:
    assessment = shared_out()
    for code in ("C1", "C2"):
        send(assessment.name, code, level="2")
    shown(lambda: scoring.page(assessment.name))
    with_moderator(fresh(assessment))
    is_closed(assessment.name, send)
    assert assessment.name not in shown(views.front_page)


def test_lines_are_returned_once_each_has_a_level_and_stay_to_be_read(send: Any) -> None:
    assessment = shared_out()
    send(assessment.name, level="2")
    with acting_as(cast.PARTNER):
        early = scoring.give_back(assessment.name)
    assert (early.status, early.errors) == (
        400,
        {"return": "There is no level yet for C2. Give one or mark it not applicable."},
    )
    send(assessment.name, "C2", level=NOT_APPLICABLE)
    with acting_as(cast.PARTNER):
        assert scoring.give_back(assessment.name) == f"/partner/assessment/{assessment.name}?done=1"
    assert [row.is_returned for row in fresh(assessment).scores] == [1, 1, 0]
    html = shown(lambda: scoring.page(assessment.name))
    assert html.count(">Returned<") == 2 and "<form method" not in html.partition("<main")[2]
    late = send(assessment.name, level="3", rationale="On second thoughts.")
    assert late.errors["update"].startswith("You have returned C1.")
    html = shown(lambda: late)
    assert "On second thoughts." in html and "Save line" not in html
    assert line_of(assessment).current_level == "2"
    with acting_as(cast.PARTNER):
        assert scoring.give_back(assessment.name).errors["return"].startswith("No line of this assessment")


def test_the_first_page_leads_to_an_assessment_while_a_line_of_it_waits(send: Any) -> None:
    assessment, other = shared_out(), shared_out(codes=())
    link = f"/partner/assessment/{assessment.name}"
    html = shown(views.front_page)
    assert f'<a href="{link}">{escape(assessment.title)}</a>' in html
    assert '<td data-label="Lines to return">2</td>' in html
    assert other.name not in html
    for code in ("C1", "C2"):
        send(assessment.name, code, level="2")
    assert link in shown(views.front_page)
    with acting_as(cast.PARTNER):
        scoring.give_back(assessment.name)
    assert link not in shown(views.front_page) and "Assessment lines to score" not in shown(views.front_page)


def cost(view: Callable[[], Any]) -> int:
    with acting_as(cast.PARTNER):
        view().html()
        with counted_queries() as queries:
            view().html()
    return len(queries)


def test_the_first_page_costs_the_same_with_3_and_with_30_assessments() -> None:
    costs = []
    for count in (3, 27):
        for _number in range(count):
            shared_out(("C1",), criteria=1)
        costs.append(cost(views.front_page))
    assert costs[0] == costs[1]


def test_the_page_of_an_assessment_costs_the_same_with_3_and_with_30_lines() -> None:
    costs = []
    for count in (3, 30):
        assessment = shared_out(tuple(f"C{number}" for number in range(1, count + 1)), criteria=count)
        costs.append(cost(lambda name=assessment.name: scoring.page(name)))
    assert costs[0] == costs[1]
