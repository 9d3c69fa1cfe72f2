"""The end of the year of a group: it goes into a joint one, and every day before is told as it was."""

from datetime import date
from typing import Any

from papg.testing import cast, pdf
from tests.journeys.rest import read, said
from tests.journeys.year_story import (
    ADMINISTRATOR,
    AUDITOR,
    BOARD,
    CHAIR,
    COVERAGE,
    MEMBER,
    SECRETARY,
    YEAR,
    Story,
    day,
    health,
    hold,
    meeting_on,
    member,
    starts,
)

CHANGE = "PAPG Structure Change"
JOINT = "Harbour and Northgate Protect & Prepare Group"
AREA = "Transport and highways"
LAST, FIRST = day(3, 31), date(YEAR + 1, 4, 1)


def joint_group_proposed(story: Story) -> str:
    """The board is to decide that the group goes into a joint one; nothing changes by that."""
    admin = story[ADMINISTRATOR]
    [board] = admin.names("PAPG Group", group_name=cast.BOARD_GROUP)
    [row] = admin.names("PAPG Member", papg_group=board)
    admin.call("papg.membership.changing.change_post", member=row, on=str(day(1, 15)), position="Chair")
    lines = [{"body": board, "chain": "Delivery"}]
    joint = admin.create(
        "PAPG Group", group_name=JOINT, authority=cast.COUNCIL, status="Proposed", reports_to=lines
    )["name"]
    for user, position in ((CHAIR, "Chair"), (SECRETARY, "Secretary")):
        post = cast.POSTS[user]
        person = {"full_name": post, "email": user, "job_title": post, "position": position}
        of = {"papg_group": joint, "organisation": cast.DEPARTMENT, "joined_on": str(FIRST)}
        member_row = admin.create("PAPG Member", **of, **person)["name"]
        admin.call("papg.membership.access.give_access", member=member_row)
    goes = dict.fromkeys(("has_members", "has_actions", "has_escalations"), 1)
    step = {"kind": "Closes and goes into another", "concerned_group": story.group, "other_group": joint}
    return admin.create(
        CHANGE,
        papg_group=board,
        title="One group for both towns",
        deciding_body=cast.BOARD_GROUP,
        decides_on=str(day(3, 20)),
        reasons="The towns share their venues.",
        steps=[{**step, **goes}],
    )["name"]


def left_open_at_year_end(story: Story, meeting: str, done: str) -> tuple[str, str]:
    """An action that is under way when the group closes, taken to the board, and a seat that is held.

    It comes again every month, and one that is done every quarter.
    """
    story.on(day(3, 20))
    action = story[SECRETARY].call(
        "papg.actions.raising.raise_action",
        papg_group=story.group,
        title="Agree a plan for the quay",
        owner_member=member(story, MEMBER),
        due_on=str(LAST),
        meeting=meeting,
    )
    for repeated, often in ((action, "Monthly"), (done, "Quarterly")):
        story[SECRETARY].call("papg.actions.repeating.repeat", action=repeated, frequency=often)
    group = story[SECRETARY].get_record("PAPG Group", story.group)
    escalation = story[SECRETARY].call(
        "papg.actions.escalating.escalate",
        action=action,
        line=group["reports_to"][0]["name"],
        reason="The quay has two owners.",
        respond_by=str(FIRST),
    )
    story[SECRETARY].create(
        "PAPG Member",
        papg_group=story.group,
        full_name="Highways Manager",
        job_title="Highways Manager",
        organisation=cast.DEPARTMENT,
        position="Member",
        joined_on=str(day(3, 20)),
        seats=[{"business_area": AREA}],
    )
    return action, escalation


def adopted_for_year_end(story: Story, change: str) -> None:
    """The board adopts it; until its day nothing acts and everything is as it was."""
    decided = {"decided_on": str(day(3, 20)), "takes_effect_on": str(FIRST), "decision": "Agreed."}
    adopted = story[BOARD].change(CHANGE, change, stage="Adopted", **decided)
    assert adopted["stage"] == "Adopted"
    early = story[BOARD].ask("PUT", f"/api/resource/{CHANGE}/{change}", json={"stage": "In effect"})
    assert (early.status_code, "Until then nothing changes" in said(early)) == (417, True)
    assert story[SECRETARY].get_record("PAPG Group", story.group)["status"] == "Active"


def seats(story: Story, group: str, on: date) -> dict[str, str]:
    """What is said of each seat of a group on a day."""
    params = {"papg_group": group, "on": str(on)}
    rows = read(story[AUDITOR].ask("GET", COVERAGE, params=params))["message"]["seats"]
    return {row["seat"]: row["state"] for row in rows}


