"""The pages of partners: what they show, and the forms on them."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.walk.answers import Answer
from tests.walk.ledger import REFUSED
from tests.walk.people import PAGES, PROBE
from tests.walk.round import Round
from tests.walk.rows import Row
from tests.walk.steps_write import judge_done, report_changes
from tests.walk.visitors import Visitor

READ = "read"
WRITE = "write"
USE = "use"
LIST = "list"
LISTS = ("/partner", "/partner/minutes", "/partner/actions", "/partner/profile")
# Record types partners meet on a page; what else the table lets them read waits for a page of its own.
ON_PAGES = (
    "PAPG Meeting",
    "PAPG Minutes",
    "PAPG Restricted Item",
    "PAPG Decision",
    "PAPG Action",
    "PAPG Contribution Request",
    "PAPG Terms of Reference",
)
# Beside what the table says, partners see of their groups the name and purpose, and of members name and post.
OF_GROUPS = {"PAPG Group": ("purpose",), "PAPG Member": ("full_name", "job_title")}
PAGE = "page"
Send = Callable[[Visitor, str], Answer]


@dataclass(frozen=True)
class OwnForm:
    """A form by which somebody says something of themselves on the page of a record they only read.

    Attributes:
        door: What it is called in the report.
        address: Page of the record, without its name.
        fields: What is sent.
        line: The one table it writes.
    """

    door: str
    address: str
    fields: dict[str, str]
    line: str


def pages(tour: Round) -> None:
    """Visit the pages."""
    for path in LISTS:
        list_page(tour, path)
    for row in to_visit(tour, [row for row in tour.field.rows if row.record == "PAPG Group"]):
        group_page(tour, row)
    for row in to_visit(tour, [row for row in tour.field.rows if row.page and not row.is_aside]):
        row_page(tour, row)
    for record, send in FORMS.items():
        for row in to_visit(tour, tour.field.asked_for(record)):
            fill_in(tour, row, send)
    for record, form in OWN_FORMS.items():
        for row in to_visit(tour, tour.field.asked_for(record)):
            say_for_oneself(tour, row, form)


def to_visit(tour: Round, rows: list[Row]) -> list[Row]:
    """All of these for who works on pages; some for others, who are sent away whatever they ask for."""
    return rows if tour.person.way in (PAGES, PROBE) else tour.some(rows, PAGE)


def leave_out_what_has_no_page(tour: Round) -> None:
    """Partners have no other door than pages."""
    if tour.person.way == PAGES:
        without = [key for key in tour.ledger.withheld if not key[1].startswith(ON_PAGES) or key[2] == LIST]
        for key in without:
            for found in tour.ledger.withheld.pop(key):
                tour.ledger.note(tour.ledger.closed_cell(found), REFUSED)


def list_page(tour: Round, path: str) -> None:
    """A page that lists something."""
    answer = tour.visitor.ask("GET", path)
    if is_safe(tour, "", path, answer):
        shown = [row for row in tour.field.rows if tour.may(row, READ) and answer.found & row.own]
        for row in shown:
            tour.allow(row, LIST, path, answer)
        if not shown:
            tour.refuse("what it lists", LIST, path, answer)


def group_page(tour: Round, row: Row) -> None:
    """The page of a group, for those of its members who work on pages."""
    answer = tour.visitor.ask("GET", f"/partner/group/{row.name}")
    if not is_safe(tour, row, "page of a group", answer, row.name):
        return
    if not is_own_group(tour, row):
        compare(tour, row, f"/partner/group/{row.name}", answer)
    tour.refuse(row, READ, "page of a group", answer)


def row_page(tour: Round, row: Row) -> None:
    """The page that shows a row."""
    answer = tour.visitor.ask("GET", row.page)
    name = row.page.rpartition("/")[2]
    if not is_safe(tour, row, PAGE, answer, name):
        return
    if not tour.may(row, READ):
        if name == row.name:
            compare(tour, row, row.page, answer)
        tour.refuse(row, READ, PAGE, answer)
    elif answer.found & row.own:
        tour.allow(row, READ, PAGE, answer)
    else:
        tour.ledger.withhold(tour.person, row, READ, PAGE, answer)


def compare(tour: Round, row: Row, path: str, answer: Answer) -> None:
    """The page of what is not theirs is the page of what does not exist."""
    top = path.rpartition("/")[0]

    def ask(_row: Row, name: str) -> Answer:
        return tour.visitor.ask("GET", f"{top}/{name}")

    tour.compare_with_nothing(row, READ, f"{top}/…", answer, ask)


def is_safe(tour: Round, row: Row | str, door: str, answer: Answer, *asked: str) -> bool:
    """Does the page show nothing but what is the person's?"""
    found = tour.given_away(answer, *asked)
    kept = {owner: what for owner, what in found.items() if not is_shown(tour, answer, owner)}
    for owner, what in kept.items():
        tour.ledger.leak(tour.person, row or owner, READ, door, answer, f"gives {what} of {owner}")
    return not kept


