"""A meeting: agenda, attendance, minutes through their workflow, a decision and an action."""

from typing import Any

from tests.clients.client import refused
from tests.clients.year import CHAIR, MEMBER, NEIGHBOUR, SECRETARY, Year, day

MEETING, MINUTES, DECISION = "PAPG Meeting", "PAPG Minutes", "PAPG Decision"
SAID = "The adviser described what changed since spring."
REASON = "Item 2 leaves out what changed."
WORDS = "Venues get a summary each quarter."


def meeting_planned(year: Year) -> None:
    """The secretary plans a meeting; the standing items are on its agenda."""
    made = year[SECRETARY].create(
        MEETING,
        {
            "papg_group": year.left["group"],
            "title": "Summer meeting",
            "starts_at": f"{day(6, 9)} 10:00:00",
            "ends_at": f"{day(6, 9)} 12:00:00",
            "place": "Committee Room 2",
        },
    )
    assert [row["title"] for row in made["agenda"]] == ["Minutes of the last meeting", "Open actions"]
    year.left["meeting"] = made["name"]


def item_added(year: Year) -> None:
    """The secretary adds an item to the agenda."""
    agenda = year[SECRETARY].read(MEETING, year.left["meeting"])["agenda"]
    items = [*agenda, {"title": "The quay in summer"}]
    changed = year[SECRETARY].change(MEETING, year.left["meeting"], {"agenda": items})
    assert [row["title"] for row in changed["agenda"]][-1] == "The quay in summer"


def meeting_not_seen_early(year: Year) -> None:
    """Members do not see a meeting whose agenda has not gone out."""
    with refused(404):
        year[MEMBER].read(MEETING, year.left["meeting"])


def agenda_issued(year: Year) -> None:
    """A week before, the secretary lets the agenda go out."""
    year.turn_to(day(6, 2))
    sent = year[SECRETARY].call("papg.meetings.planning.issue_agenda", {"meeting": year.left["meeting"]})
    assert sent >= 1


def agenda_read(year: Year) -> None:
    """A member reads the agenda."""
    assert len(year[MEMBER].read(MEETING, year.left["meeting"])["agenda"]) == 3


def stranger_sees_no_meeting(year: Year) -> None:
    """Somebody of another group neither reads, lists nor changes the meeting."""
    with refused(404):
        year[NEIGHBOUR].read(MEETING, year.left["meeting"])
    with refused(404):
        year[NEIGHBOUR].change(MEETING, year.left["meeting"], {"place": "Elsewhere"})
    assert year[NEIGHBOUR].rows(MEETING, ["name"], [["name", "=", year.left["meeting"]]]) == []


def attendance_kept(year: Year) -> None:
    """The day after, the secretary records who came; the meeting was quorate."""
    year.turn_to(day(6, 10))
    held = hold(year, year.left["meeting"])
    assert (held["status"], held["is_quorate"]) == ("Held", 1), held["quorum_reason"]


def hold(year: Year, meeting: str) -> dict[str, Any]:
    """Everybody came."""
    rows = year[SECRETARY].read(MEETING, meeting)["attendance"]
    came = [{**row, "presence": "Present"} for row in rows]
    return year[SECRETARY].change(MEETING, meeting, {"status": "Held", "attendance": came})


def minutes_begun(year: Year) -> None:
    """The secretary begins the minutes; they have an entry for each item."""
    year.left["minutes"] = year[SECRETARY].call(
        "papg.meetings.minutes.write_minutes", {"meeting": year.left["meeting"]}
    )
    entries = year[SECRETARY].read(MINUTES, year.left["minutes"])["entries"]
    assert [row["item_number"] for row in entries] == [1, 2, 3]


def minutes_written(year: Year) -> None:
    """The secretary writes what was said."""
    write(year, "The group noted them.")


def write(year: Year, words: str) -> None:
    entries = year[SECRETARY].read(MINUTES, year.left["minutes"])["entries"]
    said = [{**row, "discussion": f"<p>{words}</p>"} for row in entries]
    changed = year[SECRETARY].change(MINUTES, year.left["minutes"], {"entries": said})
    assert all(words in row["discussion"] for row in changed["entries"])


def decision_recorded(year: Year) -> None:
    """The secretary records a decision of a quorate meeting."""
    decision = year[SECRETARY].call(
        "papg.meetings.minutes.record_decision",
        {"minutes": year.left["minutes"], "item_number": 2, "decision": WORDS},
    )
    assert decision["kind"] == "Decision"


def action_raised(year: Year) -> None:
    """The secretary raises an action from the minutes, for a member, due in four weeks."""
    year.left["action"] = year[SECRETARY].call(
        "papg.actions.raising.raise_action",
        {
            "papg_group": year.left["group"],
            "title": "Survey the north gate",
            "owner_member": year.left["members"][MEMBER],
            "due_on": str(day(7, 7)),
            "meeting": year.left["meeting"],
            "source_doctype": MINUTES,
            "source_name": year.left["minutes"],
        },
    )


def minutes_sent(year: Year) -> None:
    """The secretary sends the minutes to the chair."""
    assert year.step(SECRETARY, MINUTES, year.left["minutes"], "Send to chair")["stage"] == "With chair"


def draft_is_not_for_members(year: Year) -> None:
    """Members do not read a draft."""
    with refused(403, 404):
        year[MEMBER].read(MINUTES, year.left["minutes"])


def minutes_not_by_the_secretary(year: Year) -> None:
    """Whoever prepared them does not approve them."""
    with refused(403, 417):
        year.step(SECRETARY, MINUTES, year.left["minutes"], "Circulate")


def minutes_sent_back(year: Year) -> None:
    """The chair sends them back, once there is a reason."""
    with refused(417, words="reason"):
        year.step(CHAIR, MINUTES, year.left["minutes"], "Send back")
    reason = {"minutes": year.left["minutes"], "reason": REASON}
    year[CHAIR].call("papg.meetings.approval.give_reason", reason)
    assert year.step(CHAIR, MINUTES, year.left["minutes"], "Send back")["stage"] == "Draft"


def minutes_put_right(year: Year) -> None:
    """The secretary puts them right and sends them again."""
    assert year[SECRETARY].read(MINUTES, year.left["minutes"])["sent_back_reason"] == REASON
    write(year, SAID)
    assert year.step(SECRETARY, MINUTES, year.left["minutes"], "Send to chair")["stage"] == "With chair"


def minutes_circulated(year: Year) -> None:
    """The chair approves; the minutes go round."""
    approved = year.step(CHAIR, MINUTES, year.left["minutes"], "Circulate")
    assert (approved["stage"], approved["approved_by"]) == ("Circulated", CHAIR)


def minutes_read(year: Year) -> None:
    """A member reads the minutes and the number of the decision."""
    assert SAID in year[MEMBER].read(MINUTES, year.left["minutes"])["entries"][1]["discussion"]
    of_them = [["minutes", "=", year.left["minutes"]]]
    (decision,) = year[MEMBER].rows(DECISION, ["decision", "decision_number"], of_them)
    assert decision["decision"] == WORDS and decision["decision_number"]


STEPS = (
    *(meeting_planned, item_added, meeting_not_seen_early, agenda_issued, agenda_read),
    *(stranger_sees_no_meeting, attendance_kept, minutes_begun, minutes_written, decision_recorded),
    *(action_raised, minutes_sent, draft_is_not_for_members, minutes_not_by_the_secretary),
    *(minutes_sent_back, minutes_put_right, minutes_circulated, minutes_read),
)