def told(story: Story) -> dict[str, Any]:
    """What is said of the year of the group, whenever it is asked."""
    quorum = [
        (found["title"], found["is_quorate"], found["quorum_reason"])
        for found in (
            story[AUDITOR].get_record("PAPG Meeting", meeting_on(story, month)) for month in (6, 9, 12, 3)
        )
    ]
    days = (day(6, 30), day(7, 1), day(9, 1), LAST)
    covered = [seats(story, story.group, on) for on in days]
    return {"health": health(story, YEAR), "quorum": quorum, "seats": covered}


def in_effect_from_its_day(story: Story, change: str, before: dict[str, Any]) -> str:
    """The night carries it out; from then on the joint group has what was open, and the year stays the old one's."""
    story.on(FIRST)
    [joint] = story[AUDITOR].names("PAPG Group", group_name=JOINT)
    done = story[BOARD].get_record(CHANGE, change)
    assert (done["stage"], done["what_was_done"].split("\n")[0]) == (
        "In effect",
        f"{cast.GROUP_A} closes and goes into {JOINT}.",
    )
    closed, opened = (story[AUDITOR].get_record("PAPG Group", name) for name in (story.group, joint))
    assert (closed["status"], closed["dissolved_on"], closed["outcome"], closed["replaced_by"]) == (
        *("Dissolved", str(LAST), "Agreed.", joint),
    )
    assert (opened["status"], opened["established_on"]) == ("Active", str(FIRST))
    assert told(story) == before
    assert seats(story, story.group, FIRST) == {}
    assert (seats(story, joint, LAST)[AREA], seats(story, joint, FIRST)[AREA]) == ("Vacant", "Filled")
    assert health(story, YEAR, joint)["Actions in time"] == "Not known"
    assert health(story, YEAR + 1, joint)["Actions in time"] == "0% (0 of 1)"
    return joint


def what_was_open_goes_on(story: Story, joint: str, action: str, escalation: str) -> None:
    """The owner reports to the joint group, and the board answers what was escalated under the old name."""
    found = story[MEMBER].get_record("PAPG Action", action)
    assert (found["papg_group"], found["owner_member"]) == (joint, member(story, MEMBER, joint))
    answer = story[BOARD].change("PAPG Escalation", escalation, response="The board spoke to both.")
    assert (answer["papg_group"], answer["group_title"], answer["status"]) == (
        *(joint, cast.GROUP_A, "Answered"),
    )
    story[MEMBER].change("PAPG Action", action, status="Done", evidence="Both owners signed.")
    assert health(story, YEAR + 1, joint)["Actions in time"] == "Not known"
    meeting = {"title": "One more", "starts_at": f"{FIRST} 14:00:00", "ends_at": f"{FIRST} 15:00:00"}
    late = story[SECRETARY].ask(
        "POST", "/api/resource/PAPG Meeting", json={"papg_group": story.group, **meeting}
    )
    assert (late.status_code, f"Use {JOINT} instead" in said(late)) == (417, True)
    [minutes] = story[MEMBER].names("PAPG Minutes", meeting=meeting_on(story, 6))
    text = pdf.text(story[MEMBER].download("minutes", "PAPG Minutes", minutes).content)
    assert cast.GROUP_A in " ".join(text.split())


def first_meeting_of_the_joint_group(story: Story, joint: str) -> None:
    """Its quorum is counted over those who came along, by its own terms."""
    terms = story[SECRETARY].create(
        "PAPG Terms of Reference",
        papg_group=joint,
        in_force_from=str(FIRST),
        quorum_kind="Chair and a share",
        share_numerator=1,
        share_denominator=2,
        cadence="Quarterly",
    )["name"]
    story[SECRETARY].step(terms, "Send to members", "PAPG Terms of Reference")
    story[CHAIR].step(terms, "Bring into force", "PAPG Terms of Reference")
    on = FIRST.replace(day=8)
    meeting = story[SECRETARY].create(
        "PAPG Meeting",
        papg_group=joint,
        title="First meeting",
        starts_at=f"{on} 10:00:00",
        ends_at=f"{on} 12:00:00",
    )["name"]
    story[SECRETARY].call("papg.meetings.planning.issue_agenda", meeting=meeting)
    held = hold(story, meeting, {"Member": "Apologies"})
    assert (held["is_quorate"], len(held["attendance"])) == (0, 8), held["quorum_reason"]
    assert starts(story, meeting).startswith(str(on))


def came_again(story: Story, joint: str) -> None:
    """What went along has come again there; what ended with the old group has not."""
    titles = [
        story[AUDITOR].get_record("PAPG Action", name)["title"]
        for group in (story.group, joint)
        for name in story[AUDITOR].names("PAPG Action", papg_group=group)
    ]
    assert sorted(titles) == [
        "Agree a plan for the quay",
        "Agree a plan for the quay",
        "Survey the north gate",
    ]
