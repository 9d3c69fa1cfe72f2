"""How far the group has come and what it reports: assessment, duty, agreed minutes, report, the figures of the year."""

from tests.clients.client import refused
from tests.clients.steps_meeting import MEETING, MINUTES, hold
from tests.clients.year import AUDITOR, BOARD, CHAIR, MEMBER, NEIGHBOUR, SECRETARY, Year, day

ASSESSMENT, PROGRESS, REPORT = "PAPG Maturity Assessment", "PAPG Duty Progress", "PAPG Report"
FRAMEWORK, DUTY = "Sample, not the official matrix, version 1", "Prevent duty 2015"


def assessment_begun(year: Year) -> None:
    """The secretary begins an assessment; every criterion has a line."""
    about = {"papg_group": year.left["group"], "framework": FRAMEWORK, "period": "Winter"}
    made = year[SECRETARY].create(ASSESSMENT, about)
    assert len(made["scores"]) == 15
    year.left["assessment"] = made["name"]


def assessment_scored(year: Year) -> None:
    """The secretary scores every line; the profile follows."""
    rows = year[SECRETARY].read(ASSESSMENT, year.left["assessment"])["scores"]
    lines = [
        {**row, "current_level": "2", "target_level": "3", "evidence": "Minutes of June."} for row in rows
    ]
    changed = year[SECRETARY].change(ASSESSMENT, year.left["assessment"], {"scores": lines})
    assert {(row["current"], row["gap"]) for row in changed["profile"]} == {("2.0", "1.0")}


def assessment_sent(year: Year) -> None:
    """The secretary sends it to the moderator and does not sign it off."""
    sent = year.step(SECRETARY, ASSESSMENT, year.left["assessment"], "Send to moderator")
    assert sent["stage"] == "With moderator"
    with refused(403, 417):
        year.step(SECRETARY, ASSESSMENT, year.left["assessment"], "Sign off")


def assessment_signed_off(year: Year) -> None:
    """The chair signs it off."""
    signed = year.step(CHAIR, ASSESSMENT, year.left["assessment"], "Sign off")
    assert (signed["stage"], signed["moderator"]) == ("Signed off", CHAIR)


def progress_recorded(year: Year) -> None:
    """The secretary records how far a duty has come."""
    rows = year[SECRETARY].rows(
        "PAPG Duty Requirement", ["name"], [["framework", "=", DUTY], ["code", "=", "1.3"]]
    )
    made = year[SECRETARY].create(
        PROGRESS,
        {
            "papg_group": year.left["group"],
            "requirement": rows[0]["name"],
            "as_at": str(day(1, 15)),
            "progress": "The panel meets every month.",
            "next_steps": [{"next_step": "Review", "due_as_typed": "March"}],
        },
    )
    year.left["progress"] = made["name"]


def progress_rated(year: Year) -> None:
    """The chair rates it; a member does not."""
    assert year[CHAIR].change(PROGRESS, year.left["progress"], {"rag": "Green"})["rag"] == "Green"
    with refused(403, 404):
        year[MEMBER].change(PROGRESS, year.left["progress"], {"rag": "Red"})


def second_meeting_held(year: Year) -> None:
    """The group meets again."""
    year.turn_to(day(2, 2))
    times = {"starts_at": f"{day(2, 9)} 10:00:00", "ends_at": f"{day(2, 9)} 12:00:00"}
    about = {"papg_group": year.left["group"], "title": "Winter meeting"}
    meeting = year[SECRETARY].create(MEETING, {**about, **times})["name"]
    year[SECRETARY].call("papg.meetings.planning.issue_agenda", {"meeting": meeting})
    year.turn_to(day(2, 10))
    assert hold(year, meeting)["is_quorate"] == 1
    year.left["second meeting"] = meeting


def minutes_agreed(year: Year) -> None:
    """It agrees the minutes of the first as a correct record; they are locked."""
    how = {"minutes": year.left["minutes"], "agreed_at": year.left["second meeting"]}
    year[CHAIR].call("papg.meetings.approval.note_agreement", how)
    locked = year.step(CHAIR, MINUTES, year.left["minutes"], "Agree as a correct record")
    assert (locked["docstatus"], locked["stage"]) == (1, "Agreed")
    with refused(403, 417):
        year[CHAIR].change(MINUTES, year.left["minutes"], {"sent_back_reason": "No"})


def report_begun(year: Year) -> None:
    """The secretary begins a report to the board and fills it from the records."""
    year.turn_to(day(3, 20))
    board = year[SECRETARY].read("PAPG Group", year.left["group"])["reports_to"][0]["body"]
    year.left["report"] = year[SECRETARY].call(
        "papg.oversight.writing.write_report", {"papg_group": year.left["group"], "body": board}
    )
    filled = year[SECRETARY].call(
        "papg.oversight.gathering.fill_from_records", {"report": year.left["report"]}
    )
    assert filled >= 1


def report_is_not_for_the_board_yet(year: Year) -> None:
    """The board does not read a report that was not issued."""
    with refused(404):
        year[BOARD].read(REPORT, year.left["report"])


def report_written(year: Year) -> None:
    """The secretary writes its purpose and sends it for review."""
    sections = year[SECRETARY].read(REPORT, year.left["report"])["sections"]
    sections[0]["body"] = "<p>To inform the board.</p>"
    text = {"title": "Report of the year", "sections": sections}
    year[SECRETARY].change(REPORT, year.left["report"], text)
    assert year.step(SECRETARY, REPORT, year.left["report"], "Send for review")["stage"] == "Review"


def report_issued(year: Year) -> None:
    """The chair issues it."""
    assert year.step(CHAIR, REPORT, year.left["report"], "Issue")["stage"] == "Issued"


def report_read(year: Year) -> None:
    """The board reads it, and nobody of another group does."""
    found = year[BOARD].read(REPORT, year.left["report"])
    assert "To inform the board." in found["sections"][0]["body"]
    with refused(404):
        year[NEIGHBOUR].read(REPORT, year.left["report"])


def changed_since(year: Year) -> None:
    """A program that asks for what has changed since February gets the report and not the signed-off assessment."""
    since = [["papg_group", "=", year.left["group"]], ["modified", ">=", f"{day(2, 15)} 00:00:00"]]
    assert [row["name"] for row in year[SECRETARY].rows(REPORT, ["name"], since)] == [year.left["report"]]
    assert year[SECRETARY].rows(ASSESSMENT, ["name"], since) == []


def figures_of_the_year(year: Year) -> None:
    """On the last day the auditor reads the figures of the year."""
    year.turn_to(day(3, 31))
    told = year[AUDITOR].ask("papg.oversight.health.health", {"papg_group": year.left["group"]})
    figures = {row["name"]: row["share"] for row in told["figures"]}
    assert figures["Attendance"].startswith("100%")
    assert figures["Meetings held"].endswith("(2 of 4)"), figures


STEPS = (
    *(assessment_begun, assessment_scored, assessment_sent, assessment_signed_off, progress_recorded),
    *(progress_rated, second_meeting_held, minutes_agreed, report_begun),
    *(report_is_not_for_the_board_yet, report_written, report_issued, report_read, changed_since),
    figures_of_the_year,
)
