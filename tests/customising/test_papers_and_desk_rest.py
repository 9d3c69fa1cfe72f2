"""Print formats, letterheads, notifications, reports, cards, workspaces and rights of roles, changed over REST."""

import base64
import json
from typing import Any

import frappe
import pytest
import requests

from papg.testing import cast, pdf
from papg.testing.actions import an_action
from papg.testing.papers import a_held_meeting
from tests.customising.conftest import Key
from tests.customising.doors import DOORS, OURS
from tests.journeys.rest import Program, said

# A picture of one point.
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
# The same picture with a remark behind it.
OTHER = PICTURE + b"another"
HEADER = {"type": "header", "data": {"text": '<span class="h4">Our work</span>', "col": 12}}
CARD = {"type": "number_card", "data": {"number_card_name": "Open here", "col": 4}}
SHORTCUT = {
    "type": "DocType",
    "label": "Actions of ours",
    "link_to": OURS,
    "stats_filter": '{"stage": "Open"}',
}


def printed(program: Program, record_type: str, name: str, print_format: str) -> str:
    query = {"doctype": record_type, "name": name, "format": print_format}
    answer = program.ask("GET", "/api/method/frappe.utils.print_format.download_pdf", params=query)
    assert answer.status_code == 200, said(answer)
    return pdf.text(answer.content)


def action(title: str) -> str:
    frappe.db.rollback()
    name = an_action(title=title).name
    frappe.db.commit()
    return name


def workspace(**fields: Any) -> dict[str, Any]:
    shown = {"title": "Our desk", "label": "Our desk", "content": json.dumps([HEADER]), "public": 1}
    return {**shown, **fields}


def test_a_print_format_is_made_by_template_and_by_the_builder(key: Key) -> None:
    administrator, secretary = key(cast.ADMINISTRATOR), key(cast.SECRETARY)
    name = action("Check the barriers")
    by_template = {"name": "Slip", "doc_type": OURS, "custom_format": 1, "print_format_type": "Jinja"}
    administrator.create("Print Format", **by_template, html="<p>To do: {{ doc.title }}</p>")
    assert "To do: Check the barriers" in printed(secretary, OURS, name, "Slip")
    built = [{"fieldname": "title", "print_hide": 0, "label": "What is to be done"}]
    administrator.create(
        "Print Format", name="Built", doc_type=OURS, print_format_builder=1, format_data=json.dumps(built)
    )
    assert "What is to be done" in printed(secretary, OURS, name, "Built")
    administrator.change("Print Format", "Slip", html="<p>Still to do: {{ doc.title }}</p>")
    assert "Still to do: Check the barriers" in printed(secretary, OURS, name, "Slip")


def test_each_group_has_a_letterhead_of_its_own_on_its_papers(key: Key) -> None:
    administrator, secretary = key(cast.ADMINISTRATOR), key(cast.SECRETARY)
    frappe.db.rollback()
    meeting = a_held_meeting()
    frappe.db.commit()
    words = "<p>Harbour City Council</p><script>x</script><p>Papers of {{ doc.group_name }}</p>"
    refused = administrator.ask(
        "POST",
        "/api/resource/Letter Head",
        json={"letter_head_name": "Ours", "source": "HTML", "content": words},
    )
    assert (refused.status_code, "leave out" in said(refused)) == (417, True)
    words = words.replace("<script>x</script>", "")
    council = {"letter_head_name": "Council", "source": "HTML", "content": "<p>The council as a whole</p>"}
    administrator.create("Letter Head", **council, is_default=1)
    administrator.create(
        "Letter Head", letter_head_name="Ours", source="HTML", content=words, footer="<p>Below</p>"
    )
    agenda = ("agenda", "PAPG Meeting", meeting.name)
    assert "The council as a whole" in pdf.text(secretary.download(*agenda).content)
    secretary.change("PAPG Group", cast.group("A"), letter_head="Ours")
    text = pdf.text(secretary.download(*agenda).content)
    group_name = secretary.get_record("PAPG Group", cast.group("A"))["group_name"]
    assert f"Papers of {group_name}" in text and "Below" in text and "as a whole" not in text


