"""Part 2 reaches its audience and nobody else, with the decisions and actions that come from it, at every door."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_string
from typing import Any

import frappe
import pytest
from frappe.utils import add_days, today

from papg.testing import cast, pdf
from papg.testing.acting import acting_as
from papg.testing.factories import make
from papg.testing.meetings import circulated, drafted, held_meeting, with_chair
from provision.served import Served
from tests.security.visitors import Visitor
from tests.walk.ground import Site

CANARY = "Dunlin-5518"
ITEM, DECISION, ACTION, MINUTES = "PAPG Restricted Item", "PAPG Decision", "PAPG Action", "PAPG Minutes"
SEARCH = "frappe.desk.search"
NUMBER = re.compile(r"\b20\d\d/(\d+)\b")
OF_PART_TWO = re.compile(r"\b20\d\d/R\d")


@dataclass
class Scene:
    """A meeting with two open decisions and, between them, an item of Part 2 with a decision and an action."""

    served: Served
    meeting: str = ""
    minutes: str = ""
    restricted: dict[str, str] = field(default_factory=dict)
    visitors: dict[str, Visitor] = field(default_factory=dict)

    def visitor(self, user: str) -> Visitor:
        """Somebody with a session."""
        if user not in self.visitors:
            self.visitors[user] = Visitor(self.served.url)
            assert self.visitors[user].log_in(user).status_code == 200
        return self.visitors[user]


@pytest.fixture(scope="module")
def scene(connection: None, server: Served) -> Iterator[Scene]:
    """The records, seen by the served site; afterwards the site is as it was."""
    frappe.set_user("Administrator")
    frappe.db.rollback()
    cast.install()
    frappe.db.commit()
    site = Site()
    try:
        scene = Scene(server)
        tell(scene)
        frappe.db.commit()
        yield scene
    finally:
        site.put_back()
        frappe.set_user("Administrator")


def tell(scene: Scene) -> None:
    """Write it all down as the secretary does, and let the minutes go round."""
    meeting = held_meeting(
        agenda=[{"title": "Opening"}, {"title": "Plan"}], agenda_issued_on=add_days(today(), -20)
    )
    minutes = drafted(meeting)
    with acting_as(cast.SECRETARY):
        decide(meeting.name, "To open")
        item = make(
            ITEM,
            meeting=meeting.name,
            title=f"Layout {CANARY}",
            discussion=f"<p>Shown {CANARY}</p>",
            audience=[{"member": cast.member(cast.CHAIR)}],
        )
        decision = decide(meeting.name, f"To move {CANARY}", restricted_item=item.name)
        source = {"restricted_item": item.name, "owner_member": cast.member(cast.CHAIR)}
        action = make(ACTION, papg_group=cast.group("A"), title=f"Move {CANARY}", **source)
        decide(meeting.name, "To close")
    scene.meeting, scene.minutes = meeting.name, circulated(with_chair(minutes)).name
    scene.restricted = {ITEM: item.name, DECISION: decision.name, ACTION: action.name}


def decide(meeting: str, words: str, **fields: Any) -> frappe.model.document.Document:
    return make(DECISION, meeting=meeting, decision=words, **fields)


OUTSIDE = (cast.MEMBER, cast.DEPUTY_CHAIR, cast.NEIGHBOUR, cast.BOARD, cast.ADMINISTRATOR)
INSIDE = (cast.SECRETARY, cast.CHAIR)


def form(visitor: Visitor, record: str, name: str) -> str:
    return visitor.call("frappe.desk.form.load.getdoc", "GET", doctype=record, name=name).text


def view(visitor: Visitor, record: str, *columns: str) -> str:
    fields = [f"`tab{record}`.`{column}`" for column in ("name", *columns)]
    return visitor.call("frappe.desk.reportview.get", doctype=record, fields=fields, page_length=500).text


COLUMNS = {ITEM: ("title", "item_number"), DECISION: ("decision", "decision_number"), ACTION: ("title",)}


@pytest.mark.parametrize("record", COLUMNS)
@pytest.mark.parametrize("user", OUTSIDE)
def test_nobody_outside_the_audience_finds_it_in_form_list_count_search_or_extract(
    user: str, record: str, scene: Scene
) -> None:
    visitor, name = scene.visitor(user), scene.restricted[record]
    columns = [f"`tab{record}`.`{column}`" for column in ("name", *COLUMNS[record])]
    extract = {"doctype": record, "fields": columns, "file_format_type": "CSV", "title": record}
    answers = [
        view(visitor, record, *COLUMNS[record]),
        visitor.call(f"{SEARCH}.search_link", doctype=record, txt=CANARY).text,
        visitor.call(f"{SEARCH}.search_widget", doctype=record, txt=CANARY).text,
        visitor.call("frappe.desk.reportview.export_query", **extract).text,
        visitor.see("/printview", params={"doctype": record, "name": name}).text,
        visitor.call("frappe.desk.form.load.get_docinfo", doctype=record, name=name).text,
    ]
    for answer in answers:
        assert CANARY not in answer
    absent = form(visitor, record, "fedcba9876")
    assert form(visitor, record, name).replace(name, "fedcba9876") == absent
    filters = {"name": name}
    counted = visitor.call(
        "frappe.desk.reportview.get_count", doctype=record, filters=filters, distinct="false"
    )
    assert counted.status_code != 200 or counted.json().get("message") == 0


@pytest.mark.parametrize("record", COLUMNS)
@pytest.mark.parametrize("user", INSIDE)
def test_the_audience_finds_it_in_form_list_search_and_extract(user: str, record: str, scene: Scene) -> None:
    visitor, name = scene.visitor(user), scene.restricted[record]
    columns = [f"`tab{record}`.`{column}`" for column in ("name", *COLUMNS[record])]
    extract = {"doctype": record, "fields": columns, "file_format_type": "CSV", "title": record}
    assert CANARY in form(visitor, record, name)
    assert CANARY in view(visitor, record, *COLUMNS[record])
    assert name in visitor.call(f"{SEARCH}.search_link", doctype=record, txt=name).text
    assert CANARY in visitor.call("frappe.desk.reportview.export_query", **extract).text


def test_the_numbers_of_what_one_sees_show_no_gap(scene: Scene) -> None:
    """Two open decisions with a restricted one between them are two numbers in a row."""
    in_list = view(scene.visitor(cast.MEMBER), DECISION, "decision", "decision_number")
    on_page = scene.visitor(cast.PARTNER).see(f"/partner/minutes/{scene.minutes}").text
    for text in (in_list, on_page):
        numbers = sorted({int(number) for number in NUMBER.findall(text)})
        assert "To open" in text
        assert "To close" in text
        assert CANARY not in text
        assert not OF_PART_TWO.search(text)
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    member = scene.visitor(cast.MEMBER)
    for record, name in (("PAPG Meeting", scene.meeting), (MINUTES, scene.minutes)):
        text = form(member, record, name)
        doc = next(one for one in frappe.parse_json(text)["docs"] if one["doctype"] == record)
        rows = doc["agenda" if record == "PAPG Meeting" else "entries"]
        assert [row["item_number"] for row in rows] == list(range(1, len(rows) + 1))
        assert CANARY not in text
        assert scene.restricted[ITEM] not in text


@pytest.mark.parametrize("user", [cast.MEMBER, cast.CHAIR])
def test_open_papers_hold_nothing_of_it_even_for_its_audience(user: str, scene: Scene) -> None:
    for print_name, record, name in (
        ("agenda", "PAPG Meeting", scene.meeting),
        ("minutes", MINUTES, scene.minutes),
    ):
        assert CANARY not in paper(scene.visitor(user), print_name, record, name)


def test_part_two_is_for_its_audience_and_the_action_plan_holds_nothing_of_it(scene: Scene) -> None:
    for user, is_inside in ((cast.MEMBER, False), (cast.CHAIR, True)):
        visitor = scene.visitor(user)
        plan = paper(visitor, "action-plan", "PAPG Group", cast.group("A"))
        assert CANARY not in plan
        assert (CANARY in paper(visitor, "minutes-part-2", MINUTES, scene.minutes)) == is_inside


def paper(visitor: Visitor, print_name: str, record: str, name: str) -> str:
    """Text of one of our papers; of the refusal, for who cannot have it."""
    asked = {"print_name": print_name, "doctype": record, "name": name}
    answer = visitor.call("papg.printing.download.pdf", "GET", **asked)
    is_paper = answer.content.startswith(b"%PDF")
    return "".join(pdf.text(answer.content).split()) if is_paper else answer.text


def test_it_leaves_no_version_and_a_mention_of_an_outsider_sends_nothing(scene: Scene) -> None:
    with acting_as(cast.CHAIR):
        item = frappe.get_doc(ITEM, scene.restricted[ITEM])
    mention = f'<span class="mention" data-id="{cast.MEMBER}" data-value="Member">@Member</span> {CANARY}'
    about = {"reference_doctype": ITEM, "reference_name": item.name, "content": mention}
    chair = scene.visitor(cast.CHAIR)
    assert chair.call("frappe.desk.form.utils.add_comment", **about).status_code == 200
    frappe.db.commit()
    assert not frappe.get_all("Version", {"docname": ("in", list(scene.restricted.values()))})
    assert not frappe.get_all("Notification Log", {"for_user": cast.MEMBER, "document_name": item.name})
    assert [letter for letter in letters() if CANARY in letter] == []


def letters() -> list[str]:
    """Every letter in the queue as its reader gets it, subject and text."""
    found = []
    for text in frappe.get_all("Email Queue", pluck="message"):
        letter = message_from_string(text)
        parts = [part.get_payload(decode=True) or b"" for part in letter.walk()]
        found.append(str(letter["Subject"]) + b"".join(parts).decode(errors="replace"))
    return found
