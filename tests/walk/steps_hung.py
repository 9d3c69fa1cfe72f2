"""What is one person's own: comments, notes, saved filters, and the people near them."""

import json
from collections.abc import Iterator

import frappe

from papg.testing import cast
from tests.walk import seeds_hung, table
from tests.walk.answers import Answer
from tests.walk.round import Round
from tests.walk.rows import Row
from tests.walk.steps_write import judge_done, report_changes, turned_away

COMMENTS, FILTERS, CARD = "Comment", "List Filter", "Number Card"
CHANGE, COUNT, SEE = "change", "count", "see"
LOG = "frappe.desk.doctype.notification_log.notification_log"
METHODS = "frappe.desk.doctype.number_card.number_card"
NEAR = ("Secretary", "Chair", "Member", "Partner")


def hung(tour: Round) -> None:
    """Comments, notes and filters: one's own and those of others."""
    tour.ground.put_back(tour.ground.changed())
    comments(tour)
    notes(tour)
    filters(tour)
    people(tour)
    numbers(tour)
    follow_lists(tour)


def comments(tour: Round) -> None:
    """Change a comment one has written, and one somebody else has."""
    door = "changing a comment"
    own = next((row for row in tour.field.asked_for("PAPG Meeting") if tour.may(row, "read")), None)
    written = add_comment(tour, own) if own else ""
    for name, is_own in ((written, True), (comment_of_another(own), False)):
        if not own or not name:
            continue
        answer = tour.visitor.call(
            "frappe.desk.form.utils.update_comment", name=name, content="Another remark"
        )
        tour.note_closed(door, COMMENTS, answer)
        if is_own:
            judge_done(tour, own, CHANGE, door, answer, COMMENTS)
        elif not report_changes(tour, own, CHANGE, door, answer):
            turned_away(tour, "another's comment", CHANGE, door, answer)


def add_comment(tour: Round, row: Row) -> str:
    """Name of a new comment; empty for who cannot add any."""
    about = {"reference_doctype": row.record, "reference_name": row.name, "content": "A remark"}
    answer = tour.visitor.call("frappe.desk.form.utils.add_comment", **about)
    return json.loads(answer.text)["message"]["name"] if answer.is_ok else ""


def comment_of_another(row: Row | None) -> str:
    """A comment sown below a row."""
    about = {"reference_name": row.name, "owner": "Administrator"} if row else {"name": ""}
    return frappe.db.get_value(COMMENTS, about) or ""


def notes(tour: Round) -> None:
    """Mark a note as read: one's own, and another's; then all of one's own."""
    for row in tour.field.of(seeds_hung.NOTE):
        answer = tour.visitor.call(f"{LOG}.mark_as_read", docname=row.name)
        tour.note_closed("reading a note", row.record, answer)
        if tour.may(row, "read"):
            judge_done(tour, row, CHANGE, "reading a note", answer, row.record)
        elif not report_changes(tour, row, CHANGE, "reading a note", answer):
            turned_away(tour, row, CHANGE, "reading a note", answer)
    answer = tour.visitor.call(f"{LOG}.mark_all_as_read")
    own = [row for row in tour.field.of(seeds_hung.NOTE) if tour.may(row, "read")]
    others = {row.name for row in tour.field.of(seeds_hung.NOTE)} - {row.name for row in own}
    frappe.db.commit()
    read = set(frappe.get_all(seeds_hung.NOTE, {"read": 1}, pluck="name"))
    tour.ground.put_back(tour.ground.changed())
    if read & others:
        tour.ledger.leak(tour.person, seeds_hung.NOTE, CHANGE, "reading all notes", answer, "reads others'")
    for row in own:
        if row.name in read:
            tour.allow(row, CHANGE, "reading all notes", answer)
    tour.refuse("others' notes", CHANGE, "reading all notes", answer)


def filters(tour: Round) -> None:
    """Save a filter of a list, and take it away again."""
    values = {"doctype": FILTERS, "filter_name": "Late", "reference_doctype": "PAPG Action", "filters": "[]"}
    answer = tour.visitor.call("frappe.client.insert", doc={**values, "for_user": tour.person.user})
    name = json.loads(answer.text)["message"]["name"] if answer.is_ok else ""
    row = Row(FILTERS, "one's own")
    if not name:
        turned_away(tour, row, "create", "saving a filter", answer)
        return
    tour.allow(row, "create", "saving a filter", answer)
    answer = tour.visitor.call("frappe.client.delete", doctype=FILTERS, name=name)
    if answer.is_ok:
        tour.allow(row, "delete", "taking a filter away", answer)
    frappe.db.delete(FILTERS, name)
    tour.ground.put_back(tour.ground.changed())


