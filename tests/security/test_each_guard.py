"""Each guard by itself, where another before or behind it would catch the same at the doors."""

from typing import Any

import frappe
import pytest
from frappe.utils import add_days, today
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from papg.rules.membership import STAFF
from papg.security import binding, files, resources
from papg.security.allowlist import Argument, Entry
from papg.security.answers import BadArgument
from papg.security.calls import RESOURCE, Call
from papg.security.shapes import Context
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make, make_meeting
from tests.security.conftest import Visit
from tests.security.ground import Plot, lay_out_folders
from tests.security.visitors import Visitor, is_refusal

KINDS = frozenset({STAFF})
SET = "frappe.core.doctype.user.user.update_password"


@pytest.fixture
def meeting(site: None) -> frappe.model.document.Document:
    """A meeting of a group, made by its secretary."""
    cast.install()
    lay_out_folders()
    with acting_as(cast.SECRETARY):
        return make_meeting(cast.group("A"))


def test_a_change_of_what_is_agreed_is_held_to_the_same_as_a_save(meeting: Any) -> None:
    meeting.title = "<b>Meeting</b>"
    for event in ("before_validate", "before_update_after_submit"):
        with pytest.raises(frappe.ValidationError, match="leave out “<” and “>”"):
            meeting.run_method(event)


@pytest.mark.parametrize("event", ["on_update", "on_update_after_submit"])
def test_a_file_of_a_row_belongs_to_the_record_once_it_is_stored(event: str, meeting: Any) -> None:
    with acting_as(cast.SECRETARY):
        file = frappe.get_doc({"doctype": "File", "file_name": "paper.txt", "content": "Paper"}).insert()
        meeting.append("papers", {"title": "Paper", "file": file.file_url})
        meeting.run_method(event)
    place = frappe.db.get_value("File", file.name, ["attached_to_doctype", "attached_to_name"])
    assert place == ("PAPG Meeting", meeting.name)


HANGING = {
    "Comment": {"comment_type": "Comment", "content": "x", "reference_doctype": "PAPG Meeting"},
    "Communication": {"subject": "x", "content": "x", "reference_doctype": "PAPG Meeting"},
    "ToDo": {"description": "x", "reference_type": "PAPG Meeting"},
}


@pytest.mark.parametrize("record_type", HANGING)
def test_nobody_hangs_anything_on_a_record_out_of_reach(record_type: str, meeting: Any) -> None:
    note = {"doctype": record_type, "reference_name": meeting.name, **HANGING[record_type]}
    with acting_as(cast.NEIGHBOUR), pytest.raises(frappe.PermissionError, match="no such record"):
        frappe.get_doc(note).insert(ignore_permissions=True)


def test_a_field_of_the_framework_is_taken_out_by_nobody_here(site: None) -> None:
    field = frappe.get_doc(
        {"doctype": "Custom Field", "dt": "User", "label": "Ward", "fieldname": "custom_ward"}
    )
    with acting_as(cast.ADMINISTRATOR), pytest.raises(frappe.PermissionError, match="not one of the council"):
        field.run_method("on_trash")


def test_a_record_of_a_group_keeps_its_name(meeting: Any) -> None:
    with acting_as(cast.SECRETARY), pytest.raises(frappe.PermissionError, match="cannot be renamed"):
        meeting.run_method("before_rename", meeting.name, "Another", False)


def test_a_file_that_is_no_base64_is_not_kept(site: None) -> None:
    with pytest.raises(frappe.ValidationError, match="did not arrive whole"):
        files.decoded("A")


def test_a_file_is_attached_only_where_its_sender_may_write_whatever_was_asked_before(meeting: Any) -> None:
    file = {"doctype": "File", "file_name": "paper.txt", "content": "Paper"}
    place = {"attached_to_doctype": "PAPG Meeting", "attached_to_name": meeting.name}
    frappe.local.papg_being_saved = set()  # a request of its own did not save the meeting
    with acting_as(cast.NEIGHBOUR), pytest.raises(frappe.PermissionError, match="You cannot attach files"):
        frappe.get_doc({**file, **place}).insert(ignore_permissions=True)


def test_an_attached_file_stays_whatever_was_asked_before(meeting: Any) -> None:
    with acting_as(cast.SECRETARY):
        file = frappe.get_doc(
            {
                "doctype": "File",
                "file_name": "paper.txt",
                "content": "Paper",
                "attached_to_doctype": "PAPG Meeting",
                "attached_to_name": meeting.name,
            }
        ).insert(ignore_permissions=True)
        file.attached_to_name = make_meeting(cast.group("A")).name
        with pytest.raises(frappe.PermissionError, match="A file stays where it was attached"):
            file.save(ignore_permissions=True)


def test_nobody_adds_a_folder_whatever_was_asked_before(meeting: Any) -> None:
    folder = {"doctype": "File", "file_name": "Papers", "is_folder": 1, "folder": "Home"}
    with acting_as(cast.SECRETARY), pytest.raises(frappe.PermissionError, match="Folders cannot be added"):
        frappe.get_doc(folder).insert(ignore_permissions=True)


@pytest.mark.parametrize("rows", ["x", {"a": 1}, ["x"], [None]])
def test_a_table_of_a_record_holds_rows(rows: Any, site: None) -> None:
    entry = Entry("x", frozenset(), (Argument("doc", "doc", "save", True),), "x")
    doc = frappe.as_json({"doctype": "PAPG Meeting", "__islocal": 1, "agenda": rows})
    with acting_as(cast.SECRETARY), pytest.raises(BadArgument, match="a table holds rows"):
        binding.bind(entry, {"doc": doc}, KINDS)


