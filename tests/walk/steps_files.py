"""Files: by their address, by their name, in an archive, and claimed as one's own."""

from collections.abc import Callable

from tests.walk.answers import Answer
from tests.walk.round import Round
from tests.walk.rows import Row, StoredFile
from tests.walk.steps_write import report_changes
from tests.walk.visitors import Visitor

READ = "read"
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
        tour.ledger.refuse()


def judge_own(tour: Round, door: str, row: Row, answer: Answer) -> None:
    """A file of a row the person may read comes by its address."""
    if row.files[0].mark in answer.found:
        tour.ledger.allow(tour.person, row, "file")
    elif door == "file by address":
        tour.ledger.withhold(tour.person, row, "file", door, answer)
    else:
        tour.ledger.refuse()


def nothing(tour: Round, ask: AskFile) -> Answer:
    """What is answered for a file that does not exist."""
    return as_if_unnamed(ask(tour.visitor, NO_FILE), NO_FILE)


def as_if_unnamed(answer: Answer, file: StoredFile) -> Answer:
    """The answer without the address and the name that were asked for."""
    content = answer.content
    for part in (file.url, file.name):
        content = content.replace(part.encode(), b"")
    return Answer(answer.status, answer.headers, content)


def take_file(tour: Round, door: str, ask: AskFile, row: Row) -> None:
    """Try to make a file of a row one's own, to remove it or to publish it."""
    file = row.files[0]
    answer = ask(tour.visitor, file)
    is_safe = not report_changes(tour, row, "write", door, answer)
    if is_safe and tour.check_leaks(row, "write", door, answer, file.name):
        tour.ledger.refuse()
