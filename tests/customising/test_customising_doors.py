"""Every door through which forms, formats, rules and scripts are changed, tried on what is not the council's.

The guards hold at the record, whatever the gate lists and a role opens.
"""

from typing import Any

import frappe
import pytest

from papg.hooks import doc_events
from papg.testing import cast
from papg.testing.acting import acting_as
from tests.customising.doors import DOORS, OURS, SYSTEM_MANAGER, refused, store

FOREIGN = ("User", "Role", "System Settings", "Server Script", "DocType", "File")
# What the council's administrator may make for a record of the council. A field changes a table and is tried over
# HTTP in test_guards; a workflow in test_workflow.
PERMITTED = (
    *("Property Setter", "Print Format", "Notification", "Report", "Kanban Board", "Number Card"),
    "Custom DocPerm",
)
KEPT_FROM_DELETION = sorted(
    DOORS.keys() & {record for record, events in doc_events.items() if "on_trash" in events}
)
FOR_THE_SITE = ("Client Script", "Server Script", "Assignment Rule", "Document Naming Rule", "DocType Layout")


# Whose records


@pytest.mark.parametrize("target", FOREIGN)
@pytest.mark.parametrize("door", DOORS)
def test_what_is_not_the_councils_is_refused(opened: None, door: str, target: str) -> None:
    refused(door, target, "is not one of the council's records|A workflow is for|looks after the whole site")


@pytest.mark.parametrize("door", PERMITTED)
def test_the_same_is_taken_for_a_record_of_the_council(opened: None, door: str) -> None:
    with acting_as(cast.ADMINISTRATOR):
        assert store(door, OURS).doctype == door


@pytest.mark.parametrize("door", KEPT_FROM_DELETION)
def test_what_acts_on_a_record_that_is_not_the_councils_is_not_deleted_either(
    opened: None, door: str
) -> None:
    doc = frappe.get_doc({"doctype": door, **DOORS[door]("User")})
    match = "is not one of the council's records|A workflow is for|looks after the whole site"
    with acting_as(cast.ADMINISTRATOR), pytest.raises(frappe.PermissionError, match=match):
        doc.run_method("on_trash")


@pytest.mark.parametrize("door", FOR_THE_SITE)
def test_what_runs_by_itself_is_for_who_looks_after_the_whole_site(opened: None, door: str) -> None:
    refused(door, OURS, "is for who looks after the whole site")


def test_nothing_is_moved_to_or_taken_from_another_record_type(opened: None) -> None:
    with acting_as(cast.ADMINISTRATOR):
        made = store("Print Format", OURS)
        made.doc_type = "User"
        with pytest.raises(frappe.PermissionError, match="is not one of the council's records"):
            made.save()
    with acting_as("Administrator"):
        theirs = store("Print Format", "ToDo", name="Theirs")
    with acting_as(cast.ADMINISTRATOR):
        for change in (lambda: theirs.delete(), lambda: theirs.update({"doc_type": OURS}).save()):
            with pytest.raises(frappe.PermissionError, match="is not one of the council's records"):
                change()
    assert frappe.db.get_value("Print Format", "Theirs", "doc_type") == "ToDo"


# Code


@pytest.mark.parametrize(
    ("door", "fields", "match"),
    [
        ("Print Format", {"html": "<script>alert(1)</script>"}, "leave out “&lt;script”"),
        ("Print Format", {"html": "<p onclick=alert(1)>x</p>"}, "leave out “onclick=”"),
        ("Print Format", {"css": "@import 'x'"}, "leave out “@import”"),
        ("Print Format", {"print_format_type": "JS"}, "would go past a guard. Choose one of: Jinja"),
        ("Print Format", {"raw_printing": 1}, "would go past a guard. Leave it empty"),
        ("Report", {"report_type": "Query Report", "query": "select 1"}, "is for who looks after"),
        ("Report", {"report_type": "Script Report", "report_script": "1"}, "is for who looks after"),
        ("Report", {"javascript": "alert(1)"}, "is for who looks after"),
        ("Report", {"prepared_report": 1}, "would go past a guard"),
        ("Number Card", {"type": "Custom", "method": "frappe.ping"}, "is for who looks after"),
        ("Number Card", {"dynamic_filters_json": '[["x"]]'}, "is for who looks after"),
        ("Notification", {"condition": "doc.title"}, "is for who looks after"),
        ("Notification", {"event": "Method", "method": "on_update"}, "is for who looks after"),
        ("Dashboard Chart", {}, "cannot be used with"),
    ],
)
def test_code_is_not_taken_from_the_council(
    opened: None, door: str, fields: dict[str, Any], match: str
) -> None:
    refused(door, OURS, match, **fields)