@pytest.mark.parametrize("given", [{}, {"doctype": ""}, {"doctype": ["PAPG Meeting"]}])
def test_an_argument_about_another_needs_that_one(given: dict[str, Any], site: None) -> None:
    with pytest.raises(BadArgument, match="give a record type"):
        Context("name", "@doctype", given, KINDS).record_type()


def test_an_address_says_once_what_it_is_about(site: None) -> None:
    entry = Entry("/api/resource/*", frozenset({"GET"}), (Argument("doctype", "words"),), "x")
    call = Call(RESOURCE, entry.endpoint, "GET", {"doctype": "User"}, "PAPG Meeting")
    with pytest.raises(BadArgument, match="the address says it already"):
        resources.bind(entry, call, KINDS, Request(EnvironBuilder().get_environ()))


@pytest.mark.parametrize(
    ("kind", "words"),
    [("text/plain", "send the record as JSON"), ("application/json", "this record type has no such field")],
)
def test_a_record_of_a_program_comes_as_json_with_its_own_fields(kind: str, words: str, site: None) -> None:
    call = Call(RESOURCE, "/api/resource/*", "POST", {"no_such_field": "x"}, "PAPG Meeting")
    request = Request(
        EnvironBuilder(method="POST", data=b'{"no_such_field": "x"}', content_type=kind).get_environ()
    )
    with pytest.raises(BadArgument, match=words):
        resources.sent_record(call, resources.sent_fields(call, request))


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"data": '{"name": "0123456789"}'}, "the address names another"),
        ({"data": '{"doctype": "User"}'}, "the address names another"),
        ({"data": "[]"}, "send the record as JSON"),
        ({"data": "{"}, "it is not valid JSON"),
        ({"data": '{"title": "x"}', "title": "y"}, "send the record as JSON"),
        ({"data": '{"no_such_field": "x"}'}, "this record type has no such field"),
    ],
)
def test_a_record_in_a_form_is_the_one_of_the_address(sent: dict[str, str], words: str, site: None) -> None:
    call = Call(RESOURCE, "/api/resource/*/*", "PUT", dict(sent), "PAPG Meeting", "fedcba9876")
    request = Request(EnvironBuilder(method="PUT", data=sent).get_environ())
    with pytest.raises(BadArgument, match=words):
        resources.sent_record(call, resources.sent_fields(call, request))


def test_the_gate_asks_about_long_passwords(partner: Visitor) -> None:
    for length in (73, 600):
        is_refusal(partner.call(SET, new_password="x" * length, key="x"), 400, "Argument “new_password”")


def test_the_built_in_account_gets_no_letter(site: None) -> None:
    with pytest.raises(frappe.PermissionError, match="no password to reset here"):
        frappe.get_doc("User", "Administrator").validate_reset_password()


def test_a_title_out_of_reach_is_not_shown_in_a_list(secretary: Visitor, plots: dict[str, Plot]) -> None:
    frappe.db.rollback()
    board = cast.group("Board")
    with acting_as(cast.SECRETARY):
        asked = {"action": plots["A"].action, "escalated_to": board, "respond_by": add_days(today(), 14)}
        make("PAPG Escalation", reason="It is late.", **asked)
    frappe.db.commit()
    fields = ["name", "escalated_to", "escalated_to.group_name as escalated_to_group_name"]
    answer = secretary.call("frappe.desk.reportview.get", doctype="PAPG Escalation", fields=fields)
    assert answer.status_code == 200
    assert board in answer.text
    assert cast.BOARD_GROUP not in answer.text


def test_a_comment_is_its_writers_whoever_it_says_it_is_from(
    secretary: Visitor, plots: dict[str, Plot]
) -> None:
    answer = secretary.call(
        "frappe.desk.form.utils.add_comment",
        reference_doctype="PAPG Meeting",
        reference_name=plots["A"].meeting,
        content="<p>Remark</p>",
        comment_email=cast.CHAIR,
        comment_by="Head of Community Safety",
    )
    assert answer.status_code == 200, answer.text[:200]
    assert answer.json()["message"]["comment_email"] == cast.SECRETARY


def test_a_link_out_of_reach_has_no_title(visit: Visit, plots: dict[str, Plot]) -> None:
    plot = plots["A"]
    endpoint = "frappe.desk.search.get_link_title"
    answer = visit(cast.NEIGHBOUR).call(endpoint, doctype="PAPG Meeting", docname=plot.meeting)
    assert answer.json()["message"] == plot.meeting
    answer = visit(cast.SECRETARY).call(endpoint, doctype="PAPG Meeting", docname=plot.meeting)
    assert plot.canary in answer.json()["message"]


def test_who_asks_for_a_page_that_is_not_theirs_is_sent_on_or_told_so(
    guest: Visitor, partner: Visitor, secretary: Visitor
) -> None:
    for visitor, path, status in (
        (guest, "/app", 302),
        (guest, "/list/User", 404),
        (partner, "/app/user", 302),
        (partner, "/printview", 404),
        (secretary, "/partner/actions", 302),
        (secretary, "/me", 404),
    ):
        assert visitor.see(path).status_code == status, path