def near(tour: Round) -> set[str]:
    """Accounts in the groups the person holds a position in, as the cast says."""
    groups = {letter for letter, held in tour.person.positions.items() if held & set(NEAR)}
    return {user for letter, user, _position, _organisation in cast.POSITIONS if letter in groups}


def people(tour: Round) -> None:
    """Names of people: those one sits with and no others."""
    everybody = list(cast.POSTS)
    asked = (
        ("frappe.desk.search.get_names_for_mentions", {"search_term": ""}),
        ("frappe.desk.form.load.get_user_info_for_viewers", {"users": everybody}),
    )
    for method, arguments in asked:
        answer = tour.visitor.call(method, **arguments)
        named = {user for user in everybody if f'"{user}"' in answer.text} - {tour.person.user}
        for user in everybody:
            judge_person(tour, method, user, user in named, answer)


def judge_person(tour: Round, method: str, user: str, is_named: bool, answer: Answer) -> None:
    """One account in an answer."""
    if is_named and user not in near(tour):
        tour.ledger.leak(tour.person, user, SEE, method, answer, "names somebody of another group")
    elif is_named:
        tour.allow(Row("User", user), SEE, method, answer)
    elif answer.is_ok:
        tour.refuse(str(Row("User", user)), SEE, method, answer)


def cards() -> Iterator[frappe._dict]:
    """Number cards of ours."""
    yield from frappe.get_all(CARD, {"method": ("like", "papg.%")}, ["name", "method", "document_type"])


def numbers(tour: Round) -> None:
    """A number counts no more than one may read."""
    for card in cards():
        most = most_to_count(tour, card.document_type)
        judge_number(tour, card, most, tour.visitor.call(card.method))
        stored = {"doctype": CARD, "name": card.name}
        result = tour.visitor.call(f"{METHODS}.get_result", doc=stored, filters=[])
        judge_number(tour, card, most, result)


def most_to_count(tour: Round, record: str) -> int:
    """How many records of a kind the person may read; a list of the council came with more entries than were sown."""
    rows = tour.field.of(record)
    readable = sum(tour.may(row, "read") for row in rows)
    is_of_groups = any(row.group for row in rows)
    return readable if is_of_groups or not readable else frappe.db.count(record)


def judge_number(tour: Round, card: frappe._dict, most: int, answer: Answer) -> None:
    """One number; seats are counted by the group, of which there are many."""
    door = f"number of {card.name} by {answer.door}"
    said = json.loads(answer.text).get("message") if answer.is_ok else 0
    number = int((said.get("value") if isinstance(said, dict) else said) or 0)
    is_of_seats = card.document_type == "PAPG Group" and most
    if number > most and not is_of_seats:
        why = f"counts {number} where {most} can be read"
        tour.ledger.leak(tour.person, card.document_type, COUNT, door, answer, why)
    elif number:
        tour.allow(Row(card.document_type, "number of them"), COUNT, door, answer)
    else:
        turned_away(tour, f"{card.document_type}, number of them", COUNT, door, answer)


def follow_lists(tour: Round) -> None:
    """The live server's question about a list: yes to who may read such records at all."""
    for record in table.records():
        door = "following a list"
        if tour.is_closed(door, record):
            return
        answer = tour.visitor.get("frappe.realtime.can_subscribe_doctype", doctype=record)
        tour.note_closed(door, record, answer)
        says_yes = answer.is_ok and bool(json.loads(answer.text).get("message"))
        may = may_list(tour, record)
        if says_yes and not may:
            tour.ledger.leak(tour.person, record, "list", door, answer, "lets a list be followed")
        elif says_yes:
            tour.allow(Row(record, "the list"), "list", door, answer)
        else:
            turned_away(tour, str(Row(record, "the list")), "list", door, answer)


def may_list(tour: Round, record: str) -> bool:
    """Does the table let any position of the person read such records?"""
    columns = tour.person.all_columns()
    return any("r" in line.letters[one] for line in table.lines() if line.record == record for one in columns)
