"""Nothing that would show minutes outside is stored, and what is stored by other means opens nothing to a guest."""

from collections.abc import Callable, Iterator
from typing import Any

import frappe
import pytest
from frappe.model.document import Document

from papg.permissions.publicity import WAYS
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make_user
from provision.served import Served
from tests.journeys.rest import give_key
from tests.security.ground import Plot
from tests.security.visitors import Visitor

OWNER = "site.owner@harbour.example"
TYPE = "PAPG Minutes"
REPORT = "PAPG Withheld"
WHY = "Records of groups are never public."
GUEST_RIGHT = {
    "parent": TYPE,
    "parenttype": "DocType",
    "parentfield": "permissions",
    "role": "Guest",
    "read": 1,
}
SCRIPT = "frappe.response['message'] = frappe.get_all('PAPG Minutes')"

# What somebody could try to store, by a name for the test.
TRIES: dict[str, dict[str, Any]] = {
    "web form": {"doctype": "Web Form", "title": "F", "route": "f", "doc_type": TYPE, "published": 1},
    "web form that lists": {
        "doctype": "Web Form",
        "title": "F",
        "route": "f",
        "doc_type": "ToDo",
        "web_form_fields": [{"fieldtype": "Link", "fieldname": "x", "options": TYPE, "label": "x"}],
    },
    "web form of a table": {
        "doctype": "Web Form",
        "title": "F",
        "route": "f",
        "doc_type": "PAPG Minutes Entry",
    },
    "page with a template": {
        "doctype": "Web Page",
        "title": "P",
        "route": "p",
        "published": 1,
        "content_type": "HTML",
        "main_section_html": "{{ frappe.get_all('PAPG Minutes') }}",
    },
    "page with a script": {"doctype": "Web Page", "title": "P", "route": "p", "context_script": "x = 1"},
    "template of pages": {
        "doctype": "Web Template",
        "name": "T",
        "type": "Section",
        "template": "{{ frappe.db.get_value('PAPG Minutes', {}, 'title') }}",
    },
    "discussion": {
        "doctype": "Discussion Topic",
        "title": "D",
        "reference_doctype": TYPE,
        "reference_docname": "x",
    },
    "right of guests": {"doctype": "Custom DocPerm", **GUEST_RIGHT},
    "right of all": {"doctype": "Custom DocPerm", **GUEST_RIGHT, "role": "All"},
    "right in the type": {"doctype": "DocPerm", **GUEST_RIGHT},
    "right on a table": {"doctype": "Custom DocPerm", **GUEST_RIGHT, "parent": "PAPG Minutes Entry"},
    "report for guests": {
        "doctype": "Report",
        "report_name": "R",
        "ref_doctype": TYPE,
        "report_type": "Report Builder",
        "roles": [{"role": "Guest"}],
    },
    "query for everybody": {
        "doctype": "Report",
        "report_name": "R",
        "ref_doctype": "ToDo",
        "report_type": "Query Report",
        "query": "select title from `tabPAPG Minutes`",
        "roles": [{"role": "All"}],
    },
    "role of a report": {"doctype": "Custom Role", "report": REPORT, "roles": [{"role": "All"}]},
    "script for guests": {
        "doctype": "Server Script",
        "name": "S",
        "script_type": "API",
        "api_method": "s",
        "allow_guest": 1,
        "script": SCRIPT,
    },
    "webhook": {
        "doctype": "Webhook",
        "name": "W",
        "webhook_doctype": "PAPG Restricted Item",
        "webhook_docevent": "on_update",
        "request_url": "https://example.org/",
    },
    "notification to a service": {
        "doctype": "Notification",
        "name": "N",
        "document_type": TYPE,
        "channel": "Slack",
        "event": "New",
        "subject": "x",
    },
    "print format of a copy": {"doctype": "Print Format", "name": "P", "doc_type": "PAPG Disclosure Copy"},
    "report by mail": {
        "doctype": "Auto Email Report",
        "report": REPORT,
        "user": "Administrator",
        "email_to": "a@example.org",
        "format": "HTML",
        "frequency": "Daily",
    },
}
# Refused by guards that were there before, each with its own words.
BESIDES: dict[str, tuple[dict[str, Any], str]] = {
    "share": (
        {"doctype": "DocShare", "share_doctype": TYPE, "share_name": "?", "everyone": 1, "read": 1},
        "cannot be used with records of groups",
    ),
    "key": (
        {"doctype": "Document Share Key", "reference_doctype": TYPE, "reference_docname": "?", "key": "k"},
        "cannot be used with records of groups",
    ),
    **{
        f"property {name}": (
            {
                "doctype": "Property Setter",
                "doctype_or_field": "DocType",
                "doc_type": TYPE,
                "property": name,
                "property_type": "Check",
                "value": "1",
            },
            "the rules of access rest on it",
        )
        for name in (
            "has_web_view",
            "allow_guest_to_view",
            "is_published_field",
            "route",
            "index_web_pages_for_search",
        )
    },
}


def store(fields: dict[str, Any]) -> Document:
    return frappe.get_doc(fields).insert(ignore_permissions=True, ignore_links=True, ignore_mandatory=True)


@pytest.fixture
def people(site: None) -> None:
    cast.install()


@pytest.mark.parametrize("name", TRIES)
def test_what_would_show_our_records_outside_is_refused_even_to_the_built_in_account(
    name: str, people: None
) -> None:
    with acting_as("Administrator"), pytest.raises(frappe.PermissionError, match=WHY):
        store(TRIES[name])


