"""Doors that are closed to everybody: one person of each kind tries them all, with arguments that point at a row."""

import zlib
from typing import Any

import frappe

from tests.walk import arguments, ways_in
from tests.walk.answers import Answer
from tests.walk.round import Round
from tests.walk.rows import Row
from tests.walk.steps_write import report_changes
from tests.walk.visitors import encoded
from tests.walk.ways_in import ARGUMENT, KEY, METHOD, PAGE, PATH, RECORD_METHOD, RECORD_TYPE, WayIn

TRY = "try"
LOGIN = "login"
# After so many calls it is looked whether anything has changed.
BATCH = 25
ALL_KINDS = ("guest", "nobody", "partner", "staff", "auditor", "administrator", "integration")
# Who gets as far as naming a record type.
NAMING_TYPES = ("staff", "auditor", "administrator", "integration")


def kinds_to_try(way: WayIn) -> frozenset[str]:
    """Kinds of user of whom one has to try this way in, because it is on none of their lists."""
    if way.sort == RECORD_TYPE:
        return frozenset(NAMING_TYPES)
    if way.sort == ARGUMENT:
        return ways_in.listed_for(way.name.partition("?")[0]) - {KEY}
    return frozenset(ALL_KINDS) - way.kinds - {KEY}


def knock(tour: Round) -> None:
    """Try every way in that is on none of the person's lists."""
    tour.ground.put_back(tour.ground.changed())
    target = foreign_row(tour)
    ways = [way for way in tour.ways.values() if is_for(tour, way)]
    for start in range(0, len(ways), BATCH):
        batch = ways[start : start + BATCH]
        for way in batch:
            try_one(tour, way, target)
        what = f"{batch[0].name} … {batch[-1].name}"
        report_changes(tour, target, TRY, what, Answer(0, {}, b""))


def is_for(tour: Round, way: WayIn) -> bool:
    """Is it on none of this person's lists, and has nobody of this kind tried it yet?"""
    if way.sort == ways_in.LIVE or tour.kinds & way.kinds:
        return False
    if KEY in way.kinds and tour.visitor.session.headers.get("Authorization"):
        return False
    tried = tour.ledger.tried[way.name]
    return bool(tour.kinds & kinds_to_try(way) - tried)


def foreign_row(tour: Round) -> Row:
    """A meeting with a paper that is not the person's; any, for who may read all."""
    rows = [row for row in tour.field.asked_for("PAPG Meeting") if row.files]
    return next((row for row in rows if not tour.may(row, "read")), rows[0])


def try_one(tour: Round, way: WayIn, target: Row) -> None:
    """Try a way in; it is to answer with the one refusal, and to tell nothing."""
    answer = ASK[way.sort](tour, way, target)
    tour.ledger.tried[way.name] |= tour.kinds
    if is_refusal(way, answer) and tour.check_leaks(target, TRY, way.name, answer, *sent(target)):
        tour.close(TRY, way.name)
    elif not is_refusal(way, answer):
        why = f"answers {answer.status}: {' '.join(answer.text.split())[:60]}"
        tour.ledger.leak(tour.person, target, TRY, way.name, answer, why)


def sent(target: Row) -> tuple[str, ...]:
    """Names the question itself carried."""
    return (target.name, *(part for file in target.files for part in (file.name,)))


def is_refusal(way: WayIn, answer: Answer) -> bool:
    """Is this how a closed door of this sort answers?"""
    if way.name == LOGIN:
        # The framework looks at a login before anything else does.
        return answer.status == 401
    if way.sort in (METHOD, RECORD_METHOD):
        return answer.is_closed
    if way.sort == ARGUMENT:
        return answer.status < 500
    return answer.status in (302, 400, 403, 404)


def call(tour: Round, way: WayIn, target: Row) -> Answer:
    """Name a method: in the address, in the address of version 1, or by `cmd` on another path."""
    values = {name: encoded(value) for name, value in arguments.pointing_at(target, way.function).items()}
    turn = zlib.crc32(f"{way.name} {tour.person.label}".encode()) % 3
    if turn == 0:
        return tour.visitor.ask("POST", "/", data={**values, "cmd": way.name})
    version = "/v1" if turn == 1 else ""
    return tour.visitor.ask("POST", f"/api{version}/method/{way.name}", data=values)


def call_record_method(tour: Round, way: WayIn, target: Row) -> Answer:
    """A method of a record, of the target's whoever has it."""
    method = way.name.rpartition(".")[2]
    args = arguments.pointing_at(target, way.function)
    return tour.visitor.call("run_doc_method", dt=target.record, dn=target.name, method=method, args=args)


def call_path(tour: Round, way: WayIn, target: Row) -> Answer:
    """An address with the target in it."""
    verb, _space, path = way.name.rpartition(" ")
    named = path.replace("/resource/*/*", f"/resource/{target.record}/{target.name}")
    named = named.replace("/resource/*", f"/resource/{target.record}").replace("/**", f"/{target.name}")
    if named.endswith("?run_method"):
        named += "=get_signature"
    body: dict[str, Any] = {"json": {"title": "A remark"}} if verb in ("PUT", "POST") else {}
    return tour.visitor.ask(verb or "GET", named.replace("/*", "/x"), **body)


def call_page(tour: Round, way: WayIn, target: Row) -> Answer:
    """A page, with everything in its query that pages take."""
    query = {"doctype": target.record, "name": target.name, "txt": "Canary", "key": "x"}
    return tour.visitor.ask("GET", way.name.replace("/**", f"/{target.name}"), params=query)


def call_record_type(tour: Round, way: WayIn, target: Row) -> Answer:
    """A list of a record type of the framework."""
    record = way.name.partition(": ")[2]
    if tour.visitor.session.headers.get("Authorization"):
        return tour.visitor.rest("GET", record, params={"fields": '["*"]', "limit_page_length": 20})
    return tour.visitor.call("frappe.desk.reportview.get", doctype=record, fields=[f"`tab{record}`.`name`"])


def call_argument(tour: Round, way: WayIn, target: Row) -> Answer:
    """A listed method with another method named in an argument of it."""
    endpoint, _mark, name = way.name.partition("?")
    values = {"doctype": target.record, "docname": target.name, "txt": "", "page_length": 20, "parent": ""}
    known = arguments.pointing_at(target, frappe.get_attr(endpoint) if "." in endpoint else way.function)
    kept = {key: value for key, value in values.items() if key in known}
    return tour.visitor.call(endpoint, **kept, **{name: "frappe.client.get_list"})


ASK = {
    METHOD: call,
    RECORD_METHOD: call_record_method,
    PATH: call_path,
    PAGE: call_page,
    RECORD_TYPE: call_record_type,
    ARGUMENT: call_argument,
}
