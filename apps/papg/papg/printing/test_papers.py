"""The agenda and the action plan on paper, and the door to every paper."""

from urllib.parse import unquote

import frappe
import pytest
from frappe.utils import add_days, today

from papg.printing import download, paper, prints
from papg.rules.due_dates import govuk_date
from papg.testing import cast, pdf
from papg.testing.acting import acting_as, counted_queries
from papg.testing.factories import make
from papg.testing.papers import a_held_meeting, circulated, minutes_of


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()
    frappe.db.delete("PAPG Action")


def printed(user: str, kind: str, record: str, name: str) -> str:
    with acting_as(user):
        return pdf.text(paper.pdf(prints.paper(kind, record, name)))


# The agenda


def test_the_agenda_lists_items_presenters_times_and_papers() -> None:
    meeting = a_held_meeting(
        agenda=[
            {
                "item_number": 1,
                "title": "Welcome",
                "presenter": "Head of Community Safety",
                "minutes_allotted": 5,
            },
            {"item_number": 2, "title": "Surveys", "presenter": "Licensing Manager", "minutes_allotted": 25},
        ],
        papers=[{"item_number": 2, "title": "Map of sites"}, {"title": "Calendar of meetings"}],
    )
    text = printed(cast.PARTNER, "agenda", "PAPG Meeting", meeting.name)
    for expected in (
        f"Agenda for meeting {meeting.reference}",
        "14 October 2026",
        "10am to 11:30am",
        "Issued on 7 October 2026",
        "1 Welcome Head of Community Safety 5",
        "2 Surveys Paper: Map of sites Licensing Manager 25",
        "The items are planned to take 30 minutes.",
    ):
        assert expected in text
    assert text.index("Calendar of meetings") > text.index("Other papers")


def test_the_agenda_of_a_meeting_called_off_says_so() -> None:
    meeting = make("PAPG Meeting", papg_group=cast.group("A"))
    values = {"status": "Cancelled", "status_reason": "The chair is ill."}
    frappe.db.set_value("PAPG Meeting", meeting.name, values)
    frappe.db.delete("PAPG Agenda Item", {"parent": meeting.name})
    text = printed(cast.SECRETARY, "agenda", "PAPG Meeting", meeting.name)
    assert "This meeting is cancelled. The chair is ill." in text
    assert "The agenda has no items yet." in text


def test_an_agenda_is_printed_by_members_once_it_is_issued() -> None:
    meeting = make("PAPG Meeting", papg_group=cast.group("A"))
    assert "Agenda" in printed(cast.SECRETARY, "agenda", "PAPG Meeting", meeting.name)
    with pytest.raises(frappe.DoesNotExistError):
        printed(cast.MEMBER, "agenda", "PAPG Meeting", meeting.name)
    frappe.db.set_value("PAPG Meeting", meeting.name, "agenda_issued_on", today())
    assert "Agenda" in printed(cast.MEMBER, "agenda", "PAPG Meeting", meeting.name)


# The action plan


def an_action(title: str, **fields: object) -> None:
    make("PAPG Action", papg_group=cast.group("A"), title=title, **fields)


def test_the_action_plan_says_in_words_what_is_late() -> None:
    an_action("Late", owner_member=cast.member(cast.MEMBER), due_on=add_days(today(), -3))
    an_action("Not yet", due_on=today(), updates=[{"note": "Begun."}])
    text = printed(cast.MEMBER, "action-plan", "PAPG Group", cast.group("A"))
    due = govuk_date(frappe.utils.getdate(add_days(today(), -3)))
    for expected in (
        "2 actions, 1 of them overdue.",
        f"Late Licensing Manager {due} Open Overdue by 3 days",
        "Not yet Nobody yet",
        f"Begun. {govuk_date(frappe.utils.getdate())}",
        "OFFICIAL-SENSITIVE" if frappe.db.count("PAPG Minutes") else "OFFICIAL",
    ):
        assert expected in text


def test_a_plan_without_actions_says_so() -> None:
    text = printed(cast.SECRETARY, "action-plan", "PAPG Group", cast.group("A"))
    assert "The group has no open actions." in text


def test_what_is_closed_or_from_a_restricted_item_is_not_on_a_paper_handed_round() -> None:
    meeting = a_held_meeting()
    with acting_as(cast.SECRETARY):
        item = make("PAPG Restricted Item", meeting=meeting.name)
        an_action("CANARY-4711", restricted_item=item.name)
        an_action("Gone", status="Dropped", dropped_reason="The site has closed.")
        an_action("Open still")
    text = printed(cast.SECRETARY, "action-plan", "PAPG Group", cast.group("A"))
    assert "Open still" in text
    assert "CANARY-4711" not in text
    assert "Gone" not in text


@pytest.mark.parametrize("user", [cast.PARTNER, cast.BOARD, cast.NEIGHBOUR])
def test_the_plan_of_a_group_is_for_those_who_may_read_the_group(user: str) -> None:
    with pytest.raises(frappe.DoesNotExistError, match="There is no such paper for you to print"):
        printed(user, "action-plan", "PAPG Group", cast.group("A"))


def test_the_query_count_of_the_plan_is_the_same_for_3_and_for_30_actions() -> None:
    counts = []
    for wanted in (3, 30):
        while frappe.db.count("PAPG Action") < wanted:
            an_action("One of many", updates=[{"note": "Begun."}])
        with acting_as(cast.SECRETARY):
            prints.paper("action-plan", "PAPG Group", cast.group("A"))
            with counted_queries() as queries:
                found = prints.paper("action-plan", "PAPG Group", cast.group("A"))
        assert len(found.content["actions"]) == wanted
        counts.append(len(queries))
    assert counts[0] == counts[1] > 0


# The door


def test_the_door_answers_with_a_pdf_to_be_shown_that_no_cache_keeps() -> None:
    minutes = circulated(minutes_of(a_held_meeting()))
    with acting_as(cast.MEMBER):
        response = download.pdf("minutes", "PAPG Minutes", minutes.name)
    assert response.mimetype == "application/pdf"
    assert response.data.startswith(b"%PDF-")
    disposition = unquote(response.headers["Content-Disposition"])
    assert disposition.startswith("inline;")
    assert disposition.endswith("harbour-protect-and-prepare-group-minutes-2026-10-14.pdf")
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_the_door_tells_a_foreign_reader_nothing() -> None:
    minutes = circulated(minutes_of(a_held_meeting()))
    with acting_as(cast.NEIGHBOUR), pytest.raises(frappe.DoesNotExistError) as refused:
        download.pdf("minutes", "PAPG Minutes", minutes.name)
    assert str(refused.value) == "There is no such paper for you to print."


def test_the_door_is_open_to_get_requests_only_and_not_to_guests() -> None:
    assert frappe.allowed_http_methods_for_whitelisted_func[download.pdf] == ["GET"]
    assert download.pdf not in frappe.guest_methods