def is_shown(tour: Round, answer: Answer, owner: Row) -> bool:
    """Is all the page shows of a group or a member among what partners see of their own group?"""
    if not is_own_group(tour, owner):
        return False
    fields = {tour.field.marks[part][1] for part in answer.found & owner.own}
    return owner.record in OF_GROUPS and fields <= set(OF_GROUPS[owner.record])


def is_own_group(tour: Round, row: Row) -> bool:
    """Does the person work on pages as a member of the group of a row?"""
    return "Partner" in tour.person.columns(row.group)


def fill_in(tour: Round, row: Row, send: Send) -> None:
    """Send the form on the page of a record, as its page does."""
    answer = send(tour.visitor, row.name)
    if tour.may(row, WRITE) and tour.person.way == PAGES:
        judge_done(tour, row, WRITE, "form of partners", answer)
        return
    if report_changes(tour, row, WRITE, "form of partners", answer):
        return
    if is_safe(tour, row, "form of partners", answer, row.name) and tour.compare_with_nothing(
        row, WRITE, "form of partners", answer, lambda _row, name: send(tour.visitor, name)
    ):
        tour.refuse(row, WRITE, "form of partners", answer)


def report_progress(visitor: Visitor, name: str) -> Answer:
    """The form of an action's page."""
    form = {"csrf_token": visitor.token, "note": "A remark", "progress": "", "evidence": ""}
    return visitor.ask("POST", f"/partner/actions/{name}", data=form)


def say_for_oneself(tour: Round, row: Row, form: OwnForm) -> None:
    """A form that changes nothing but the person's own line, and only where its page is read."""

    def send(_row: Row, name: str) -> Answer:
        sent = {"csrf_token": tour.visitor.token, **form.fields}
        return tour.visitor.ask("POST", f"{form.address}/{name}", data=sent)

    answer = send(row, row.name)
    if not (tour.may(row, READ) and tour.person.way == PAGES):
        is_safe = not report_changes(tour, row, WRITE, form.door, answer)
        if (
            is_safe
            and is_safe_page(tour, row, form.door, answer)
            and tour.compare_with_nothing(row, WRITE, form.door, answer, send)
        ):
            tour.refuse(row, WRITE, form.door, answer)
        return
    changed = tour.ground.changed()
    tour.ground.put_back(changed)
    if set(changed) - {form.line}:
        tour.ledger.leak(tour.person, row, WRITE, form.door, answer, f"changes {', '.join(changed)}")
    elif is_safe_page(tour, row, form.door, answer):
        (tour.allow if changed else tour.refuse)(row, USE, form.door, answer)


def is_safe_page(tour: Round, row: Row, door: str, answer: Answer) -> bool:
    return is_safe(tour, row, door, answer, row.name)


def answer_request(visitor: Visitor, name: str) -> Answer:
    """The form of the page on which a contribution is given."""
    form = {"csrf_token": visitor.token, "answer": "", "nothing": "1"}
    return visitor.ask("POST", f"/partner/contribution/{name}", data=form)


FORMS: dict[str, Send] = {"PAPG Action": report_progress, "PAPG Contribution Request": answer_request}
OWN_FORMS = {
    "PAPG Meeting": OwnForm(
        "form of a meeting for partners", "/partner/meeting", {"intention": "Apologies"}, "tabPAPG Attendance"
    ),
    "PAPG Terms of Reference": OwnForm(
        "form of terms for partners", "/partner/terms", {}, "tabPAPG Etiquette Acknowledgement"
    ),
}
