"""Lists, counts and link searches take plain field names and nothing else."""

import json
from typing import Any

import pytest

from papg.testing import cast
from tests.security.conftest import Visit
from tests.security.ground import Plot
from tests.security.visitors import Visitor

LIST = "frappe.desk.reportview.get"
SMALL_LIST = "frappe.desk.reportview.get_list"
COUNT = "frappe.desk.reportview.get_count"
EXPORT = "frappe.desk.reportview.export_query"
ODD_FIELDS = (
    "count(name)",
    "name, title",
    "name /* */",
    "name -- x",
    "`tabUser`.`name`",
    "`tabPAPG Meeting`.`name`, (select 1)",
    "(select name from tabUser limit 1)",
    "sleep(1) as title",
    "papg_group.group_name",
    "title as `name`",
    "no_such_field",
    "reset_password_key",
    "*, name",
)
ODD_FILTERS: tuple[Any, ...] = (
    "1=1",
    "name is not null",
    [["name", "like", "%"], "1=1"],
    [["ifnull(name, '')", "=", ""]],
    [["papg_group.group_name", "=", "x"]],
    [["User", "name", "=", "x"]],
    [["name", "like' or 1=1 --", "x"]],
    [["name", "=", {"a": 1}]],
    [["name", "in", [["a"]]]],
    [["creation", "between", ["' or 1=1", "x"]]],
    [["docstatus", "between", ["2026-06-14", "2026-06-15"]]],
    [["starts_at", "between", ["2026-06-14", "2026-02-31"]]],
    [["starts_at", "<", "tomorrow or so"]],
    [["starts_at", "not like", 7]],
    {"ifnull(name,'')": "x"},
    {"name": ["regexp", ".*"]},
    [["no_such_field", "=", "x"]],
    [7],
)
ODD_ORDERS = (
    "rand()",
    "name; drop x",
    "name desc, sleep(1)",
    "(select 1)",
    "name sideways",
    "1",
    "no_such_field",
)
OFF = ("ignore_permissions", "parent_doctype", "reference_doctype", "run", "strict", "update", "join", "user")
FLAGS = (*OFF, "with_childnames", "pluck", "debug", "as_list")


def refused(visitor: Visitor, endpoint: str, **arguments: Any) -> None:
    """The gate stops it; no word of the database, no row."""
    verb = "GET" if endpoint == SMALL_LIST else "POST"
    answer = visitor.call(endpoint, verb, **{"doctype": "PAPG Meeting", **arguments})
    assert answer.status_code in (400, 403), f"{arguments}: {answer.status_code} {answer.text[:200]}"
    assert "pymysql" not in answer.text and "SQL" not in answer.text
    assert answer.json()["message"].startswith(("Argument “", "The field “")), answer.text[:200]


@pytest.mark.parametrize("endpoint", [LIST, SMALL_LIST, EXPORT])
@pytest.mark.parametrize("field", ODD_FIELDS)
def test_only_plain_field_names_are_columns(endpoint: str, field: str, secretary: Visitor) -> None:
    refused(
        secretary, endpoint, fields=[field], **({"file_format_type": "CSV"} if endpoint == EXPORT else {})
    )


@pytest.mark.parametrize("endpoint", [LIST, SMALL_LIST, COUNT])
@pytest.mark.parametrize("filters", ODD_FILTERS, ids=str)
def test_only_fields_compared_with_values_are_filters(
    endpoint: str, filters: Any, secretary: Visitor
) -> None:
    refused(secretary, endpoint, filters=json.dumps(filters))


@pytest.mark.parametrize("argument", ["order_by", "group_by"])
@pytest.mark.parametrize("order", ODD_ORDERS)
def test_only_fields_with_a_direction_sort_and_group(argument: str, order: str, secretary: Visitor) -> None:
    refused(secretary, LIST, fields=["name"], **{argument: order})


@pytest.mark.parametrize("flag", FLAGS)
def test_flags_that_switch_something_off_are_refused(flag: str, secretary: Visitor) -> None:
    refused(secretary, LIST, fields=["name"], **{flag: 1})


