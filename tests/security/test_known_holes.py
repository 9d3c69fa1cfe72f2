"""Known holes of the framework for which no other file of this folder has the test: each tried over HTTP."""

import http.client
import json
from typing import Any
from urllib.parse import urlsplit

import frappe
import pytest

from papg.permissions.wiring import child_parents
from papg.testing import cast
from tests.security.conftest import Visit
from tests.security.ground import CANARIES, Plot
from tests.security.visitors import Visitor

NOWHERE = "fedcba9876"
REFUSED = (400, 401, 403, 404)


# A filter in place of a name: whether it finds something is told to nobody


def guesses() -> tuple[dict[str, Any], dict[str, Any]]:
    """A filter that fits an account of this site, and one that fits none."""
    return {"name": cast.CHAIR}, {"name": "nobody@harbour.example"}


ORACLES = (
    ("/api/method/frappe.utils.print_format.download_pdf", "doctype", "name"),
    ("/api/method/frappe.utils.weasyprint.download_pdf", "doctype", "name"),
    ("/api/method/frappe.www.printview.get_html_and_style", "doc", "name"),
    ("/api/method/frappe.templates.includes.likes.likes.like", "reference_doctype", "reference_name"),
    ("/api/method/frappe.core.doctype.file.file.download_file", "doctype", "file_url"),
    ("/printview", "doctype", "name"),
)


@pytest.mark.parametrize("user", ["", cast.PARTNER, cast.SECRETARY])
@pytest.mark.parametrize(("path", "kind", "name"), ORACLES)
def test_a_filter_in_place_of_a_name_tells_nothing(
    path: str, kind: str, name: str, user: str, visit: Visit, guest: Visitor
) -> None:
    visitor = visit(user) if user else guest
    for verb in ("POST", "GET"):
        answers = [visitor.ask(verb, path, json={kind: "User", name: guess}) for guess in guesses()]
        assert answers[0].status_code in REFUSED, answers[0].text[:200]
        assert (answers[0].status_code, answers[0].text) == (answers[1].status_code, answers[1].text)


# Rows of tables


@pytest.fixture(scope="module")
def tables(plots: dict[str, Plot]) -> list[str]:
    found = sorted(child_parents())
    assert len(found) > 20
    return found


LISTS = (
    ("GET", "/api/resource/{0}", {"fields": '["*"]'}),
    ("GET", "/api/resource/{0}", {"fields": '["*"]', "parent": "PAPG Meeting"}),
    ("GET", "/api/method/frappe.client.get_list", {"doctype": "{0}", "parent": "PAPG Meeting"}),
    ("POST", "/api/method/frappe.client.get_list", {"doctype": "{0}", "parent": "PAPG Meeting"}),
    ("POST", "/api/method/frappe.desk.reportview.get", {"doctype": "{0}", "fields": '["name"]'}),
    ("POST", "/api/method/frappe.desk.reportview.get", {"doctype": "{0}", "parent_doctype": "PAPG Meeting"}),
    ("GET", "/api/method/frappe.desk.reportview.get_list", {"doctype": "{0}", "fields": '["name"]'}),
    ("POST", "/api/method/frappe.desk.reportview.get_count", {"doctype": "{0}"}),
    ("POST", "/api/method/frappe.desk.reportview.export_query", {"doctype": "{0}"}),
    ("POST", "/api/method/frappe.desk.search.search_link", {"doctype": "{0}", "txt": ""}),
)


@pytest.mark.parametrize(("verb", "path", "sent"), LISTS, ids=lambda value: str(value)[:40])
def test_rows_of_a_table_are_not_listed_apart_from_their_record(
    verb: str, path: str, sent: dict[str, str], tables: list[str], neighbour: Visitor, program: Visit
) -> None:
    visitor = program(cast.NEIGHBOUR) if path.startswith("/api/resource") else neighbour
    for table in tables:
        filled = {name: value.format(table) for name, value in sent.items()}
        answer = visitor.ask(verb, path.format(table), **{"params" if verb == "GET" else "data": filled})
        assert answer.status_code in (400, 403), f"{table}: {answer.status_code} {answer.text[:200]}"
        assert CANARIES["A"] not in answer.text


# Renaming


@pytest.mark.parametrize(
    ("endpoint", "arguments"),
    [
        ("frappe.client.rename_doc", {"doctype": "PAPG Meeting", "old_name": "{0}", "new_name": "mine"}),
        (
            "frappe.model.rename_doc.update_document_title",
            {"doctype": "PAPG Meeting", "docname": "{0}", "name": "mine", "title": "Mine"},
        ),
        (
            "run_doc_method",
            {
                "dt": "PAPG Meeting",
                "dn": "{0}",
                "method": "rename",
                "args": '{"name": "mine", "validate_rename": false}',
            },
        ),
    ],
)
def test_no_door_renames_a_record(
    endpoint: str, arguments: dict[str, str], neighbour: Visitor, secretary: Visitor, plots: dict[str, Plot]
) -> None:
    meeting = plots["A"].meeting
    filled = {name: value.format(meeting) if value == "{0}" else value for name, value in arguments.items()}
    for visitor in (neighbour, secretary):
        assert visitor.call(endpoint, **filled).status_code == 403
    frappe.db.rollback()
    assert frappe.db.exists("PAPG Meeting", meeting) and not frappe.db.exists("PAPG Meeting", "mine")


