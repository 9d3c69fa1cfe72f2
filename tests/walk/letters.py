"""What was put into letters while everybody was about: each is searched for what its reader may not see."""

from email import message_from_string

import frappe

from tests.walk.answers import Answer
from tests.walk.doors_read import READING
from tests.walk.round import Round
from tests.walk.rows import Row
from tests.walk.visitors import Visitor

DOOR = "mail"
QUEUE = "Email Queue"


def note_readers(tour: Round, row: Row) -> None:
    """Ask at its door whether those written to of a record may read it after a step, which may have opened it to them.

    The step is taken back afterwards, and the letter stays in the queue.
    """
    about = {"reference_doctype": row.record, "reference_name": row.name}
    for letter in frappe.get_all(QUEUE, about, pluck="name"):
        for user in recipients(letter):
            asking = [visitor for visitor in tour.visitors if visitor.person.user == user]
            if (letter, user) not in tour.ledger.read_then and any(is_open(one, row) for one in asking):
                tour.ledger.read_then[letter, user] = row.own | {row.name}


def is_open(visitor: Visitor, row: Row) -> bool:
    """Does the record give its words to this visitor now, at one of the doors for reading or on its page?"""
    answers = [door.ask(visitor, row, row.name) for door in READING if door.is_own]
    if row.page:
        answers.append(visitor.ask("GET", row.page))
    return any(answer.found & row.own for answer in answers)


def recipients(letter: str) -> list[str]:
    """To whom a letter goes."""
    return frappe.get_all("Email Queue Recipient", {"parent": letter}, pluck="recipient")


def search(tours: list[Round]) -> None:
    """Search every letter in the queue, as each of its readers."""
    frappe.db.commit()
    readers = {tour.person.user: tour for tour in tours}
    for letter in frappe.get_all(QUEUE, fields=["name", "message"]):
        answer = Answer(200, {}, text_of(letter.message).encode(), DOOR)
        for user in recipients(letter.name):
            if tour := readers.get(user):
                judge(tour, answer, tour.ledger.read_then.get((letter.name, user), frozenset()))


def judge(tour: Round, answer: Answer, read_then: frozenset[str]) -> None:
    """One letter to one reader, who could read some things, or was given lines to score, when it was written."""
    given = [row.name for row in tour.field.rows if tour.person.user in row.lines]
    if tour.check_leaks("", "read", DOOR, answer, *read_then, *given):
        tour.refuse("letters", "read", DOOR, answer)


def text_of(message: str) -> str:
    """Headers and text of a letter, attachments included."""
    letter = message_from_string(message)
    parts = [part.get_payload(decode=True) or b"" for part in letter.walk()]
    return str(letter["Subject"]) + b"\n".join(parts).decode(errors="replace")