def test_the_picture_of_a_letterhead_is_on_the_paper_and_has_to_be_the_writers_to_read(key: Key) -> None:
    administrator, secretary = key(cast.ADMINISTRATOR), key(cast.SECRETARY)
    frappe.db.rollback()
    meeting = a_held_meeting()
    frappe.db.commit()
    administrator.create("Letter Head", letter_head_name="Pictured", source="HTML", content="<p>To come</p>")
    url = attached(administrator, "Letter Head", "Pictured").json()["message"]["file_url"]
    administrator.change("Letter Head", "Pictured", source="Image", image=url)
    secretary.change("PAPG Group", cast.group("A"), letter_head="Pictured")
    agenda = ("agenda", "PAPG Meeting", meeting.name)
    assert pdf.pictures(secretary.download(*agenda).content) == 1
    elsewhere = attached(secretary, picture=OTHER).json()["message"]["file_url"]
    answer = administrator.ask("PUT", "/api/resource/Letter Head/Pictured", json={"image": elsewhere})
    assert (answer.status_code, "there is no file" in said(answer)) == (417, True)


def attached(
    program: Program, record_type: str = "", name: str = "", picture: bytes = PICTURE
) -> requests.Response:
    place = {"is_private": 1, **({"doctype": record_type, "docname": name} if name else {})}
    files = {"file": ("arms.png", picture, "image/png")}
    answer = program.ask("POST", "/api/method/upload_file", data=place, files=files)
    assert answer.status_code == 200, said(answer)
    return answer


def test_a_saved_report_a_card_and_a_workspace_are_seen_by_those_they_are_for(key: Key) -> None:
    administrator, secretary = key(cast.ADMINISTRATOR), key(cast.SECRETARY)
    kept = json.dumps({"fields": [["title", OURS]], "filters": [[OURS, "priority", "=", "High"]]})
    report = {"report_name": "Pressing", "ref_doctype": OURS, "report_type": "Report Builder", "json": kept}
    administrator.create("Report", **report)
    asked = {"doctype": "Report", "name": "Pressing"}
    answer = secretary.ask("GET", "/api/method/frappe.desk.form.load.getdoc", params=asked)
    assert (answer.status_code, answer.json()["docs"][0]["json"]) == (200, kept)
    counted = {"document_type": OURS, "function": "Count", "filters_json": "[]", "is_public": 1}
    administrator.create("Number Card", label="Open here", type="Document Type", **counted)
    page = workspace(
        content=json.dumps([HEADER, CARD]),
        shortcuts=[SHORTCUT],
        number_cards=[{"number_card_name": "Open here", "label": "Open here"}],
        roles=[{"role": "PAPG Secretary"}],
    )
    administrator.create("Workspace", **page)
    assert "Our desk" in titles(secretary)
    assert "Our desk" not in titles(key(cast.MEMBER))
    shown = secretary.call("frappe.desk.desktop.get_desktop_page", page=json.dumps({"name": "Our desk"}))
    assert [card["number_card_name"] for card in shown["number_cards"]["items"]] == ["Open here"]
    administrator.change("Workspace", "Our desk", roles=[])
    assert "Our desk" in titles(key(cast.MEMBER))


def titles(program: Program) -> list[str]:
    return [
        page["title"] for page in program.call("frappe.desk.desktop.get_workspace_sidebar_items")["pages"]
    ]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"content": "not a list"}, "give a list of blocks"),
        ({"content": json.dumps([{"type": "custom_block", "data": {}}])}, "is not taken"),
        (
            {"content": json.dumps([{"type": "header", "data": {"text": "<img src=x onerror=a()>"}}])},
            "more than words",
        ),
        (
            {
                "content": json.dumps(
                    [{"type": "paragraph", "data": {"text": '<a href="javascript:a()">x</a>'}}]
                )
            },
            "words",
        ),
        (
            {"content": json.dumps([{"type": "shortcut", "data": {"shortcut_name": "<b>x</b>"}}])},
            "more than words",
        ),
        ({"shortcuts": [{**SHORTCUT, "label": "<b>x</b>"}]}, "leave out"),
        ({"shortcuts": [{**SHORTCUT, "stats_filter": "alert(1)"}]}, "list in JSON"),
        ({"shortcuts": [{**SHORTCUT, "link_to": "User"}]}, "is not one of the council's"),
        (
            {"shortcuts": [{"type": "URL", "label": "Out", "url": "https://a.example"}]},
            "is not one of the council's",
        ),
        ({"quick_lists": [{"document_type": "User", "label": "x"}]}, "is not one of the council's"),
        (
            {"quick_lists": [{"document_type": OURS, "label": "x", "quick_list_filter": "a()"}]},
            "list in JSON",
        ),
        ({"roles": [{"role": "System Manager"}]}, "is not a role of the council"),
        ({"for_user": cast.CHAIR}, "leave it empty"),
        ({"module": "Core"}, "looks after the whole site"),
    ],
)
def test_what_stands_on_a_workspace_runs_nothing_and_leads_nowhere_else(
    key: Key, fields: dict[str, Any], words: str
) -> None:
    sent = workspace(title="Another", label="Another", **fields)
    answer = key(cast.ADMINISTRATOR).ask("POST", "/api/resource/Workspace", json=sent)
    assert answer.status_code in (403, 417), answer.text
    assert words in said(answer)


