"""What people do again and again in the year of a group, each through the site as it is on that day."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from papg.testing import cast, pdf
from tests.journeys.on_a_day import Calendar
from tests.journeys.rest import Program, read

YEAR = date.today().year + 1
SECRETARY, CHAIR, BOARD, MEMBER, AUDITOR, ADMINISTRATOR = PEOPLE = (
    *(cast.INTEGRATION, cast.CHAIR, cast.BOARD, cast.MEMBER, cast.AUDITOR, cast.ADMINISTRATOR),
)
HEALTH = "/api/method/papg.oversight.health.health"
COVERAGE = "/api/method/papg.membership.coverage.coverage"


@dataclass
class Story:
    """The site's calendar, a program for each person, and the meetings of the year."""

    calendar: Calendar
    people: dict[str, Program]
    group: str = ""
    members: dict[str, str] | None = None

    def __getitem__(self, user: str) -> Program:
        return self.people[user]

    def on(self, day: date | str) -> None:
        self.calendar.turn_to(date.fromisoformat(str(day)[:10]))


def day(month: int, number: int) -> date:
    return date(YEAR if month >= 4 else YEAR + 1, month, number)


def starts(story: Story, meeting: str) -> str:
    return story[SECRETARY].get_record("PAPG Meeting", meeting)["starts_at"]


def licensing(story: Story, on: date) -> str:
    params = {"papg_group": story.group, "on": str(on)}
    seats = read(story[AUDITOR].ask("GET", COVERAGE, params=params))["message"]["seats"]
    return next(row["state"] for row in seats if row["seat"] == "Licensing")


def meeting_on(story: Story, month: int) -> str:
    names = story[SECRETARY].names("PAPG Meeting", papg_group=story.group)
    return next(name for name in names if starts(story, name)[5:7] == f"{month:02}")


def share(part: int, whole: int) -> str:
    return f"{100 * part // whole}% ({part} of {whole})"


def hold(story: Story, meeting: str, others: dict[str, str]) -> dict[str, Any]:
    """The meeting takes place on its day: all are present but those of a position or name in `others`."""
    stored = story[SECRETARY].get_record("PAPG Meeting", meeting)
    on = date.fromisoformat(stored["starts_at"][:10])
    if not stored.get("agenda_issued_on"):
        story.on(on - timedelta(days=7))
        story[SECRETARY].call("papg.meetings.planning.issue_agenda", meeting=meeting)
    story.on(on + timedelta(days=1))
    stored = story[SECRETARY].get_record("PAPG Meeting", meeting)
    came = [{**row, **presence(row, others)} for row in stored["attendance"]]
    return story[SECRETARY].change("PAPG Meeting", meeting, status="Held", attendance=came)


def presence(row: dict[str, Any], others: dict[str, str]) -> dict[str, str]:
    said_of = others.get(row["position"]) or others.get(row["attendee_name"]) or "Present"
    return {"presence": said_of, **({"deputy": cast.POSTS[cast.DEPUTY]} if said_of == "Deputised" else {})}


def written(story: Story, meeting: str) -> str:
    minutes = story[SECRETARY].call("papg.meetings.minutes.write_minutes", meeting=meeting)
    stored = story[SECRETARY].get_record("PAPG Minutes", minutes)
    entries = [{**row, "discussion": "<p>The group noted the report.</p>"} for row in stored["entries"]]
    if not entries:
        entries = [{"item_number": 1, "title": "Open actions", "discussion": "<p>The group noted them.</p>"}]
    story[SECRETARY].change("PAPG Minutes", minutes, entries=entries)
    return minutes


def decided(story: Story, minutes: str, words: str) -> dict[str, Any]:
    return story[SECRETARY].call(
        "papg.meetings.minutes.record_decision", minutes=minutes, item_number=1, decision=words
    )


def circulate(story: Story, minutes: str) -> None:
    story[SECRETARY].step(minutes, "Send to chair")
    assert story[CHAIR].step(minutes, "Circulate")["stage"] == "Circulated"
    text = pdf.text(story[MEMBER].download("minutes", "PAPG Minutes", minutes).content)
    assert "The group noted" in text


def member(story: Story, user: str, group: str = "") -> str:
    [name] = story[SECRETARY].names("PAPG Member", papg_group=group or story.group, user=user)
    return name


def health(story: Story, year: int | None = None, group: str = "") -> dict[str, str]:
    """The share of each figure, as the auditor reads it."""
    params = {"papg_group": group or story.group, **({"year": year} if year else {})}
    figures = read(story[AUDITOR].ask("GET", HEALTH, params=params))["message"]["figures"]
    return {row["name"]: row["share"] for row in figures}
