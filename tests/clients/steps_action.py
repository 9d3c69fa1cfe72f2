"""What becomes of an action: under way, reminded, overdue, taken upwards, answered, done and closed."""

from tests.clients.client import refused
from tests.clients.year import AUDITOR, BOARD, CHAIR, MEMBER, NEIGHBOUR, SECRETARY, Year, day

ACTION, ESCALATION = "PAPG Action", "PAPG Escalation"
FOLLOW_UP = "PAPG Escalations to consider"
PROOF = "The survey of 12 January is on file."


def action_read(year: Year) -> None:
    """The owner reads the action with where it comes from."""
    found = year[MEMBER].read(ACTION, year.left["action"])
    assert (found["status"], found["source_name"]) == ("Open", year.left["minutes"])
    year.left["copy"] = found["modified"]


def action_under_way(year: Year) -> None:
    """The owner says that it is under way, with a note."""
    changed = year[MEMBER].change(
        ACTION,
        year.left["action"],
        {"status": "In progress", "updates": [{"note": "The contractor was asked."}]},
    )
    assert (changed["status"], changed["updates"][0]["noted_by"]) == ("In progress", MEMBER)


def older_copy_overwrites_nothing(year: Year) -> None:
    """A change that rests on an older copy is refused."""
    with refused(409):
        older = {"modified": year.left["copy"], "priority": "High"}
        year[SECRETARY].change(ACTION, year.left["action"], older)


def stranger_sees_no_action(year: Year) -> None:
    """To somebody of another group there is no such action."""
    with refused(404):
        year[NEIGHBOUR].change(ACTION, year.left["action"], {"status": "Done"})


def in_time_until_its_day(year: Year) -> None:
    """Up to the day it is due the action counts as in time, a day later as late."""
    year.turn_to(day(7, 7))
    assert in_time(year) == "100% (1 of 1)"
    year.turn_to(day(7, 8))
    assert in_time(year) == "0% (0 of 1)"


def in_time(year: Year) -> str:
    figures = year[AUDITOR].ask("papg.oversight.health.health", {"papg_group": year.left["group"]})
    return next(row["share"] for row in figures["figures"] if row["name"] == "Actions in time")


def escalating_suggested(year: Year) -> None:
    """Weeks later the council's list of follow-ups suggests to the chair to take it higher."""
    year.turn_to(day(8, 10))
    asked = {"report_name": FOLLOW_UP, "filters": f'{{"papg_group": "{year.left["group"]}"}}'}
    rows = year[CHAIR].ask("frappe.desk.query_report.run", asked)["result"]
    assert [row["why"] for row in rows if row["name"] == year.left["action"]]


def member_escalates_nothing(year: Year) -> None:
    """A member does not take it upwards."""
    with refused(403, 404):
        escalate(year, MEMBER)


def escalated(year: Year) -> None:
    """The secretary takes it to the board."""
    year.turn_to(day(10, 20))
    year.left["escalation"] = escalate(year, SECRETARY)


def escalate(year: Year, user: str) -> str:
    return year[user].call(
        "papg.actions.escalating.escalate",
        {
            "action": year.left["action"],
            "line": year.left["line"],
            "reason": "The owner of the site does not answer.",
            "respond_by": str(day(11, 17)),
        },
    )


def board_reads(year: Year) -> None:
    """The board reads what went to it, and not the action behind it."""
    assert year[BOARD].read(ESCALATION, year.left["escalation"])["status"] == "Open"
    with refused(404):
        year[BOARD].read(ACTION, year.left["action"])


def board_answers(year: Year) -> None:
    """The board answers."""
    answer = {"response": "The board wrote to the owner."}
    changed = year[BOARD].change(ESCALATION, year.left["escalation"], answer)
    assert (changed["status"], changed["responded_by"]) == ("Answered", BOARD)


def escalation_closed(year: Year) -> None:
    """The secretary closes the escalation with what came of it."""
    closing = {"status": "Closed", "outcome": "The survey was allowed."}
    assert year[SECRETARY].change(ESCALATION, year.left["escalation"], closing)["status"] == "Closed"


def action_done(year: Year) -> None:
    """The owner says that it is done."""
    year.turn_to(day(1, 15))
    done = year[MEMBER].change(ACTION, year.left["action"], {"status": "Done", "evidence": PROOF})
    assert (done["status"], done["completed_on"]) == ("Done", str(day(1, 15)))


def action_closed(year: Year) -> None:
    """The chair closes it."""
    closed = year.step(CHAIR, ACTION, year.left["action"], "Close")
    assert (closed["stage"], closed["closed_by"]) == ("Closed", CHAIR)


def closed_stays_closed(year: Year) -> None:
    """A closed action is changed by nobody."""
    with refused(417, words="Closed"):
        year[SECRETARY].change(ACTION, year.left["action"], {"title": "Something else"})


STEPS = (
    *(action_read, action_under_way, older_copy_overwrites_nothing, stranger_sees_no_action),
    *(in_time_until_its_day, escalating_suggested, member_escalates_nothing, escalated, board_reads),
    *(board_answers, escalation_closed, action_done, action_closed, closed_stays_closed),
)
