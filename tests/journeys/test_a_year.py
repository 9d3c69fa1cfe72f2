"""A year in the life of a group, over HTTP: every day is that day for the site, and its figures are true of it."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from papg.testing import cast
from provision.instance import Instance
from tests.journeys.on_a_day import living_site
from tests.journeys.rest import Program, read, said
from tests.journeys.year_end import (
    adopted_for_year_end,
    came_again,
    first_meeting_of_the_joint_group,
    in_effect_from_its_day,
    joint_group_proposed,
    left_open_at_year_end,
    told,
    what_was_open_goes_on,
)
from tests.journeys.year_story import (
    BOARD,
    CHAIR,
    MEMBER,
    PEOPLE,
    SECRETARY,
    YEAR,
    Story,
    circulate,
    day,
    decided,
    health,
    hold,
    licensing,
    meeting_on,
    member,
    share,
    starts,
    written,
)


@pytest.fixture(scope="module")
def story(instance: Instance) -> Iterator[Story]:
    with living_site(instance, date(YEAR, 4, 1)) as calendar:
        keys = calendar.keys(*PEOPLE)
        found = Story(calendar, {user: Program(calendar.url, key) for user, key in keys.items()})
        [found.group] = found[SECRETARY].names("PAPG Group", group_name=cast.GROUP_A)
        yield found


def test_a_year_in_the_life_of_a_group(story: Story) -> None:
    terms_agreed(story)
    first, second, third, fourth = meetings_planned(story)
    action = quorate_meeting_with_an_action(story, first)
    seat_filled_and_left(story)
    advice = inquorate_meeting_that_was_moved(story, second)
    escalation = overdue_action_escalated(story, action)
    ratified_with_deputies(story, third, second, advice)
    answered_and_done(story, escalation, action)
    change = joint_group_proposed(story)
    last_meeting(story, fourth, first, third)
    left_open = left_open_at_year_end(story, fourth, action)
    adopted_for_year_end(story, change)
    figures_of_the_year(story)
    of_the_year = told(story)
    joint = in_effect_from_its_day(story, change, of_the_year)
    what_was_open_goes_on(story, joint, *left_open)
    first_meeting_of_the_joint_group(story, joint)
    figures_long_after(story, of_the_year)
    came_again(story, joint)


def terms_agreed(story: Story) -> None:
    """Quarterly meetings; the chair and a third of the members are a quorum. In force from the day they are agreed."""
    story.on(day(4, 1))
    assert story[SECRETARY].get_record("PAPG Group", story.group)["group_name"] == cast.GROUP_A
    assert health(story)["Meetings held"] == "Not known"
    terms = story[SECRETARY].create(
        "PAPG Terms of Reference",
        papg_group=story.group,
        in_force_from=str(day(4, 1)),
        quorum_kind="Chair and a share",
        share_numerator=1,
        share_denominator=3,
        cadence="Quarterly",
    )["name"]
    story[SECRETARY].step(terms, "Send to members", "PAPG Terms of Reference")
    assert story[CHAIR].step(terms, "Bring into force", "PAPG Terms of Reference")["stage"] == "In force"


def meetings_planned(story: Story) -> list[str]:
    """Four meetings, on the second Tuesday of a quarter's last month."""
    series = story[SECRETARY].create(
        "PAPG Meeting Series",
        papg_group=story.group,
        status="Confirmed",
        cadence="Quarterly",
        on_week="Second",
        on_weekday="Tuesday",
        first_on=str(day(6, 1)),
        number_of_meetings=4,
        starts_at="10:00",
        place="Committee Room 2",
    )["name"]
    made = story[SECRETARY].call("papg.meetings.series_meetings.make_meetings", meeting_series=series)
    assert made["made"] == 4
    names = story[SECRETARY].names("PAPG Meeting", series=series)
    found = sorted(names, key=lambda name: starts(story, name))
    assert [starts(story, name)[5:7] for name in found] == ["06", "09", "12", "03"]
    return found


def quorate_meeting_with_an_action(story: Story, meeting: str) -> str:
    """Everybody comes; a decision is taken and an action raised, due in a month."""
    held = hold(story, meeting, {})
    assert held["is_quorate"] == 1, held["quorum_reason"]
    minutes = written(story, meeting)
    decision = decided(story, minutes, "Venues get a summary each quarter.")
    assert decision["kind"] == "Decision"
    due = date.fromisoformat(held["starts_at"][:10]) + timedelta(days=28)
    action = story[SECRETARY].call(
        "papg.actions.raising.raise_action",
        papg_group=story.group,
        title="Survey the north gate",
        owner_member=member(story, cast.MEMBER),
        due_on=str(due),
        meeting=meeting,
        source_doctype="PAPG Minutes",
        source_name=minutes,
    )
    circulate(story, minutes)
    assert health(story)["Attendance"].startswith("100%")
    return action


def seat_filled_and_left(story: Story) -> None:
    """Licensing has a seat for two months; every day before, in and after them can be asked for later."""
    story.on(day(7, 1))
    name = story[SECRETARY].create(
        "PAPG Member",
        papg_group=story.group,
        full_name="Licensing Manager",
        job_title="Licensing Manager",
        organisation=cast.DEPARTMENT,
        position="Member",
        joined_on=str(day(7, 1)),
        seats=[{"business_area": "Licensing"}],
    )["name"]
    story.on(day(8, 31))
    story[SECRETARY].change("PAPG Member", name, left_on=str(day(8, 31)))
    asked = (day(6, 30), day(7, 1), day(8, 31), day(9, 1))
    assert [licensing(story, on) for on in asked] == ["Vacant", "Filled", "Filled", "Lapsed"]