@pytest.mark.parametrize("name", BESIDES)
def test_so_are_shares_keys_and_web_properties(name: str, people: None) -> None:
    fields, words = BESIDES[name]
    with (
        acting_as("Administrator"),
        pytest.raises((frappe.PermissionError, frappe.ValidationError), match=words),
    ):
        store(fields)


def test_every_way_that_is_guarded_is_tried() -> None:
    others = {"Portal Settings", "DocType", "Newsletter"}
    assert {fields["doctype"] for fields in TRIES.values()} | others == set(WAYS)


def test_a_portal_menu_lists_no_records_of_ours(people: None) -> None:
    portal = frappe.get_doc("Portal Settings")
    portal.append("custom_menu", {"title": "M", "route": "m", "reference_doctype": TYPE, "enabled": 1})
    with acting_as("Administrator"), pytest.raises(frappe.PermissionError, match=WHY):
        portal.save()


@pytest.mark.parametrize(
    "setting",
    [
        {"has_web_view": 1},
        {"allow_guest_to_view": 1},
        {"route": "minutes"},
        {"is_published_field": "stage"},
        {"permissions": [{"role": "Guest", "read": 1}]},
    ],
)
def test_a_record_type_of_ours_gets_no_web_view_and_no_right_of_guests(
    setting: dict[str, Any], people: None
) -> None:
    record_type = frappe.get_doc("DocType", TYPE)
    record_type.update(setting)
    with acting_as("Administrator"), pytest.raises(frappe.PermissionError, match=WHY):
        record_type.save()


def test_so_does_a_type_a_council_made_for_its_groups(people: None) -> None:
    field = {"fieldname": "papg_group", "fieldtype": "Link", "options": "PAPG Group", "label": "Group"}
    made = {"doctype": "DocType", "name": "Own Type", "module": "Meetings", "custom": 1, "fields": [field]}
    with acting_as("Administrator"), pytest.raises(frappe.PermissionError, match=WHY):
        store({**made, "permissions": [{"role": "Guest", "read": 1}]})


def test_a_newsletter_carries_no_file_of_ours(plots: dict[str, Plot]) -> None:
    frappe.db.rollback()
    letter = {"doctype": "Newsletter", "subject": "N", "attachments": [{"attachment": plots["A"].file_url}]}
    with acting_as("Administrator"), pytest.raises(frappe.PermissionError, match=WHY):
        store(letter)
    frappe.db.rollback()


def test_what_has_nothing_to_do_with_our_records_is_left_alone(people: None) -> None:
    page = {
        "doctype": "Web Page",
        "title": "Opening hours",
        "route": "hours",
        "main_section": "<p>Nine to five</p>",
    }
    with acting_as("Administrator"):
        assert store(page).name
        assert store({"doctype": "Custom DocPerm", **GUEST_RIGHT, "role": "PAPG Auditor"}).name
    frappe.clear_cache(doctype=TYPE)


# Over HTTP, as the account with the most roles that can be used there


@pytest.fixture(scope="module")
def owner(plots: dict[str, Plot], server: Served) -> Iterator[dict[str, Visitor]]:
    """Somebody with every role the framework and the app give by hand, with a session and with a key."""
    frappe.db.rollback()
    make_user(OWNER, "Site owner", cast.PASSWORD, ("System Manager", "PAPG Administrator", "PAPG Auditor"))
    key = give_key(OWNER)
    frappe.db.commit()
    by_session, by_key = Visitor(server.url), Visitor(server.url)
    assert by_session.log_in(OWNER).status_code == 200
    by_key.headers["Authorization"] = f"token {key}"
    yield {"session": by_session, "key": by_key}
    frappe.db.rollback()
    frappe.delete_doc("User", OWNER, force=True)
    frappe.db.commit()


DOORS: dict[str, Callable[[dict[str, Visitor], dict[str, Any]], Any]] = {
    "insert": lambda owner, doc: owner["session"].call("frappe.client.insert", doc=doc),
    "save": lambda owner, doc: owner["session"].call("frappe.client.save", doc=doc),
    "form": lambda owner, doc: owner["session"].call(
        "frappe.desk.form.save.savedocs", doc=doc, action="Save"
    ),
    "rest": lambda owner, doc: owner["key"].ask("POST", f"/api/resource/{doc['doctype']}", json=doc),
}


@pytest.mark.parametrize("door", DOORS)
def test_over_http_nobody_stores_any_of_it(
    door: str, owner: dict[str, Visitor], plots: dict[str, Plot]
) -> None:
    frappe.db.rollback()
    kinds = {fields["doctype"] for fields in TRIES.values()} | {
        fields["doctype"] for fields, _ in BESIDES.values()
    }
    before = {kind: frappe.db.count(kind) for kind in kinds}
    for fields in (*TRIES.values(), *(fields for fields, _words in BESIDES.values())):
        answer = DOORS[door](owner, dict(fields))
        # The council's administrator may send property setters over REST; the guard of forms refuses these.
        is_guarded = (door, fields["doctype"]) == ("rest", "Property Setter")
        assert answer.status_code in ((417,) if is_guarded else (400, 403, 404)), (
            f"{fields['doctype']}: {answer.status_code} {answer.text[:200]}"
        )
    frappe.db.rollback()
    assert {kind: frappe.db.count(kind) for kind in kinds} == before
