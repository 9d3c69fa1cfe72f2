"""From an empty framework to a signed-off profile, an action, the next agenda and the next round: by programs alone."""

import json
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from io import BytesIO
from typing import Any

import pytest
from frappe.utils import add_days, today
from openpyxl import load_workbook

from papg.testing import cast, pdf
from papg.testing.factories import unique
from provision.served import Served
from tests.journeys.rest import Program, programs_of, read, said
from tests.journeys.stories import committed

FRAMEWORK, CRITERION, RECORD = (
    "PAPG Maturity Framework",
    "PAPG Maturity Criterion",
    "PAPG Maturity Assessment",
)
ACTION, MEETING = "PAPG Action", "PAPG Meeting"
TASK, PROOF = "Tell every venue in the harbour", "Signed list of 12 venues."
# Theme, code, weight, level now, target; a level that is empty stands for what does not apply.
LINES = (
    ("Leading", "L1", 3, "1", "3"),
    ("Leading", "L2", 1, "3", "3"),
    ("Leading", "L3", 1, "", ""),
    ("Knowing", "K1", 2, "2", "3"),
    ("Knowing", "K2", 1, "1", "2"),
)


@dataclass
class People:
    """The programs of the journey: each calls in the name of one account."""

    administrator: Program
    secretary: Program
    chair: Program
    member: Program
    neighbour: Program


@pytest.fixture(scope="module")
def people(connection: None, server: Served) -> Iterator[People]:
    users = (cast.ADMINISTRATOR, cast.SECRETARY, cast.CHAIR, cast.MEMBER, cast.NEIGHBOUR)
    with committed():
        yield People(*programs_of(server.url, users).values())


def test_a_gap_goes_to_the_next_agenda_and_shows_closed_in_the_next_round(people: People) -> None:
    framework = brought_in(people.administrator)
    first = scored_together(people, framework)
    signed_off(people, first)
    action = on_the_agenda(people, first)
    closed(people, action)
    second = scored_again(people, framework, first, action)
    compared(people, first, second)


def brought_in(administrator: Program) -> str:
    """An empty framework goes out as a spreadsheet, is filled in, refused for one row, and comes in whole."""
    title = unique("Harbour matrix")
    levels = [{"value": value, "label": f"Level {value}"} for value in (1, 2, 3)]
    name = administrator.create(FRAMEWORK, title=title, levels=levels)["name"]
    out = administrator.ask("GET", "/api/method/papg.maturity.sheets.download", params={"framework": name})
    book = load_workbook(BytesIO(out.content))
    for theme, code, weight, _current, _target in LINES:
        wordings = [f"{code} at level {level}." for level in (1, 2, 3)]
        book["Criteria"].append([theme, code, f"{code} holds.", None, weight, *wordings])
    book["Criteria"]["E4"] = "much"
    body = {"title": title, "version": 1, "content": packed(book), "is_trial": 0}
    refused = administrator.ask("POST", "/api/method/papg.maturity.sheets.bring_in", json=body)
    assert refused.status_code == 417 and "Criteria, row 4: the weight is “much”" in said(refused), said(
        refused
    )
    assert administrator.names(CRITERION, framework=name) == set()
    book["Criteria"]["E4"] = 1
    administrator.call("papg.maturity.sheets.bring_in", **body | {"content": packed(book)})
    assert len(administrator.names(CRITERION, framework=name)) == len(LINES)
    return administrator.change(FRAMEWORK, name, status="In use")["name"]


def packed(book: Any) -> str:
    content = BytesIO()
    book.save(content)
    return b64encode(content.getvalue()).decode()


def scored_together(people: People, framework: str) -> str:
    """The secretary shares a line out, its member scores and returns it, the secretary scores the others."""
    made = people.secretary.create(RECORD, papg_group=cast.group("A"), framework=framework)
    name = made["name"]
    mine = [
        {**row, "assigned_to": cast.member(cast.MEMBER)} if row["code"] == "K1" else row
        for row in made["scores"]
    ]
    people.secretary.change(RECORD, name, scores=mine)
    line = {"maturity_assessment": name, "code": "K1", "current_level": "2", "target_level": "3"}
    for person, code in ((people.member, "L1"), (people.neighbour, "K1")):
        denied = person.ask(
            "POST", "/api/method/papg.maturity.sharing.score_line", json={**line, "code": code}
        )
        assert denied.status_code in (403, 404, 417), said(denied)
    people.member.call("papg.maturity.sharing.score_line", **line)
    people.member.call("papg.maturity.sharing.return_lines", maturity_assessment=name)
    stored = people.secretary.get_record(RECORD, name)
    assert {row["code"]: row["is_returned"] for row in stored["scores"]}["K1"] == 1
    assert [row["unassessed"] for row in stored["profile"]] == [3, 1]
    people.secretary.change(RECORD, name, scores=[as_told(row) for row in stored["scores"]])
    return name