def test_a_list_for_programs_is_held_to_the_same(program: Visit) -> None:
    secretary = program(cast.SECRETARY)
    for arguments in (
        {"fields": '["count(name)"]'},
        {"filters": '"1=1"'},
        {"order_by": "rand()"},
        {"parent": "PAPG Group"},
        {"debug": 1},
        {"limit_page_length": 1_000_000},
    ):
        answer = secretary.ask("GET", "/api/resource/PAPG Meeting", params=arguments)
        assert answer.status_code in (400, 403), f"{arguments}: {answer.status_code}"
        assert "pymysql" not in answer.text


def test_the_desks_own_way_to_ask_for_a_list_is_answered(secretary: Visitor, plots: dict[str, Plot]) -> None:
    answer = secretary.call(
        LIST,
        doctype="PAPG Meeting",
        fields=[
            "`tabPAPG Meeting`.`name`",
            "`tabPAPG Meeting`.`_liked_by`",
            "papg_group.group_name as papg_group_group_name",
            "papg_group",
        ],
        filters=[["PAPG Meeting", "title", "like", "%", False]],
        order_by="`tabPAPG Meeting`.`starts_at` desc",
        group_by="`tabPAPG Meeting`.`name`",
        start=0,
        page_length=20,
        view="List",
        with_comment_count=1,
    )
    rows = answer.json()["message"]
    found = [dict(zip(rows["keys"], row, strict=True)) for row in rows["values"]]
    assert {row["papg_group_group_name"] for row in found} == {cast.GROUP_A}
    assert plots["A"].meeting in {row["name"] for row in found}


def test_the_title_of_a_linked_record_out_of_reach_is_not_in_the_list(
    neighbour: Visitor, secretary: Visitor
) -> None:
    """The board stands above group A; its secretary holds no position on it."""
    answer = secretary.call(
        LIST,
        doctype="PAPG Group",
        fields=["name", "parent_papg_group", "parent_papg_group.group_name as parent_papg_group_group_name"],
    )
    assert answer.status_code == 200
    assert cast.BOARD_GROUP not in answer.text


@pytest.mark.parametrize(
    "record_type", ["User", "PAPG Agenda Item", "DocType", "__Auth", "Version", "Comment", "File"]
)
@pytest.mark.parametrize("endpoint", [LIST, COUNT, EXPORT])
def test_lists_of_other_record_types_are_refused(record_type: str, endpoint: str, secretary: Visitor) -> None:
    extra = {"file_format_type": "CSV"} if endpoint == EXPORT else {}
    answer = secretary.call(endpoint, doctype=record_type, fields=["name"], **extra)
    assert answer.status_code == 403, answer.text[:200]
    assert "cannot use records of this type" in answer.text


def test_the_count_without_rights_is_refused(secretary: Visitor) -> None:
    for record_type in ("PAPG Meeting", "User", "__Auth"):
        assert secretary.call("frappe.client.get_count", doctype=record_type).status_code == 403


@pytest.mark.parametrize("flag", [1, "1", "true"])
def test_the_flag_of_link_searches_that_switches_rights_off_does_nothing(
    flag: Any, neighbour: Visitor, plots: dict[str, Plot]
) -> None:
    for endpoint in ("frappe.desk.search.search_link", "frappe.desk.search.search_widget"):
        more = {"filter_fields": ["place"]} if endpoint.endswith("widget") else {}
        sent = {"doctype": "PAPG Meeting", "txt": "", "ignore_user_permissions": flag, "page_length": 50}
        answer = neighbour.call(endpoint, **sent, **more)
        assert answer.status_code == 200
        assert plots["A"].meeting not in answer.text
        assert plots["A"].canary not in answer.text
        assert "Committee Room" not in answer.text


def test_secrets_of_accounts_are_not_compared(secretary: Visitor) -> None:
    sent = {"doctype": "User", "fieldname": "name", "filters": {"api_key": "x"}}
    assert secretary.call("frappe.client.get_value", "GET", **sent).status_code == 403


def test_values_are_looked_up_by_plain_names_only(secretary: Visitor) -> None:
    for fieldname in ("count(name)", "papg_group.group_name", '["name", "sleep(1)"]'):
        sent = {"doctype": "PAPG Meeting", "fieldname": fieldname, "filters": "{}"}
        answer = secretary.call("frappe.client.get_value", "GET", **sent)
        assert answer.status_code in (400, 403), fieldname
        assert "pymysql" not in answer.text
