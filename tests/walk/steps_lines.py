"""The pages of partners on which lines of an assessment are scored that were given to somebody, and returned."""

from collections.abc import Callable
from typing import Any

import frappe

from tests.walk.answers import Answer
from tests.walk.people import PAGES
from tests.walk.round import Round
from tests.walk.rows import Row
from tests.walk.steps_own import LINES
from tests.walk.steps_pages import is_safe_page, to_visit
from tests.walk.steps_write import report_changes

RECORD = "PAPG Maturity Assessment"
SCORE = "score"
TOP = "/partner/assessment"
TABLES = {f"tab{name}" for name in LINES}
FORM = {"level": "2", "rationale": "A remark", "evidence": ""}

Ask = Callable[[Row, str], Answer]


def lines(tour: Round) -> None:
    """Visit each assessment and each line of it, score the line, and return what can be returned."""
    for row in to_visit(tour, tour.field.asked_for(RECORD)):
        is_scorer, has_forms = tour.may(row, SCORE), tour.person.way == PAGES
        see(tour, row, "page of lines", opened(tour), is_scorer)
        for line in row.values["scores"]:
            is_own = is_scorer and line["assigned_to"] in members(tour)
            # The code is in the address, which the way to the login page repeats: each has a door of its own.
            see(tour, row, f"page of line {line['code']}", opened(tour, line["code"]), is_own)
            store(
                tour,
                row,
                f"form of line {line['code']}",
                sent(tour, FORM, line["code"]),
                is_own and has_forms,
            )
        store(tour, row, "form to return lines", sent(tour, {}), is_scorer and has_forms)


def members(tour: Round) -> list[str]:
    """The rows of membership of who visits."""
    return frappe.get_all("PAPG Member", {"user": tour.person.user or "Guest"}, pluck="name")


def opened(tour: Round, *code: str) -> Ask:
    """Opens the page of an assessment, or of a line of it."""
    return lambda _row, name: tour.visitor.ask("GET", "/".join((TOP, name, *code)))


def sent(tour: Round, fields: dict[str, str], *code: str) -> Ask:
    """Sends the form of a page."""
    form = {"csrf_token": tour.visitor.token, **fields}
    return lambda _row, name: tour.visitor.ask("POST", "/".join((TOP, name, *code)), data=form)


def see(tour: Round, row: Row, door: str, ask: Ask, is_own: bool) -> None:
    """Open a page: it shows what was given to the person, and otherwise is as if it were not there."""
    answer = ask(row, row.name)
    if not is_own:
        send_away(tour, row, door, ask, answer)
    elif is_safe_page(tour, row, door, answer):
        judge(tour, row, door, answer, bool(answer.found & row.own))


def store(tour: Round, row: Row, door: str, ask: Ask, is_own: bool) -> None:
    """Send a form: it changes the person's own lines, and otherwise nothing."""
    answer = ask(row, row.name)
    if not is_own:
        if not report_changes(tour, row, SCORE, door, answer):
            send_away(tour, row, door, ask, answer)
        return
    changed, touched = tour.ground.changed(), of_others(tour, row)
    tour.ground.put_back(changed)
    if set(changed) - TABLES or touched:
        why = f"changes {', '.join((*changed, *touched))}"
        tour.ledger.leak(tour.person, row, SCORE, door, answer, why)
    elif is_safe_page(tour, row, door, answer):
        judge(tour, row, door, answer, bool(changed))


def judge(tour: Round, row: Row, door: str, answer: Answer, is_given: bool) -> None:
    """Did the door give what the table grants?"""
    if is_given:
        tour.allow(row, SCORE, door, answer)
    else:
        tour.ledger.deny(tour.person, row, SCORE, door, answer)


def send_away(tour: Round, row: Row, door: str, ask: Ask, answer: Answer) -> None:
    """What is not theirs answers as what does not exist."""
    if is_safe_page(tour, row, door, answer) and tour.compare_with_nothing(row, SCORE, door, answer, ask):
        tour.refuse(row, SCORE, door, answer)


def of_others(tour: Round, row: Row) -> list[str]:
    """Codes of lines of others that are not as they were sown."""
    now = {line.code: line for line in frappe.get_doc(row.record, row.name).scores}
    others: list[dict[str, Any]] = [
        line for line in row.values["scores"] if line["assigned_to"] not in members(tour)
    ]
    said = ("current_level", "rationale", "evidence", "is_returned")
    return [line["code"] for line in others if any(now[line["code"]].get(f) != line[f] for f in said)]
