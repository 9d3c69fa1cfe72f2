"""What is wrong with an answer: a broken server, words from its inside, or somebody else's record."""

import re

from tests.fuzz.caller import Reply
from tests.walk.ledger import Ledger
from tests.walk.round import Round
from tests.walk.steps_pages import is_shown

INSIDE = re.compile(
    r"Traceback \(most recent|pymysql|\b\w+Error: |You have an error in your SQL|Unknown column|doesn.t exist\"?\)"
    r"|site-packages|/apps/frappe/|File \\?\"/|\(1[0-9]{3}, \\?[\"']"
)
BROKEN = 500


def is_server_error(reply: Reply) -> bool:
    """Did the server break, or not answer at all?"""
    return reply.status >= BROKEN or bool(reply.broken)


def inside(reply: Reply) -> str:
    """Words of the server's inside in an answer that are not words of the request."""
    if not reply.answer or not reply.is_refused:
        return ""
    asked = str(reply.message)
    found = next((part for part in INSIDE.findall(reply.answer.text) if part not in asked), "")
    return f"tells of the inside: {found}" if found else ""


def foreign(reply: Reply, tour: Round) -> str:
    """Something in an answer that belongs to a record out of the person's reach."""
    if not reply.answer:
        return ""
    found = tour.given_away(reply.answer, *reply.message.names(), *said_of_minutes(reply, tour))
    if reply.message.path.startswith("/partner/"):
        found = {row: what for row, what in found.items() if not is_shown(tour, reply.answer, row)}
    return "; ".join(f"gives {what} of {row}" for row, what in found.items())


def said_of_minutes(reply: Reply, tour: Round) -> list[str]:
    """What a paper of minutes says of their meeting, whoever reads them."""
    asked = reply.message.names()
    return [
        part
        for row in tour.field.of("PAPG Minutes")
        if row.name in asked
        for part in tour.said_of_meeting(row)
    ]


def new_ledger() -> Ledger:
    """A round keeps its count in one; here nobody reads it."""
    return Ledger()