def test_workspaces_that_came_with_the_system_are_changed_and_not_deleted(key: Key) -> None:
    administrator = key(cast.ADMINISTRATOR)
    ours = administrator.get_record("Workspace", "Protect & Prepare")
    changed = administrator.change("Workspace", "Protect & Prepare", content=ours["content"], is_hidden=0)
    assert changed["content"] == ours["content"]
    answer = administrator.ask("DELETE", "/api/resource/Workspace/Protect & Prepare")
    assert (answer.status_code, "Hide it instead" in said(answer)) == (403, True)
    theirs = administrator.ask("PUT", "/api/resource/Workspace/Build", json={"is_hidden": 0})
    assert (theirs.status_code, "a workspace of your own" in said(theirs)) == (403, True)


def test_a_notification_says_when_and_whom(key: Key) -> None:
    made = key(cast.ADMINISTRATOR).create("Notification", **DOORS["Notification"](OURS))
    assert made["document_type"] == OURS
    key(cast.ADMINISTRATOR).change("Notification", made["name"], enabled=0)


def test_rights_of_a_role_are_taken_away_and_given_back_within_the_table(key: Key) -> None:
    administrator, member = key(cast.ADMINISTRATOR), key(cast.MEMBER)
    name = action("Seen for now")
    switch = "frappe.core.page.permission_manager.permission_manager.update"
    right = {"doctype": OURS, "role": "PAPG Member", "permlevel": 0, "ptype": "read"}
    assert name in member.names(OURS)
    administrator.call(switch, **right, value=0)
    assert member.ask("GET", f"/api/resource/{OURS}/{name}").status_code in (403, 404)
    administrator.call(switch, **right, value=1)
    assert name in member.names(OURS)
    answer = administrator.ask("POST", f"/api/method/{switch}", json={**right, "ptype": "delete", "value": 1})
    assert (answer.status_code, "can only be taken away" in said(answer)) == (403, True)
    foreign = administrator.ask(
        "POST", f"/api/method/{switch}", json={**right, "doctype": "User", "value": 1}
    )
    assert foreign.status_code in (400, 403)


def test_a_field_on_a_level_of_its_own_is_read_by_the_roles_that_are_given_the_level(key: Key) -> None:
    administrator, secretary = key(cast.ADMINISTRATOR), key(cast.SECRETARY)
    name = action("With a remark")
    administrator.create(
        "Custom Field", dt=OURS, label="Remark", fieldtype="Data", permlevel=1, insert_after="title"
    )
    assert "custom_remark" not in secretary.get_record(OURS, name)
    level = {"doctype": OURS, "role": "PAPG Secretary", "permlevel": 1, "value": 1}
    for ptype in ("read", "write"):
        administrator.call(
            "frappe.core.page.permission_manager.permission_manager.update", **level, ptype=ptype
        )
    assert secretary.change(OURS, name, custom_remark="For us alone")["custom_remark"] == "For us alone"
    assert not key(cast.MEMBER).get_record(OURS, name).get("custom_remark")


@pytest.mark.parametrize("user", [cast.SECRETARY, cast.CHAIR, cast.AUDITOR, cast.INTEGRATION])
def test_nobody_else_makes_any_of_these(key: Key, user: str) -> None:
    for record in ("Print Format", "Letter Head", "Notification", "Report", "Number Card", "Workspace"):
        assert key(user).ask("POST", f"/api/resource/{record}", json={"docstatus": 0}).status_code == 403
    switch = "/api/method/frappe.core.page.permission_manager.permission_manager.update"
    sent = {"doctype": OURS, "role": "PAPG Member", "permlevel": 0, "ptype": "read", "value": 0}
    assert key(user).ask("POST", switch, json=sent).status_code == 403
