"""The pages of members from outside the council, over HTTP as partners and deputies meet them."""

import re

import frappe
import requests
from playwright.sync_api import Page

from papg.testing import cast
from papg.testing.partner_story import PAPER, Story
from provision.served import Served
from tests.journeys.partners import Visitor


def links(page: requests.Response, below: str) -> set[str]:
    return set(re.findall(rf'href="{below}/(\w+)"', page.text))


def test_a_guest_is_sent_to_log_in_and_comes_back_to_the_page_asked_for(server: Served, story: Story) -> None:
    guest = Visitor(server.url)
    for path in ("/partner", f"/partner/minutes/{story['agreed']}", "/partner/minutes/made-up"):
        answer = guest.page(path)
        assert answer.status_code in (302, 303)
        assert answer.headers["Location"] == f"/login?redirect-to={path}"
        assert answer.text.count("Harbour") == 0


def test_a_partner_lands_on_the_pages_of_partners_and_staff_in_the_desk(server: Served, story: Story) -> None:
    assert Visitor(server.url, cast.PARTNER).login.json()["home_page"] == "/partner"
    secretary = Visitor(server.url, cast.SECRETARY)
    assert secretary.login.json()["home_page"] == "/app"
    assert secretary.page("/partner").headers["Location"] == "/app"


def test_a_partner_reads_agreed_and_circulated_minutes_of_the_own_group(
    partner: Visitor, story: Story
) -> None:
    for part in ("agreed", "circulated"):
        page = partner.page(f"/partner/minutes/{story[part]}")
        assert page.status_code == 200
        assert "The plan was <strong>noted</strong>." in page.text
        assert f"print_name=minutes&amp;doctype=PAPG%20Minutes&amp;name={story[part]}" in page.text
    assert {story["agreed"], story["circulated"]} <= links(
        partner.page("/partner/minutes"), "/partner/minutes"
    )


def test_what_is_foreign_unfinished_or_made_up_answers_with_one_and_the_same_page(
    partner: Visitor, story: Story
) -> None:
    paths = [f"/partner/minutes/{story['foreign']}", f"/partner/minutes/{story['draft']}"]
    paths += [f"/partner/meeting/{story['meeting foreign']}", f"/partner/group/{cast.group('B')}"]
    paths += [
        f"/partner/actions/{story['other action']}",
        f"/partner/paper/{paper(story['meeting foreign'])}",
    ]
    paths += [f"/partner/{kind}/made-up" for kind in ("minutes", "meeting", "group", "actions", "paper")]
    answers = [partner.page(path) for path in [*paths, "/partner/nothing"]]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert "There is nothing at this address that you can read." in answers[0].text
    of_the_moment = {"Date", "Set-Cookie"}
    headers = [{k: v for k, v in answer.headers.items() if k not in of_the_moment} for answer in answers]
    assert all(one == headers[0] for one in headers)


def test_part_two_shows_only_the_items_in_whose_audience_the_partner_is(
    partner: Visitor, story: Story
) -> None:
    page = partner.page(f"/partner/minutes/{story['agreed']}").text
    assert "Said under item for partner." in page
    assert "item for secretary" not in page


def test_the_members_of_a_group_are_shown_by_name_and_post_without_address(
    partner: Visitor, story: Story
) -> None:
    page = partner.page(f"/partner/group/{cast.group('A')}").text
    assert cast.POSTS[cast.CHAIR] in page and cast.POLICE in page
    for text in (page, partner.page("/partner").text):
        assert not re.search(r"[\w.]+@[\w.]+|mailto|tel:", text)


def test_markup_in_a_title_is_shown_as_it_was_typed(partner: Visitor, story: Story) -> None:
    for path in (f"/partner/minutes/{story['agreed']}", f"/partner/actions/{story['action with markup']}"):
        page = partner.page(path).text
        assert "Drill &lt;img src=x onerror=" in page
        assert not re.search("<img|<script|<[^>]* onclick", page)


def test_no_page_needs_script_or_style_of_its_own(partner: Visitor, story: Story) -> None:
    for path in ("/partner", f"/partner/minutes/{story['agreed']}", "/partner/made-up"):
        page = partner.page(path)
        assert page.headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self'")
        assert not re.search(r"<script|<style|\sstyle=|\son\w+=\"", page.text.replace(" onerror=", ""))


def paper(meeting: str) -> str:
    return frappe.db.get_value("PAPG Meeting Paper", {"parent": meeting})