@pytest.mark.parametrize(
    ("door", "fields", "match"),
    [
        ("Print Format", {"print_format_type": "JS"}, "would go past a guard"),
        ("Report", {"report_type": "Query Report", "query": "select 1"}, "would go past a guard"),
        ("Report", {"report_type": "Script Report", "report_script": "1"}, "would go past a guard"),
        ("Dashboard Chart", {}, "cannot be used with"),
        ("DocType Action", {}, "cannot be used with"),
        ("Document Naming Rule", {}, "cannot be used with"),
        ("Server Script", {}, "cannot be used with"),
        ("Notification", {"attach_print": 1}, "would go past a guard"),
        ("Notification", {"message": "{{ doc.description }}"}, "would go past a guard"),
        ("Notification", {"channel": "SMS"}, "to a service outside"),
        ("Notification", {"set_property_after_alert": "stage"}, "would go past a guard"),
        ("Notification", {"subject": "{{ doc.obstacle }}"}, "leave out “{”"),
        ("Notification", {"recipients": [{"cc": "x@elsewhere.example"}]}, "Recipients, row 1"),
        ("Notification", {"recipients": [{"receiver_by_role": "PAPG Chair", "condition": "1"}]}, "row 1"),
    ],
)
@pytest.mark.parametrize("user", [SYSTEM_MANAGER, "Administrator"])
def test_nobody_goes_past_a_guard_of_our_records(
    opened: None, user: str, door: str, fields: dict[str, Any], match: str
) -> None:
    refused(door, OURS, match, user, **fields)


WORDS_ONLY: dict[str, dict[str, Any]] = {
    "Email Template": {"name": "Own", "subject": "Words", "use_html": 1, "response_html": "{text}"},
    "Letter Head": {"letter_head_name": "Own", "source": "HTML", "content": "{text}"},
    "Print Heading": {"print_heading": "Own", "description": "{text}"},
    "Print Style": {"print_style_name": "Own", "css": "{text}"},
}


@pytest.mark.parametrize("kind", WORDS_ONLY)
def test_letters_and_letterheads_hold_words_only(opened: None, kind: str) -> None:
    for text, is_taken in (("<p>Harbour Council</p>", True), ("<iframe src='//x'></iframe>", False)):
        fields = {field: str(value).format(text=text) for field, value in WORDS_ONLY[kind].items()}
        with acting_as(cast.ADMINISTRATOR):
            doc = frappe.get_doc({"doctype": kind, **fields})
            if is_taken:
                doc.run_method("before_validate")
                continue
            with pytest.raises(frappe.ValidationError, match="leave out “&lt;iframe”"):
                doc.run_method("before_validate")
    assert not frappe.db.exists(kind, "Own")


def test_a_report_by_mail_is_for_who_looks_after_the_whole_site(opened: None) -> None:
    report = frappe.db.get_value("Report", {"ref_doctype": "ToDo"})
    mailed = frappe.get_doc({"doctype": "Auto Email Report", "report": report, "user": cast.ADMINISTRATOR})
    with (
        acting_as(cast.ADMINISTRATOR),
        pytest.raises(frappe.PermissionError, match="looks after the whole site"),
    ):
        mailed.run_method("before_validate")
