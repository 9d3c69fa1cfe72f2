"""Files: who may read them, how they get in, and how they leave."""

import io
import zipfile
from typing import Any

import frappe
import pytest
import requests

from papg.testing import cast
from papg.testing.acting import acting_as
from tests.security.conftest import Visit
from tests.security.ground import Plot, public_files
from tests.security.visitors import Visitor

NOT_THERE = "There is no such record, or it is not yours to see."
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n"


def upload(visitor: Visitor, meeting: str, name: str, content: bytes, **more: Any) -> requests.Response:
    """Attach a file to a meeting, as the desk's dialog does."""
    data = {"doctype": "PAPG Meeting", "docname": meeting, "is_private": 0, "folder": "Home", **more}
    return visitor.ask("POST", "/api/method/upload_file", data=data, files={"file": (name, content)})


def test_a_file_is_read_by_who_may_read_its_record_and_is_not_there_for_others(
    secretary: Visitor, neighbour: Visitor, partner: Visitor, guest: Visitor, plots: dict[str, Plot]
) -> None:
    plot = plots["A"]
    assert plot.canary in secretary.ask("GET", plot.file_url).text
    for visitor in (neighbour, partner, guest):
        answer = visitor.ask("GET", plot.file_url)
        assert (answer.status_code, answer.json()["message"]) == (404, NOT_THERE)
        assert answer.text == visitor.ask("GET", "/private/files/none.txt").text


def test_a_file_leaves_as_something_to_save_under_the_name_people_know(
    secretary: Visitor, plots: dict[str, Plot]
) -> None:
    answer = secretary.ask("GET", plots["A"].file_url)
    assert answer.headers["Content-Disposition"] == "attachment; filename=paper.txt"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


def test_an_upload_is_private_whatever_was_asked_and_its_address_is_made_up(
    secretary: Visitor, plots: dict[str, Plot]
) -> None:
    before = public_files()
    file = upload(secretary, plots["A"].meeting, "Plan of the quay.pdf", PDF).json()["message"]
    assert (file["is_private"], file["file_name"]) == (1, "Plan of the quay.pdf")
    assert file["file_url"].startswith("/private/files/") and "Plan" not in file["file_url"]
    assert public_files() == before
    assert secretary.call("frappe.desk.form.utils.remove_attach", fid=file["name"]).ok
    assert secretary.ask("GET", file["file_url"]).status_code == 404


def test_equal_content_has_an_address_of_its_own_for_everybody(
    secretary: Visitor, plots: dict[str, Plot]
) -> None:
    meeting = plots["A"].meeting
    files = [upload(secretary, meeting, "same.pdf", PDF).json()["message"] for _each in range(2)]
    assert files[0]["file_url"] != files[1]["file_url"]
    for file in files:
        assert secretary.ask("GET", file["file_url"]).content == PDF
        assert secretary.call("frappe.desk.form.utils.remove_attach", fid=file["name"]).ok


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", b"<html><script>alert(1)</script></html>"),
        ("picture.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("data.xml", b"<?xml version='1.0'?><a/>"),
        ("page.xhtml", b"<html xmlns='http://www.w3.org/1999/xhtml'/>"),
        ("run.js", b"alert(1)"),
        ("page.pdf", b"<html><script>alert(1)</script></html>"),
        ("page.txt", b"<script>alert(1)</script>"),
        ("picture.png", b"GIF89a<script>"),
        ("macro.docm", b"PK"),
        ("letter.docx", b"PK\x03\x04 no document"),
        ("noending", b"text"),
    ],
)
def test_what_is_not_what_its_name_says_is_not_kept(
    name: str, content: bytes, secretary: Visitor, plots: dict[str, Plot]
) -> None:
    answer = upload(secretary, plots["A"].meeting, name, content)
    assert answer.status_code == 417
    assert "cannot be kept here" in answer.text or "file inside" in answer.text


def test_a_document_with_macros_is_not_kept(secretary: Visitor, plots: dict[str, Plot]) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as parts:
        parts.writestr("word/document.xml", "<w/>")
        parts.writestr("word/vbaProject.bin", "x")
    answer = upload(secretary, plots["A"].meeting, "letter.docx", content.getvalue())
    assert (answer.status_code, "file inside" in answer.text) == (417, True)


def test_a_file_is_not_attached_to_a_record_one_may_only_read(visit: Visit, plots: dict[str, Plot]) -> None:
    frappe.db.rollback()
    frappe.db.set_value("PAPG Meeting", plots["A"].meeting, "agenda_issued_on", frappe.utils.today())
    frappe.db.commit()
    try:
        answer = upload(visit(cast.MEMBER), plots["A"].meeting, "a.txt", b"text")
        assert (answer.status_code, "Insufficient Permission for File" in answer.text) == (403, True)
    finally:
        frappe.db.set_value("PAPG Meeting", plots["A"].meeting, "agenda_issued_on", None)
        frappe.db.commit()


def test_a_partner_and_a_guest_upload_nothing(
    partner: Visitor, guest: Visitor, plots: dict[str, Plot]
) -> None:
    for visitor in (partner, guest):
        assert upload(visitor, plots["A"].meeting, "a.txt", b"text").status_code == 403