def test_a_paper_of_a_readable_meeting_is_handed_out_as_a_download(partner: Visitor, story: Story) -> None:
    answer = partner.page(f"/partner/paper/{paper(story['meeting coming'])}")
    assert (answer.status_code, answer.content) == (200, PAPER)
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_deputy_sees_the_one_meeting_with_its_papers_and_minutes(deputy: Visitor, story: Story) -> None:
    front = deputy.page("/partner")
    assert links(front, "/partner/meeting") == {story["meeting deputised"]}
    assert links(front, "/partner/minutes") == {story["circulated"]}
    assert "You stand in as a deputy" in deputy.page(f"/partner/meeting/{story['meeting deputised']}").text
    assert deputy.page(f"/partner/paper/{paper(story['meeting deputised'])}").content == PAPER
    for path in (
        f"meeting/{story['meeting held']}",
        f"minutes/{story['agreed']}",
        f"group/{cast.group('A')}",
    ):
        assert deputy.page(f"/partner/{path}").status_code == 404


def test_a_partner_marks_the_own_action_done_with_evidence(partner: Visitor, story: Story) -> None:
    path = f"/partner/actions/{story['own action']}"
    sent = partner.fill_in(path, note="Visited all sites.", progress="In progress", evidence="")
    assert sent.status_code == 303, sent.text
    assert sent.headers["Location"] == f"{path}?saved=1"
    assert "Visited all sites." in partner.page(path).text
    without = partner.fill_in(path, note="Report written.", progress="Done", evidence=" ")
    assert without.status_code == 400
    assert "There is a problem" in without.text and "Report written.</textarea>" in without.text
    assert without.text.count("Say what shows that the action is done.") == 2
    partner.fill_in(path, note="Report written.", progress="Done", evidence="Report in the shared folder.")
    page = partner.page(path).text
    assert "It waits for somebody else" in page and "Report in the shared folder." in page
    again = partner.fill_in(
        path, note="More.", progress="In progress", evidence="Report in the shared folder."
    )
    assert "The action is Done and cannot be updated." in again.text


def test_nobody_else_can_report_on_an_action(partner: Visitor, deputy: Visitor, story: Story) -> None:
    made_up = partner.fill_in("/partner/actions/made-up", note="Mine.", progress="Done", evidence="None.")
    for visitor, part in ((partner, "other action"), (deputy, "own action")):
        sent = visitor.fill_in(
            f"/partner/actions/{story[part]}", note="Mine.", progress="Done", evidence="None."
        )
        assert sent.status_code == 404
        assert visitor is not partner or sent.content == made_up.content


def test_a_form_without_the_token_of_the_session_stores_nothing(
    server: Served, partner: Visitor, story: Story
) -> None:
    path = f"/partner/actions/{story['spare action']}"
    fresh = Visitor(server.url, cast.PARTNER)
    fresh.post(f"{server.url}{path}", data={"note": "Forged note.", "csrf_token": "made-up"})
    partner.post(f"{server.url}{path}", data={"note": "Forged note."})
    assert "Forged note." not in partner.page(path).text
    partner.fill_in(path, note="Own note.", progress="", evidence="")
    assert "Own note." in partner.page(path).text


def test_signing_out_ends_the_session(server: Served, story: Story) -> None:
    visitor = Visitor(server.url, cast.PARTNER)
    session = visitor.cookies["sid"]
    assert visitor.fill_in("/partner/sign-out").headers["Location"] == "/login"
    kept = Visitor(server.url)
    kept.cookies.set("sid", session)
    assert kept.page("/partner").headers["Location"] == "/login?redirect-to=/partner"


def test_every_page_fits_the_window_and_breaks_no_policy(window: Page, story: Story) -> None:
    complaints: list[str] = []
    window.on("console", lambda message: complaints.append(message.text))
    for path in (
        "/partner",
        f"/partner/group/{cast.group('A')}",
        f"/partner/meeting/{story['meeting held']}",
        f"/partner/minutes/{story['agreed']}",
        f"/partner/actions/{story['spare action']}",
    ):
        window.goto(path)
        assert window.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert window.locator("h1").count() == 1
        assert window.evaluate("document.styleSheets[0].cssRules.length") > 50
    assert complaints == []


def test_a_mistake_in_the_form_takes_the_reader_to_the_summary_and_on_to_the_field(
    window: Page, story: Story
) -> None:
    window.goto(f"/partner/actions/{story['spare action']}")
    window.get_by_label("Progress note").fill("Report written.")
    window.get_by_label("Done", exact=True).check()
    window.get_by_role("button", name="Save update").click()
    assert window.title().startswith("Error: ")
    assert window.evaluate("document.activeElement.className") == "error-summary"
    window.get_by_role("link", name="Say what shows that the action is done.").click()
    assert window.evaluate("document.activeElement.id") == "evidence"
    assert window.get_by_label("Progress note").input_value() == "Report written."
    assert window.get_by_label("Done", exact=True).is_checked()


def test_the_keyboard_reaches_the_main_content_first(window: Page, story: Story) -> None:
    window.goto("/partner")
    window.keyboard.press("Tab")
    assert window.evaluate("document.activeElement.textContent") == "Skip to main content"
    assert window.evaluate("document.activeElement.getBoundingClientRect().left") == 0
    window.keyboard.press("Enter")
    assert window.evaluate("document.activeElement.id") == "content"