def inquorate_meeting_that_was_moved(story: Story, meeting: str) -> str:
    """The meeting is moved by a week and the chairs cannot come: what it says is advice until it is ratified."""
    planned = starts(story, meeting)
    before = story[SECRETARY].get_record("PAPG Meeting", meeting)["calendar_sequence"]
    moved_to = date.fromisoformat(planned[:10]) + timedelta(days=7)
    story.on(date.fromisoformat(planned[:10]) - timedelta(days=14))
    assert story[SECRETARY].call("papg.meetings.planning.issue_agenda", meeting=meeting) >= 1
    moved = story[SECRETARY].change(
        "PAPG Meeting", meeting, starts_at=f"{moved_to} 10:00:00", ends_at=f"{moved_to} 12:00:00"
    )
    assert moved["calendar_sequence"] > (before or 0)
    held = hold(story, meeting, {"Chair": "Apologies", "Deputy Chair": "Absent"})
    assert held["starts_at"].startswith(str(moved_to))
    assert held["is_quorate"] == 0 and held["quorum_reason"]
    minutes = written(story, meeting)
    advice = decided(story, minutes, "To close the lane on match days.")
    assert advice["kind"] == "Recommendation"
    circulate(story, minutes)
    return advice["name"]


def overdue_action_escalated(story: Story, action: str) -> str:
    """Two months after its day the action is late; the secretary takes it to the board."""
    due = date.fromisoformat(story[SECRETARY].get_record("PAPG Action", action)["due_on"])
    story.on(due)
    assert health(story)["Actions in time"] == "100% (1 of 1)"
    story.on(due + timedelta(days=1))
    assert health(story)["Actions in time"] == "0% (0 of 1)"
    story.on(day(10, 20))
    group = story[SECRETARY].get_record("PAPG Group", story.group)
    name = story[SECRETARY].call(
        "papg.actions.escalating.escalate",
        action=action,
        line=group["reports_to"][0]["name"],
        reason="The owner of the site does not answer.",
        respond_by=str(day(11, 17)),
    )
    assert name in story[BOARD].names("PAPG Escalation")
    early = story[BOARD].ask("GET", f"/api/resource/PAPG Action/{action}")
    assert early.status_code == 404
    return name


def ratified_with_deputies(story: Story, meeting: str, inquorate: str, advice: str) -> None:
    """A deputy stands in; the meeting is quorate and ratifies what the one before could only recommend."""
    address = f"/api/resource/PAPG Decision/{advice}"
    too_early = story[CHAIR].ask("PUT", address, json={"ratified_at": inquorate})
    assert too_early.status_code == 417, said(too_early)
    held = hold(story, meeting, {cast.POSTS[cast.MEMBER]: "Deputised"})
    assert held["is_quorate"] == 1, held["quorum_reason"]
    ratified = story[CHAIR].change("PAPG Decision", advice, ratified_at=meeting)
    assert (ratified["kind"], ratified["needs_ratification"], ratified["ratified_at"]) == (
        "Decision",
        0,
        meeting,
    )
    circulate(story, written(story, meeting))


def answered_and_done(story: Story, escalation: str, action: str) -> None:
    """The board answers, the owner does it, and the group closes both."""
    story.on(day(1, 15))
    answer = story[BOARD].change("PAPG Escalation", escalation, response="The board wrote to the owner.")
    assert (answer["status"], answer["responded_on"]) == ("Answered", str(day(1, 15)))
    closed = story[SECRETARY].change(
        "PAPG Escalation", escalation, status="Closed", outcome="The survey was allowed."
    )
    assert closed["status"] == "Closed"
    done = story[MEMBER].change(
        "PAPG Action", action, status="Done", evidence="The survey of 12 January is on file."
    )
    assert (done["status"], done["completed_on"]) == ("Done", str(day(1, 15)))


def last_meeting(story: Story, meeting: str, *agreed: str) -> None:
    """At the last meeting of the year the minutes of two earlier ones are agreed."""
    hold(story, meeting, {})
    for earlier in agreed:
        [minutes] = story[CHAIR].names("PAPG Minutes", meeting=earlier)
        story[CHAIR].call("papg.meetings.approval.note_agreement", minutes=minutes, agreed_at=meeting)
        locked = story[CHAIR].step(minutes, "Agree as a correct record")
        assert (locked["stage"], locked["agreed_on"]) == ("Agreed", starts(story, meeting)[:10])


def figures_of_the_year(story: Story) -> None:
    """On the last day of the year an action is under way and in time, and two minutes wait to be agreed."""
    story.on(day(3, 31))
    expected = {
        "Meetings held": "100% (4 of 4)",
        "Actions in time": "100% (1 of 1)",
        "Minutes agreed in time": "33% (1 of 3)",
    }
    found = health(story)
    assert {name: found[name] for name in expected} == expected
    seats = len(story[SECRETARY].get_record("PAPG Meeting", meeting_on(story, 6))["attendance"])
    chairs = 3
    assert found["Attendance"] == share(4 * seats - chairs, 4 * seats)


def figures_long_after(story: Story, of_the_year: dict[str, Any]) -> None:
    """Long after it the figures of the year are the same, and none is asked of a group that is over."""
    story.on(date(YEAR + 1, 11, 30))
    assert told(story) == of_the_year
    assert set(health(story, YEAR + 1).values()) == {"Not known"}
    report = read(
        story[BOARD].ask(
            "GET",
            "/api/method/frappe.desk.query_report.run",
            params={"report_name": "PAPG Group health", "filters": f'{{"year": {YEAR}}}'},
        )
    )["message"]["result"]
    row = next(row for row in report if row["group_name"] == cast.GROUP_A)
    assert (row["state"], row["attendance"]) == ("Weak", of_the_year["health"]["Attendance"])
