"""The live server: rooms one may sit in, and what is heard there."""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from frappe.utils.background_jobs import get_redis_connection_without_auth

from provision.served import Served
from tests.provision.realtime_rig import Browser, wait_until
from tests.walk.answers import Answer
from tests.walk.people import DESK, GUEST, KEY, PROBE
from tests.walk.round import Round
from tests.walk.rows import Row
from tests.walk.steps_hung import may_list
from tests.walk.table import made, records

READ, LIST = "read", "list"
ROOMS = ("doc_subscribe", "doc_open")
TASKS = ("task_subscribe", "progress_subscribe")
HEARS = "user room"
WITHOUT_SESSION = (GUEST, KEY, PROBE)
FEW = 12


class Live:
    """Tabs at the live server, one for each person who gets in."""

    def __init__(self, served: Served, browser: Browser) -> None:
        self.served = served
        self.browser = browser

    def enter(self, tour: Round, sid: str | None) -> bool:
        """Open a tab; false if the server lets nobody in for this session."""
        site, origin = self.served.instance.site, self.served.url
        said = self.browser.try_to_open(tour.person.label, sid, origin, site)
        return said["state"] == "connected"

    def publish(self, event: str, room: str, message: dict[str, object]) -> None:
        """Say something in a room, as the site does."""
        body = {"event": event, "message": message, "room": room, "namespace": self.served.instance.site}
        get_redis_connection_without_auth().publish("events", frappe.as_json(body))


@contextmanager
def at(served: Served) -> Iterator[Live]:
    """The live server with a browser before it."""
    browser = Browser(served.instance.realtime_port)
    try:
        yield Live(served, browser)
    finally:
        browser.close()


def listen(tour: Round) -> None:
    """Enter, ask for rooms, and hear what is said in one's own."""
    sid = tour.visitor.session.cookies.get("sid")
    if not tour.live.enter(tour, sid):
        for event in (*ROOMS, *TASKS, "doctype_subscribe", HEARS):
            tour.close(READ, f"live: {event}")
        return
    if tour.person.way in WITHOUT_SESSION:
        tour.ledger.leak(tour.person, "", READ, "live", None, "lets somebody in without a session")
        return
    follow_records(tour)
    follow_lists(tour)
    hear(tour)
    follow_tasks(tour)


def answered(tour: Round, event: str, *words: str) -> tuple[bool, Answer]:
    """Ask for a room; whether one sits in it, and the same as an answer of the walk."""
    door = f"live: {event}"
    tour.visitor.asked.add(door)
    is_in = bool(tour.live.browser.ask(tour.person.label, event, *words))
    return is_in, Answer(200 if is_in else 404, {}, b"", door)


def follow_records(tour: Round) -> None:
    """Rooms of records: those one may read at the desk."""
    for event in ROOMS:
        mine = [row for row in tour.field.rows if not row.is_aside and may_follow(tour, row)]
        others = [row for row in tour.field.rows if not row.is_aside and not may_follow(tour, row)]
        for row in (*spread(tour, mine, event), *spread(tour, others, event)):
            is_in, answer = answered(tour, event, row.record, row.name)
            judge(tour, row, READ, may_follow(tour, row), is_in, answer)


def may_follow(tour: Round, row: Row) -> bool:
    return tour.may(row, READ) and tour.person.way == DESK


def spread(tour: Round, rows: list[Row], event: str) -> list[Row]:
    """A few of these rows, of different kinds; the server lets nobody ask for many at once."""
    kinds = {row.record: row for row in sorted(rows, key=lambda row: hash((event, row.name)))}
    return list(kinds.values())[:FEW]


def judge(tour: Round, row: Row, right: str, may: bool, is_in: bool, answer: Answer) -> None:
    """Was the room opened to who may hear, and to nobody else?"""
    if is_in and not may:
        tour.ledger.leak(tour.person, row, right, answer.door, answer, "opens the room")
    elif is_in:
        tour.allow(row, right, answer.door, answer)
    elif may:
        tour.ledger.deny(tour.person, row, right, answer.door, answer)
    else:
        tour.refuse(row, right, answer.door, answer)


def follow_lists(tour: Round) -> None:
    """Rooms of lists."""
    for record in records():
        if tour.is_turn("live lists", record, 4):
            # Of a type made on the site the framework would tell whoever follows its list the name of every record.
            may = tour.person.way == DESK and may_list(tour, record) and record not in made()
            is_in, answer = answered(tour, "doctype_subscribe", record)
            judge(tour, Row(record, "the list"), LIST, may, is_in, answer)


def hear(tour: Round) -> None:
    """What is said to one person reaches that person's tab and no other that is open."""
    live, user = tour.live, tour.person.user
    mark = {"said": frappe.generate_hash(length=12)}
    live.publish("walk", f"user:{user}", mark)
    live.browser.wait_for(tour.person.label, "walk", mark)
    tour.visitor.asked.add(f"live: {HEARS}")
    answer = Answer(200, {}, b"", f"live: {HEARS}")
    tour.allow(Row("User", user), READ, answer.door, answer)
    heard = list(live.browser.found(event="walk", message=mark))
    if len(heard) > 1:
        tour.ledger.leak(tour.person, "", READ, answer.door, answer, "is heard by somebody else")
    else:
        tour.refuse("what is said to others", READ, answer.door, answer)


def follow_tasks(tour: Round) -> None:
    """The progress of one's own task, and of another's."""
    own, other = (frappe.generate_hash(length=12) for _number in range(2))
    tour.live.publish("walk", f"user:{tour.person.user}", {"task_id": own})
    tour.live.publish("walk", "user:nobody@harbour.example", {"task_id": other})
    wait_until(lambda: {"task_id": own} in tour.live.browser.heard(tour.person.label, "walk"), "a task")
    for event in TASKS:
        for task, may in ((own, True), (other, False)):
            is_in, answer = answered(tour, event, task)
            judge(tour, Row("a task", "own" if may else "another's"), READ, may, is_in, answer)