def as_told(row: dict[str, Any]) -> dict[str, Any]:
    """A line as the table at the head has it."""
    current, target = next(line[3:] for line in LINES if line[1] == row["code"])
    return {**row, "current_level": current, "target_level": target, "is_not_applicable": int(not current)}


def signed_off(people: People, name: str) -> None:
    """Somebody who scored nothing signs it off; the profile is the one the weights give."""
    people.secretary.step(name, "Send to moderator", RECORD)
    locked = people.chair.step(name, "Sign off", RECORD)
    assert (locked["stage"], locked["moderator"]) == ("Signed off", cast.CHAIR)
    stored = people.chair.get_record(RECORD, name)
    assert [(row["theme"], row["current"], row["not_applicable"]) for row in stored["profile"]] == [
        (theme, weighed(theme), sum(line[0] == theme and not line[3] for line in LINES))
        for theme in ("Leading", "Knowing")
    ]


def weighed(theme: str) -> str:
    """The average of a theme, worked out from the table at the head."""
    lines = [
        (weight, int(current)) for of, _code, weight, current, _target in LINES if of == theme and current
    ]
    average = Fraction(
        sum(weight * level for weight, level in lines), sum(weight for weight, _level in lines)
    )
    return f"{int(average * 10 + Fraction(1, 2)) / 10:.1f}"


def on_the_agenda(people: People, assessment: str) -> str:
    """An action comes of a gap; the next agenda names its criterion and not the action, whoever reads it."""
    action = people.secretary.call(
        "papg.maturity.gaps.raise_from_gap",
        maturity_assessment=assessment,
        code="K2",
        title=TASK,
        owner_member=cast.member(cast.MEMBER),
        due_on=add_days(today(), 30),
    )
    meeting = people.secretary.call("papg.meetings.planning.plan_meeting", papg_group=cast.group("A"))
    agenda = people.secretary.get_record(MEETING, meeting)["agenda"]
    others = [row for row in agenda if row["title"] != "Maturity"]
    item = {"title": "Maturity", "kind": "Standing"}
    people.secretary.change(MEETING, meeting, agenda=[*others, item])
    people.secretary.call("papg.meetings.planning.issue_agenda", meeting=meeting)
    issued = people.member.get_record(MEETING, meeting)
    assert issued["agenda"][-1]["notes"].startswith(
        "Open from the matrix: K2, K2 holds. Actions: 1, due from "
    )
    assert TASK not in json.dumps(issued)
    return action


def closed(people: People, action: str) -> None:
    """Its owner does it, and somebody else closes it on what shows that it was done."""
    people.member.step(action, "Mark as done", ACTION)
    people.chair.change(ACTION, action, evidence=PROOF)
    assert people.chair.step(action, "Close", ACTION)["stage"] == "Closed"


def scored_again(people: People, framework: str, first: str, action: str) -> str:
    """In the next round the closed action becomes evidence, and its line is scored higher."""
    made = people.secretary.create(RECORD, papg_group=cast.group("A"), framework=framework, baseline=first)
    name = made["name"]
    take = {"maturity_assessment": name, "action": action}
    for person in (people.member, people.neighbour):
        denied = person.ask("POST", "/api/method/papg.maturity.evidence.take", json=take)
        assert denied.status_code in (403, 404, 417), said(denied)
    people.secretary.call("papg.maturity.evidence.take", **take)
    lines = [as_told(row) for row in people.secretary.get_record(RECORD, name)["scores"]]
    (proven,) = [row for row in lines if row["code"] == "K2"]
    assert TASK in proven["evidence"] and PROOF in proven["evidence"]
    proven["current_level"] = "2"
    people.secretary.change(RECORD, name, scores=lines)
    signed_off_again(people, name)
    return name


def signed_off_again(people: People, name: str) -> None:
    people.secretary.step(name, "Send to moderator", RECORD)
    people.chair.step(name, "Sign off", RECORD)


def compared(people: People, first: str, second: str) -> None:
    """Both rounds stand side by side, by program and on paper; the first is as it was."""
    query = {"maturity_assessment": second, "earlier": first}
    path = "/api/method/papg.maturity.comparing.compare"
    told = read(people.member.ask("GET", path, params=query))["message"]
    assert told["rows"] == [
        {"theme": "Leading", "earlier": "1.5", "now": "1.5", "difference": "0.0"},
        {"theme": "Knowing", "earlier": "1.7", "now": "2.0", "difference": "+0.3"},
    ]
    foreign = people.neighbour.ask("GET", path, params=query)
    assert foreign.status_code == 404, said(foreign)
    text = pdf.text(people.member.download("assessment-profile", RECORD, second).content)
    assert "Knowing 1.7 2.0 +0.3" in text
    assert [row["current"] for row in people.chair.get_record(RECORD, first)["profile"]] == ["1.5", "1.7"]