# What was asked is not echoed

MARKUP = "<svg onload=alert(1)>"
PUBLIC = (
    "/login",
    "/update-password",
    "/",
    "/no-such-page",
    f"/{MARKUP}",
    "/login-link",
    "/website_script.js",
)
PARAMETERS = ("redirect-to", "key", "password_expired", "txt", "doctype", "name", "message", "q", "no_cache")


@pytest.mark.parametrize("path", PUBLIC)
def test_no_page_repeats_markup_it_was_asked_with(path: str, guest: Visitor, partner: Visitor) -> None:
    for visitor in (guest, partner):
        for parameter in PARAMETERS:
            answer = visitor.see(path, params={parameter: MARKUP})
            assert answer.status_code < 500
            assert MARKUP not in answer.text, f"{path}?{parameter}"


# Mail


def test_nobody_sends_mail_through_the_site(
    guest: Visitor, partner: Visitor, secretary: Visitor, plots: dict[str, Plot]
) -> None:
    frappe.db.rollback()
    queued = frappe.db.count("Email Queue")
    letter = {"recipients": "x@example.org", "subject": "x", "content": "x", "send_email": 1}
    for visitor in (guest, partner, secretary):
        for endpoint, sent in (
            (
                "frappe.core.doctype.communication.email.make",
                {**letter, "attachments": json.dumps([plots["A"].file])},
            ),
            ("frappe.www.contact.send_message", {"sender": "x@example.org", "message": "<b>x</b>"}),
        ):
            assert visitor.call(endpoint, **sent).status_code == 403, endpoint
        assert visitor.see("/contact").status_code == 404
    frappe.db.rollback()
    assert frappe.db.count("Email Queue") == queued


# Consent without a question


@pytest.mark.parametrize("name", ["approve", "authorize", "get_token", "openid_profile", "introspect_token"])
def test_other_programs_are_not_let_in_by_consent(name: str, secretary: Visitor, guest: Visitor) -> None:
    for visitor in (secretary, guest):
        for verb in ("GET", "POST"):
            answer = visitor.call(f"frappe.integrations.oauth2.{name}", verb, client_id="x", token="x")
            assert answer.status_code == 403


# Backups and files of the site by their path


def raw(visitor: Visitor, path: str) -> tuple[int, bytes]:
    """A request for exactly this path: a client would tidy it up."""
    place = urlsplit(visitor.site)
    connection = http.client.HTTPConnection(str(place.hostname), place.port, timeout=30)
    try:
        cookies = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
        connection.request("GET", path, headers={"Cookie": cookies, "Host": place.netloc})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


@pytest.mark.parametrize(
    "path",
    [
        "/backups/../../site_config.json",
        "/backups/..%2f..%2fsite_config.json",
        "/backups/x.sql.gz",
        "/private/files/../../site_config.json",
        "/private/files/..%2f..%2fsite_config.json",
        "/private/backups/x.sql.gz",
        "/files/../site_config.json",
        "/files/..%2fsite_config.json",
        "/assets/../common_site_config.json",
        "/assets/..%2fcommon_site_config.json",
        "/assets/%2e%2e/common_site_config.json",
        "//etc/passwd",
    ],
)
def test_no_path_leads_to_backups_or_the_configuration(
    path: str, guest: Visitor, secretary: Visitor, visit: Visit
) -> None:
    for visitor in (guest, secretary, visit(cast.ADMINISTRATOR)):
        status, body = raw(visitor, path)
        assert status in (302, *REFUSED), f"{path}: {status}"
        assert b"db_password" not in body and b"root:" not in body


@pytest.mark.parametrize(
    "endpoint",
    [
        "frappe.core.doctype.prepared_report.prepared_report.download_attachment",
        "frappe.core.doctype.prepared_report.prepared_report.get_reports_in_queued_state",
        "frappe.core.doctype.prepared_report.prepared_report.delete_prepared_reports",
        "frappe.desk.query_report.background_enqueue_run",
        "frappe.core.doctype.user_permission.user_permission.add_user_permissions",
        "frappe.core.doctype.user_permission.user_permission.get_user_permissions",
        "frappe.core.doctype.user_permission.user_permission.clear_user_permissions",
        "frappe.desk.doctype.bulk_update.bulk_update.submit_cancel_or_update_docs",
        "frappe.core.doctype.package_import.package_import.import_package",
        "frappe.core.doctype.data_import.data_import.form_start_import",
        "frappe.desk.doctype.system_console.system_console.execute_code",
        "frappe.modules.export_file.export_doc",
        "frappe.realtime.has_permission",
        "frappe.client.set_value",
        "frappe.client.bulk_update",
    ],
)
def test_doors_of_who_looks_after_a_whole_site_are_shut_to_everybody(
    endpoint: str, visit: Visit, guest: Visitor
) -> None:
    for visitor in (guest, *map(visit, (cast.PARTNER, cast.SECRETARY, cast.AUDITOR, cast.ADMINISTRATOR))):
        assert visitor.call(endpoint, doctype="PAPG Meeting", name=NOWHERE).status_code == 403