def claims(plot: Plot, own: str) -> list[dict[str, Any]]:
    """Ways to lay hands on a file by its address."""
    return [
        {"doctype": "PAPG Meeting", "docname": own, "file_url": plot.file_url, "file_name": "mine.txt"},
        {"file_url": plot.file_url, "file_name": "mine.txt"},
        {"doctype": "PAPG Meeting", "docname": own, "file_url": "https://example.org/a.txt"},
        {"doctype": "PAPG Meeting", "docname": own, "file_url": "/private/files/../../site_config.json"},
        {"doctype": "PAPG Meeting", "docname": own, "file_url": "/files/a.txt"},
    ]


def test_the_address_of_a_foreign_file_is_worth_nothing(visit: Visit, plots: dict[str, Plot]) -> None:
    """Whoever is secretary of group B holds no right in the draft of group C; A's are of another secretary."""
    frappe.db.rollback()
    count = frappe.db.count("File")
    board = visit(cast.NEIGHBOUR)
    for claim in claims(plots["A"], plots["B"].meeting):
        answer = board.call("upload_file", **claim)
        assert answer.status_code in (403, 404, 417), f"{claim}: {answer.status_code}"
        assert plots["A"].canary not in answer.text
    frappe.db.rollback()
    assert frappe.db.count("File") == count


def test_a_file_field_takes_no_foreign_file_and_publishes_none(visit: Visit, plots: dict[str, Plot]) -> None:
    three = visit(cast.THREE)
    before = public_files()
    paper = {"item_number": 1, "title": "Paper", "file": plots["A"].file_url}
    frappe.db.rollback()
    modified = str(frappe.db.get_value("PAPG Meeting", plots["B"].meeting, "modified"))
    # Who is deputy chair in A reads its files; so the address is one that no file has for them.
    paper["file"] = "/private/files/0123456789abcdef.txt"
    doc = {"doctype": "PAPG Meeting", "name": plots["B"].meeting, "modified": modified, "papers": [paper]}
    answer = three.call("frappe.client.save", doc=doc)
    assert answer.status_code == 417
    assert "there is no file" in answer.text
    assert public_files() == before


def test_a_foreign_file_is_not_removed(
    neighbour: Visitor, secretary: Visitor, plots: dict[str, Plot]
) -> None:
    answer = neighbour.call("frappe.desk.form.utils.remove_attach", fid=plots["A"].file)
    assert (answer.status_code, answer.json()["message"]) == (404, NOT_THERE)
    assert secretary.ask("GET", plots["A"].file_url).ok


def test_files_cannot_be_listed_or_fetched_by_name(
    secretary: Visitor, partner: Visitor, plots: dict[str, Plot]
) -> None:
    doors = (
        ("frappe.core.api.file.zip_files", {"files": [plots["A"].file]}),
        ("frappe.core.doctype.file.file.zip_files", {"files": [plots["A"].file]}),
        ("frappe.core.api.file.get_files_in_folder", {"folder": "Home"}),
        ("frappe.core.api.file.get_files_by_search_text", {"text": "paper"}),
        ("frappe.core.api.file.move_file", {"file_list": "[]", "new_parent": "Home", "old_parent": "Home"}),
        ("frappe.core.api.file.unzip_file", {"name": plots["A"].file}),
        ("download_file", {"file_url": plots["A"].file_url}),
        ("frappe.client.get", {"doctype": "File", "name": plots["A"].file}),
    )
    for visitor in (secretary, partner):
        for endpoint, arguments in doors:
            assert visitor.call(endpoint, **arguments).status_code == 403, endpoint


def test_a_paper_uploaded_before_its_meeting_is_stored_becomes_the_meetings(
    secretary: Visitor, visit: Visit, plots: dict[str, Plot]
) -> None:
    loose = secretary.ask(
        "POST", "/api/method/upload_file", files={"file": ("early.pdf", PDF)}, data={"is_private": 1}
    ).json()["message"]
    chair = visit(cast.CHAIR)
    assert chair.ask("GET", loose["file_url"]).status_code == 404
    meeting = {
        "doctype": "PAPG Meeting",
        "__islocal": 1,
        "papg_group": plots["A"].group,
        "title": "With a paper",
        "starts_at": "2031-03-04 10:00:00",
        "papers": [{"item_number": 1, "title": "Early", "file": loose["file_url"]}],
    }
    saved = secretary.call("frappe.client.save", doc=meeting)
    assert saved.ok, saved.text[:300]
    assert chair.ask("GET", loose["file_url"]).content == PDF
    assert secretary.call(
        "frappe.client.delete", doctype="PAPG Meeting", name=saved.json()["message"]["name"]
    ).ok


def test_the_framework_itself_lists_only_files_of_records_within_reach(plots: dict[str, Plot]) -> None:
    frappe.db.rollback()
    for user, seen in (
        (cast.SECRETARY, True),
        (cast.NEIGHBOUR, False),
        (cast.PARTNER, False),
        (cast.AUDITOR, True),
    ):
        with acting_as(user):
            found = (
                frappe.get_list("File", {"name": plots["A"].file}, ignore_permissions=False)
                if may_list()
                else []
            )
        assert bool(found) == (seen and user != cast.PARTNER), user


def may_list() -> bool:
    """Does any role of the session's user open the list of files?"""
    return frappe.has_permission("File", "read")
