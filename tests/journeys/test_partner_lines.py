"""A partner without scripts scores the lines of an assessment that were given to them, and hands them back."""

from collections.abc import Iterator
from dataclasses import dataclass

import frappe
import pytest
from playwright.sync_api import Page

from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make
from papg.testing.maturity import a_framework, begun, fresh, with_moderator
from provision.served import Served
from tests.journeys.accessible import faults
from tests.journeys.conftest import window_of
from tests.journeys.partners import Visitor
from tests.journeys.stories import committed
from tests.journeys.test_partner_corrections import picture

PHONE = (390, 844)
# Codes as councils write them; the address of a line carries its code.
ODD = "1.2 a/b"
OF_OTHERS = "Said by somebody else."


@dataclass
class Given:
    """Two assessments of which lines were given to the partner, with the partner at the served site."""

    partner: Visitor
    by_hand: str
    in_browser: str


@pytest.fixture(scope="module")
def given(connection: None, server: Served) -> Iterator[Given]:
    with committed():
        framework = a_framework(3)
        make("PAPG Maturity Criterion", framework=framework, code=ODD, statement="The odd one holds.")
        names = [shared_out(framework), shared_out(framework)]
        frappe.db.commit()
        yield Given(Visitor(server.url, cast.PARTNER), *names)


def shared_out(framework: str) -> str:
    """An assessment of which two lines are the partner's and the others the member's."""
    assessment = begun(framework=framework)
    with acting_as(cast.SECRETARY):
        for row in assessment.scores:
            is_theirs = row.code in ("C1", ODD)
            row.assigned_to = cast.member(cast.PARTNER if is_theirs else cast.MEMBER)
            row.update({"target_level": "3"} if is_theirs else {"current_level": "1"})
            row.rationale = "" if is_theirs else OF_OTHERS
        return assessment.save().name


def stored(name: str) -> list[tuple[str, str, str, int]]:
    """The lines as they are stored now."""
    frappe.db.rollback()
    rows = frappe.get_doc("PAPG Maturity Assessment", name).scores
    return [(row.code, row.current_level, row.target_level, row.is_returned) for row in rows]


def test_a_partner_scores_and_returns_their_lines_and_sees_no_other(given: Given) -> None:
    partner, page = given.partner, f"/partner/assessment/{given.by_hand}"
    assert page in partner.page("/partner").text
    odd = f"{page}/1.2%20a/b"
    assert f'href="{odd}"' in partner.page(page).text
    assert "C2" not in partner.page(page).text and OF_OTHERS not in partner.page(f"{page}/C1").text
    sent = partner.fill_in(f"{page}/C1", level="2", rationale="Seen in May.", evidence="Minutes of May.")
    assert (sent.status_code, sent.headers["Location"]) == (303, f"{page}?saved=1")
    assert "Seen in May.</textarea>" in partner.page(f"{page}/C1").text
    early = partner.fill_in(page)
    assert early.status_code == 400 and f"There is no level yet for {ODD}." in early.text
    assert partner.fill_in(odd, level="not applicable", rationale="", evidence="").status_code == 303
    assert partner.fill_in(page).headers["Location"] == f"{page}?done=1"
    assert stored(given.by_hand) == [
        ("C1", "2", "3", 1),
        ("C2", "1", "", 0),
        ("C3", "1", "", 0),
        (ODD, "", "", 1),
    ]
    assert page not in partner.page("/partner").text
    late = partner.fill_in(f"{page}/C1", level="3", rationale="Late.", evidence="")
    assert late.status_code == 400 and "You have returned C1." in late.text and "Late." in late.text


def test_what_was_given_to_others_and_what_is_made_up_look_the_same(given: Given) -> None:
    page = f"/partner/assessment/{given.in_browser}"
    nothing = given.partner.page("/partner/nothing").content
    for path in (f"{page}/C2", f"{page}/made-up", "/partner/assessment/made-up"):
        assert given.partner.page(path).status_code == 404
        assert given.partner.page(path).content == nothing
        assert given.partner.fill_in(path, level="3", rationale="Mine.", evidence="").status_code == 404
    paper = "/api/method/papg.printing.download.pdf?print_name=assessment-profile&doctype=PAPG Maturity Assessment"
    assert given.partner.page(f"{paper}&name={given.in_browser}").status_code == 404
    assert all(level in ("", "1") for _code, level, _target, _is_returned in stored(given.in_browser))


def test_lines_are_scored_with_the_keyboard_on_a_phone_without_script(given: Given, server: Served) -> None:
    with window_of(PHONE, server, given.partner, java_script_enabled=False) as page:
        page.goto("/partner")
        assert page.get_by_role("heading", name="Assessment lines to score").count() == 1
        picture(page, "front-lines")
        page.goto(f"/partner/assessment/{given.in_browser}")
        looked_at(page, "assessment")
        page.get_by_role("link", name="C1: Statement 1 holds.").click()
        page.get_by_label("No level yet").focus()
        for _level in (1, 2):
            page.keyboard.press("ArrowDown")
        assert page.get_by_role("radio", name="2: ").is_checked()
        page.get_by_label("Why this level").fill("We tried it out in March.")
        looked_at(page, "assessment-line")
        page.get_by_role("button", name="Save line").click()
        assert page.get_by_role("status").inner_text().startswith("The line has been saved.")
        page.get_by_role("button", name="Return my lines").click()
        assert page.title().startswith("Error: ")
        looked_at(page, "assessment-error")
    assert stored(given.in_browser)[0] == ("C1", "2", "3", 0)
    closed_with_the_moderator(given)


def looked_at(page: Page, name: str) -> None:
    """The page is accessible, fits the phone, and is kept as a picture."""
    assert faults(page) == []
    picture(page, name)


def closed_with_the_moderator(given: Given) -> None:
    """Once it has gone on, the page is not there any more."""
    assessment = frappe.get_doc("PAPG Maturity Assessment", given.in_browser)
    with acting_as(cast.SECRETARY):
        for row in assessment.scores:
            row.update({"current_level": row.current_level or "1"})
        assessment.save()
    with_moderator(fresh(assessment))
    frappe.db.commit()
    page = f"/partner/assessment/{given.in_browser}"
    assert given.partner.page(page).status_code == 404
    assert given.partner.fill_in(f"{page}/C1", level="3", rationale="", evidence="").status_code == 404
