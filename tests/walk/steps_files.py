"""Files: by their address, by their name, in an archive, and claimed as one's own."""

import json
from collections.abc import Callable

import frappe

from tests.walk.answers import Answer
from tests.walk.round import Round
from tests.walk.rows import Row, StoredFile
from tests.walk.steps_write import report_changes, turned_away
from tests.walk.visitors import Visitor

READ = "read"
OFF = "take a file off"
NO_FILE = StoredFile("fedcba9876", "/private/files/fedcba9876fedcba9876fedcba987654.txt", "")

AskFile = Callable[[Visitor, StoredFile], Answer]


def by_address(visitor: Visitor, file: StoredFile) -> Answer:
    return visitor.ask("GET", file.url)


def record(visitor: Visitor, file: StoredFile) -> Answer:
    return visitor.rest("GET", "File", file.name)


def form(visitor: Visitor, file: StoredFile) -> Answer:
    return visitor.get("frappe.desk.form.load.getdoc", doctype="File", name=file.name)


def archive(visitor: Visitor, file: StoredFile) -> Answer:
    return visitor.call("frappe.core.api.file.zip_files", files=[file.name])


def archive_by_other_name(visitor: Visitor, file: StoredFile) -> Answer:
    return visitor.call("frappe.core.doctype.file.file.zip_files", files=[file.name])


def download(visitor: Visitor, file: StoredFile) -> Answer:
    return visitor.get("frappe.core.doctype.file.file.download_file", file_url=file.url)


def claim(visitor: Visitor, file: StoredFile) -> Answer:
    return visitor.rest("POST", "File", json={"file_url": file.url, "is_private": 1})


def claim_by_client(visitor: Visitor, file: StoredFile) -> Answer:
    doc = {"doctype": "File", "file_url": file.url, "is_private": 1}
    return visitor.call("frappe.client.insert", doc=doc)


def claim_by_upload(visitor: Visitor, file: StoredFile) -> Answer:
    return visitor.call("upload_file", file_url=file.url, is_private=1)


def take_away(visitor: Visitor, file: StoredFile) -> Answer:
    return visitor.rest("DELETE", "File", file.name)


def make_public(visitor: Visitor, file: StoredFile) -> Answer:
    return visitor.rest("PUT", "File", file.name, json={"is_private": 0})


READING: tuple[tuple[str, AskFile], ...] = (
    ("file by address", by_address),
    ("file by REST", record),
    ("file in a form", form),
    ("archive", archive),
    ("archive by its other name", archive_by_other_name),
    ("download", download),
)
TAKING: tuple[tuple[str, AskFile], ...] = (
    ("claim by REST", claim),
    ("claim by client.insert", claim_by_client),
    ("claim by upload", claim_by_upload),
    ("delete a file", take_away),
    ("make a file public", make_public),
)


def files(tour: Round) -> None:
    """Ask for files, and try to take them."""
    rows = [row for row in tour.field.rows if row.files]
    mine = [row for row in rows if tour.may(row, READ)]
    others = [row for row in rows if not tour.may(row, READ)]
    for door, ask in READING:
        for row in rows if door == "file by address" else tour.some(others, door) + tour.some(mine, door):
            read_file(tour, door, ask, row)
    for door, ask in TAKING:
        for row in tour.some(others, door):
            take_file(tour, door, ask, row)
    for row in tour.some(others, OFF):
        take_file(tour, OFF, take_off, row)
    take_off_own(tour, [row for row in mine if tour.may(row, "write")][:2])


def read_file(tour: Round, door: str, ask: AskFile, row: Row) -> None:
    """Ask for one file of a row."""
    file = row.files[0]
    answer = ask(tour.visitor, file)
    if not tour.check_leaks(row, READ, door, answer, file.name):
        return
    if tour.may(row, READ):
        judge_own(tour, door, row, answer)
    elif tour.compare_with_nothing(
        row, READ, door, as_if_unnamed(answer, file), lambda r, name: nothing(tour, ask)
    ):
        turned_away(tour, row, READ, door, answer)


def judge_own(tour: Round, door: str, row: Row, answer: Answer) -> None:
    """A file of a row the person may read comes by its address."""
    if row.files[0].mark in answer.found:
        tour.allow(row, "file", door, answer)
    elif door == "file by address":
        tour.ledger.withhold(tour.person, row, "file", door, answer)
    else:
        turned_away(tour, row, READ, door, answer)


def nothing(tour: Round, ask: AskFile) -> Answer:
    """What is answered for a file that does not exist."""
    return as_if_unnamed(ask(tour.visitor, NO_FILE), NO_FILE)


def as_if_unnamed(answer: Answer, file: StoredFile) -> Answer:
    """The answer without the address and the name that were asked for."""
    content = answer.content
    for part in (file.url, file.name):
        content = content.replace(part.encode(), b"")
    return Answer(answer.status, answer.headers, content, answer.door)


def take_file(tour: Round, door: str, ask: AskFile, row: Row) -> None:
    """Try to make a file of a row one's own, to remove it or to publish it."""
    file = row.files[0]
    answer = ask(tour.visitor, file)
    is_safe = not report_changes(tour, row, "write", door, answer)
    if is_safe and tour.check_leaks(row, "write", door, answer, file.name):
        turned_away(tour, row, "write", door, answer)


def take_off(visitor: Visitor, file: StoredFile) -> Answer:
    """The cross beside an attachment."""
    return visitor.call("frappe.desk.form.utils.remove_attach", fid=file.name)


def take_off_own(tour: Round, rows: list[Row]) -> None:
    """Take an attachment off, where one may write the record; what was on the disk stays for the next."""
    for row in rows:
        if not tour.is_closed(OFF, row.record):
            take_off_one(tour, row)


def take_off_one(tour: Round, row: Row) -> None:
    """A file nothing else hangs on: one that was attached for the purpose."""
    place = {"doctype": row.record, "docname": row.name, "is_private": 1}
    files = {"file": ("to go.txt", f"To go {row.name}".encode(), "text/plain")}
    sent = tour.visitor.ask("POST", "/api/method/upload_file", files=files, data=place)
    name = json.loads(sent.text).get("message", {}) if sent.is_ok else {}
    if not name:
        return
    before = file_names()
    answer = take_off(tour.visitor, StoredFile(name["name"], name["file_url"], ""))
    tour.note_closed(OFF, row.record, answer)
    gone = name["name"] in before - file_names()
    tour.ground.put_back(tour.ground.changed())
    if gone:
        tour.allow(row, "write", OFF, answer)
    else:
        turned_away(tour, row, "write", OFF, answer)


def file_names() -> set[str]:
    """Names of all stored files."""
    frappe.db.commit()
    return set(frappe.get_all("File", pluck="name"))
