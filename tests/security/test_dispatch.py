"""One function answers under many names and on many paths; none of them gets past the gate."""

import json

import pytest

from papg.testing import cast
from tests.security.conftest import Visit
from tests.security.endpoints import names
from tests.security.ground import Plot
from tests.security.visitors import Visitor, is_refusal, said

FORBIDDEN = "frappe.core.api.file.zip_files"
# Two modules import each other: whether a process knows this name depends on which of them it imported first.
ALIAS = "frappe.core.doctype.file.file.zip_files"
REFUSED = "Your account cannot do this"
PATHS = ("/", "/login", "/partner", "/app", "/files/x.png", "/api/method/ping", f"/api/method/{FORBIDDEN}")


def test_a_forbidden_function_is_refused_under_every_name_it_has(partner: Visitor, connection: None) -> None:
    function = names()[FORBIDDEN]
    aliases = {name for name, value in names().items() if value is function}
    for name in aliases | {ALIAS}:
        is_refusal(partner.call(name, files="[]"), 403, REFUSED)


@pytest.mark.parametrize("path", PATHS)
def test_a_forbidden_function_is_refused_by_cmd_on_any_path(path: str, partner: Visitor) -> None:
    sent = {"cmd": FORBIDDEN, "files": "[]"}
    ways = ({"params": sent}, {"data": sent}, {"json": sent})
    for way in ways:
        answer = partner.ask("POST", path, **way)
        assert answer.status_code in (400, 403), f"{path}: {answer.status_code}"
        assert said(answer).startswith(("Your account cannot", "Argument “cmd”"))


def test_cmd_may_not_name_another_method_than_the_address(partner: Visitor) -> None:
    answer = partner.ask("POST", "/api/method/logout", data={"cmd": "frappe.client.get_list"})
    is_refusal(answer, 400, "Argument “cmd”: it names another method than the address")
    assert partner.see("/partner").status_code == 200


@pytest.mark.parametrize("cmd", ['["ping"]', '{"a": 1}', "7"])
def test_cmd_that_is_no_name_is_refused(cmd: str, guest: Visitor) -> None:
    answer = guest.ask("POST", "/", json={"cmd": json.loads(cmd)})
    assert answer.status_code in (400, 403, 404)
    assert (
        "exc" not in answer.json() if answer.headers["Content-Type"].startswith("application/json") else True
    )


def test_an_upload_may_not_name_a_function_to_run(secretary: Visitor) -> None:
    answer = secretary.call("upload_file", method="frappe.client.get_list", doctype="User")
    is_refusal(answer, 400, "Argument “method”: this address does not take it")


def test_a_link_search_does_not_run_the_function_it_is_given(secretary: Visitor) -> None:
    answer = secretary.call(
        "frappe.desk.search.search_link", doctype="PAPG Group", txt="", query="frappe.client.get_list"
    )
    assert answer.status_code == 200
    assert [row["value"] for row in answer.json().get("results", answer.json().get("message"))]


def test_a_tree_runs_no_function_but_its_own(secretary: Visitor) -> None:
    answer = secretary.call(
        "frappe.desk.treeview.get_all_nodes",
        doctype="PAPG Group",
        label="All groups",
        parent="All groups",
        tree_method="frappe.client.get_list",
    )
    is_refusal(answer, 400, "Argument “tree_method”")


def test_records_have_no_methods_to_run_through_the_resource_interface(
    program: Visit, plots: dict[str, Plot]
) -> None:
    plot = plots["A"]
    address = f"/api/resource/PAPG Meeting/{plot.meeting}"
    secretary = program(cast.SECRETARY)
    for verb in ("GET", "POST"):
        answer = secretary.ask(verb, address, params={"run_method": "get_url"})
        assert answer.status_code in (400, 403), f"{verb}: {answer.status_code}"


def test_methods_of_records_are_refused_to_staff(secretary: Visitor, plots: dict[str, Plot]) -> None:
    for name in ("run_doc_method", "runserverobj", "frappe.handler.run_doc_method"):
        is_refusal(
            secretary.call(name, dt="PAPG Meeting", dn=plots["A"].meeting, method="rename"), 403, REFUSED
        )


WRITING = (
    "frappe.client.save",
    "frappe.client.insert",
    "frappe.client.delete",
    "frappe.desk.form.save.savedocs",
    "frappe.desk.form.utils.add_comment",
    "frappe.desk.form.utils.update_comment",
    "frappe.desk.form.utils.remove_attach",
    "frappe.desk.reportview.delete_items",
    "frappe.model.workflow.apply_workflow",
    "papg.meetings.minutes.write_minutes",
    "upload_file",
)


@pytest.mark.parametrize("endpoint", WRITING)
def test_what_writes_does_not_answer_a_link(endpoint: str, secretary: Visitor) -> None:
    is_refusal(secretary.call(endpoint, "GET"), 403, "GET is not the way to ask for this.")


def test_other_http_methods_are_not_answered(secretary: Visitor, guest: Visitor) -> None:
    for visitor in (secretary, guest):
        for verb in ("OPTIONS", "PATCH", "TRACE"):
            is_refusal(visitor.ask(verb, "/api/method/ping"), 403, f"{verb} requests are not answered here.")


def test_an_unknown_path_of_the_interface_is_not_there(secretary: Visitor, guest: Visitor) -> None:
    for path in ("/api/", "/api/v2/document/PAPG Meeting", "/api/method/", "/api/resource/", "/api/other/x"):
        for visitor in (secretary, guest):
            assert visitor.ask("GET", path).status_code == 404, path


@pytest.mark.parametrize("path", ["/app//x", "/app//private/files/x.txt", "/partner//x"])
def test_an_address_with_an_empty_part_is_not_there(path: str, secretary: Visitor, guest: Visitor) -> None:
    for visitor in (secretary, guest):
        answer = visitor.see(path)
        assert answer.status_code == 404, path
        assert answer.text == visitor.see("/app-of-nobody//x").text


def test_the_first_version_of_the_interface_has_the_same_gate(guest: Visitor) -> None:
    is_refusal(guest.ask("GET", "/api/v1/method/frappe.client.get_list"), 403, REFUSED)
    is_refusal(guest.ask("GET", "/api/v1/resource/User"), 403, REFUSED)
