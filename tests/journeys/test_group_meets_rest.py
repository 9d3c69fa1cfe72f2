"""A group meets, and everything is done by programs: planning, minutes, approval, agreement, print."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import frappe
import pytest

from papg.testing import cast, pdf
from provision.served import Served
from tests.journeys.rest import Program, give_key, programs_of, said
from tests.journeys.stories import (
    CANARY,
    committed,
    days_ago,
    minutes_in_three_groups,
    one_person_in_the_chair,
    put_terms_in_force,
)

SAID = "The adviser described the national threat level."
AMENDED = "The adviser described the national threat level and what changed since spring."
REASON = "Entry 2 leaves out what changed."


@dataclass
class ThreeGroups:
    """Minutes of three groups, and the one person who holds a different position in each."""

    person: Program
    chaired: str
    written: str
    read: str


@dataclass
class People:
    """The programs of the journey: each calls in the name of one account."""

    secretary: Program
    chair: Program
    member: Program


@pytest.fixture(scope="module")
def people(connection: None, server: Served) -> Iterator[People]:
    with committed():
        put_terms_in_force()
        yield People(*programs_of(server.url, (cast.INTEGRATION, cast.CHAIR, cast.MEMBER)).values())


@pytest.fixture(scope="module")
def three_groups(people: People, server: Served) -> Iterator[ThreeGroups]:
    frappe.db.rollback()
    with one_person_in_the_chair():
        minutes = minutes_in_three_groups()
        key = give_key(cast.THREE)
        frappe.db.commit()
        yield ThreeGroups(Program(server.url, key), minutes["A"], minutes["B"], minutes["C"])


def test_a_group_meets_and_agrees_its_minutes_over_rest_alone(people: People) -> None:
    first = meeting_held(people.secretary, days_ago(30))
    restricted(people.secretary, first)
    minutes = written(people.secretary, first)
    recorded(people.secretary, first, minutes)
    sent_back_and_amended(people, minutes)
    circulated(people, minutes)
    compared(people, minutes)
    second = meeting_held(people.secretary, days_ago(2))
    agreed(people, minutes, second)
    printed(people, minutes)


def meeting_held(secretary: Program, starts_at: str) -> str:
    """Plan a meeting, issue its agenda, record who came and that it was held."""
    meeting = secretary.create(
        "PAPG Meeting",
        papg_group=cast.group("A"),
        starts_at=starts_at,
        place="Committee Room 2",
        marking="OFFICIAL-SENSITIVE",
    )
    assert [row["title"] for row in meeting["agenda"]] == [
        "Minutes of the last meeting",
        "Threat and incidents",
        "Open actions",
    ]
    assert {cast.POSTS[cast.CHAIR], cast.POSTS[cast.PARTNER]} <= {
        row["attendee_name"] for row in meeting["attendance"]
    }
    assert secretary.call("papg.meetings.planning.issue_agenda", meeting=meeting["name"]) >= 1
    stored = secretary.get_record("PAPG Meeting", meeting["name"])
    came = [{**row, "presence": "Present"} for row in stored["attendance"]]
    held = secretary.change("PAPG Meeting", meeting["name"], status="Held", attendance=came)
    assert (held["status"], held["is_quorate"]) == ("Held", 1)
    return held["name"]


def restricted(secretary: Program, meeting: str) -> None:
    """Prepare an item of Part 2 for the chair alone."""
    item = secretary.create(
        "PAPG Restricted Item",
        meeting=meeting,
        title=f"Layout {CANARY}",
        discussion=f"<p>The layout of {CANARY} was shown and returned.</p>",
        marking="OFFICIAL-SENSITIVE",
        audience=[{"member": cast.member(cast.CHAIR)}],
    )
    assert item["item_number"] == "R1"


def written(secretary: Program, meeting: str) -> str:
    """Write the minutes: an entry for each item of the agenda, and text under one of them."""
    name = secretary.call("papg.meetings.minutes.write_minutes", meeting=meeting)
    minutes = secretary.get_record("PAPG Minutes", name)
    assert [row["item_number"] for row in minutes["entries"]] == [1, 2, 3]
    changed = secretary.change("PAPG Minutes", name, entries=with_text(minutes, SAID))
    assert SAID in changed["entries"][1]["discussion"]
    return name


def with_text(minutes: dict[str, Any], text: str) -> list[dict[str, Any]]:
    """The entries with a text under the second."""
    first, second, *others = minutes["entries"]
    return [first, {**second, "discussion": f"<p>{text}</p>"}, *others]


def recorded(secretary: Program, meeting: str, minutes: str) -> None:
    """Record a decision and raise an action from an entry."""
    decision = secretary.call(
        "papg.meetings.minutes.record_decision",
        minutes=minutes,
        item_number=2,
        decision="Venues get a summary each quarter.",
    )
    assert (decision["kind"], decision["decision_number"]) == ("Decision", None)
    action = secretary.call(
        "papg.actions.raising.raise_action",
        papg_group=cast.group("A"),
        title="Write the summary",
        owner_member=cast.member(cast.MEMBER),
        meeting=meeting,
        item_number=2,
        source_doctype="PAPG Minutes",
        source_name=minutes,
    )
    stored = secretary.get_record("PAPG Action", action)
    assert (stored["status"], stored["source_name"]) == ("Open", minutes)


def sent_back_and_amended(people: People, minutes: str) -> None:
    """The chair sends the draft back with a reason; the secretary puts it right and sends it again."""
    assert people.secretary.step(minutes, "Send to chair")["stage"] == "With chair"
    refused = people.chair.take_step(minutes, "Send back")
    assert refused.status_code == 417 and "reason" in said(refused), said(refused)
    people.chair.call("papg.meetings.approval.give_reason", minutes=minutes, reason=REASON)
    assert people.chair.step(minutes, "Send back")["stage"] == "Draft"
    draft = people.secretary.get_record("PAPG Minutes", minutes)
    assert draft["sent_back_reason"] == REASON
    people.secretary.change("PAPG Minutes", minutes, entries=with_text(draft, AMENDED))
    assert people.secretary.step(minutes, "Send to chair")["stage"] == "With chair"


def circulated(people: People, minutes: str) -> None:
    """The chair approves, nobody else can; members then read the minutes and their decisions."""
    assert people.member.ask("GET", f"/api/resource/PAPG Minutes/{minutes}").status_code in (403, 404)
    refused = people.secretary.take_step(minutes, "Circulate")
    assert refused.status_code in (403, 417), said(refused)
    approved = people.chair.step(minutes, "Circulate")
    assert (approved["stage"], approved["approved_by"]) == ("Circulated", cast.CHAIR)
    assert minutes in people.member.names("PAPG Minutes")
    numbers = {
        people.member.get_record("PAPG Decision", name)["decision_number"]
        for name in people.member.names("PAPG Decision", minutes=minutes)
    }
    assert len(numbers) == 1 and None not in numbers


def compared(people: People, minutes: str) -> None:
    """The secretary compares what the chair was first sent with what went round; a member reads only the latter."""
    method = "/api/method/papg.meetings.versions.compare"
    kept = people.secretary.names("PAPG Minutes Version", minutes=minutes)
    shown = people.member.names("PAPG Minutes Version", minutes=minutes)
    assert (len(kept), len(shown)) == (3, 1) and shown < kept
    (first,) = people.secretary.names("PAPG Minutes Version", minutes=minutes, kept_on=first_kept(minutes))
    wanted = {"older": first, "newer": shown.copy().pop()}
    answer = people.secretary.ask("GET", method, params=wanted)
    (item,) = answer.json()["message"]["items"]
    assert (item["number"], item["said"]) == (2, [f"“level.” became “{AMENDED.partition('threat ')[2]}”."])
    assert CANARY not in answer.text
    assert people.member.ask("GET", method, params=wanted).status_code == 404


def first_kept(minutes: str) -> str:
    frappe.db.rollback()
    return str(frappe.db.get_value("PAPG Minutes Version", {"minutes": minutes}, "min(kept_on)"))


def agreed(people: People, minutes: str, later: str) -> None:
    """The chair has the minutes agreed at the later meeting; they are locked."""
    people.chair.call("papg.meetings.approval.note_agreement", minutes=minutes, agreed_at=later)
    locked = people.chair.step(minutes, "Agree as a correct record")
    assert (locked["docstatus"], locked["stage"], locked["agreed_at"]) == (1, "Agreed", later)
    change = people.chair.ask("PUT", f"/api/resource/PAPG Minutes/{minutes}", json={"sent_back_reason": "No"})
    assert change.status_code in (403, 417), said(change)


def printed(people: People, minutes: str) -> None:
    """The print is marked on every page and tells nothing of the restricted item to who may not see it."""
    answer = people.member.download("minutes", "PAPG Minutes", minutes)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    text = pdf.text(answer.content)
    assert AMENDED in text and CANARY not in text
    assert all("OFFICIAL-SENSITIVE" in page for page in pdf.pages(answer.content))
    assert people.member.download("minutes-part-2", "PAPG Minutes", minutes).status_code == 404
    part_two = people.chair.download("minutes-part-2", "PAPG Minutes", minutes)
    assert CANARY in pdf.text(part_two.content)
    extracted(people, minutes)


def extracted(people: People, minutes: str) -> None:
    """The secretary prints one item for somebody outside the group, and the trail says of which and for whom."""
    wanted = {"minutes": minutes, "item_number": 2, "reader": "Stadium Manager"}
    answer = people.secretary.ask("GET", "/api/method/papg.printing.extract.pdf", params=wanted)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    text = pdf.text(answer.content)
    assert AMENDED in text and "Extract for Stadium Manager" in text and CANARY not in text
    frappe.db.rollback()
    row = frappe.get_all(
        "PAPG Access Log", {"record_name": minutes}, ["kind", "detail"], order_by="name desc"
    )[0]
    assert (row.kind, row.detail) == ("Printed", "extract of item 2 for Stadium Manager")
    foreign = people.secretary.ask(
        "GET", "/api/method/papg.printing.extract.pdf", params={**wanted, "minutes": "made-up"}
    )
    assert foreign.status_code == 404


def test_one_person_reads_the_minutes_of_all_three_groups(three_groups: ThreeGroups) -> None:
    groups = three_groups
    assert {groups.chaired, groups.written, groups.read} <= groups.person.names("PAPG Minutes")


def test_one_person_edits_minutes_only_where_secretary(three_groups: ThreeGroups) -> None:
    groups = three_groups
    draft = groups.person.get_record("PAPG Minutes", groups.written)
    entries = [{**row, "discussion": "<p>Put right.</p>"} for row in draft["entries"]]
    changed = groups.person.change("PAPG Minutes", groups.written, entries=entries)
    assert changed["entries"][0]["discussion"] == "<p>Put right.</p>"
    for name in (groups.chaired, groups.read):
        before = groups.person.get_record("PAPG Minutes", name)
        entries = [{**row, "discussion": "<p>Mine.</p>"} for row in before["entries"]]
        refused = groups.person.ask("PUT", f"/api/resource/PAPG Minutes/{name}", json={"entries": entries})
        assert refused.status_code in (403, 417), said(refused)
        assert groups.person.get_record("PAPG Minutes", name)["entries"] == before["entries"]


def test_one_person_approves_minutes_only_where_chair(three_groups: ThreeGroups) -> None:
    groups = three_groups
    assert groups.person.step(groups.written, "Send to chair")["stage"] == "With chair"
    for name in (groups.written, groups.read):
        before = groups.person.get_record("PAPG Minutes", name)["stage"]
        for action in ("Circulate", "Send back", "Agree as a correct record"):
            refused = groups.person.take_step(name, action)
            assert refused.status_code in (403, 417), f"{action}: {said(refused)}"
        assert groups.person.get_record("PAPG Minutes", name)["stage"] == before
    assert groups.person.step(groups.chaired, "Circulate")["approved_by"] == cast.THREE


def test_one_person_plans_meetings_only_where_secretary(three_groups: ThreeGroups) -> None:
    plan = "/api/method/papg.meetings.planning.plan_meeting"
    planned = three_groups.person.call("papg.meetings.planning.plan_meeting", papg_group=cast.group("B"))
    assert planned in three_groups.person.names("PAPG Meeting", papg_group=cast.group("B"))
    for letter in ("A", "C"):
        refused = three_groups.person.ask("POST", plan, json={"papg_group": cast.group(letter)})
        assert refused.status_code == 403, said(refused)
