"""What was put into letters while everybody was about: each is searched for what its reader may not see."""

from email import message_from_string

import frappe

from tests.walk.answers import Answer
from tests.walk.round import Round

DOOR = "mail"


def search(tours: list[Round]) -> None:
    """Search every letter in the queue, as each of its readers."""
    frappe.db.commit()
    readers = {tour.person.user: tour for tour in tours}
    for letter in frappe.get_all("Email Queue", ["name", "message"]):
        answer = Answer(200, {}, text_of(letter.message).encode(), DOOR)
        for user in frappe.get_all("Email Queue Recipient", {"parent": letter.name}, pluck="recipient"):
            if tour := readers.get(user):
                judge(tour, answer)


def judge(tour: Round, answer: Answer) -> None:
    """One letter to one reader."""
    if tour.check_leaks("", "read", DOOR, answer):
        tour.refuse("letters", "read", DOOR, answer)


def text_of(message: str) -> str:
    """Headers and text of a letter, attachments included."""
    letter = message_from_string(message)
    parts = [part.get_payload(decode=True) or b"" for part in letter.walk()]
    return str(letter["Subject"]) + b"\n".join(parts).decode(errors="replace")
