"""A record of another group answers like one that does not exist, at every listed endpoint, and stays as it is."""

import json
from collections.abc import Callable
from typing import Any

import frappe
import pytest

from papg.testing import cast
from tests.security.conftest import Visit
from tests.security.ground import Plot
from tests.security.visitors import Visitor

NOWHERE = "fedcba9876"
Arguments = Callable[[str], dict[str, Any]]


def form_of(name: str) -> str:
    return json.dumps(
        {"doctype": "PAPG Meeting", "name": name, "title": "Mine now", "papg_group": cast.group("B")}
    )


ADDRESSED: dict[str, tuple[str, Arguments]] = {
    "frappe.client.get_value": (
        "GET",
        lambda name: {"doctype": "PAPG Meeting", "fieldname": "title", "filters": name},
    ),
    "frappe.client.delete": ("POST", lambda name: {"doctype": "PAPG Meeting", "name": name}),
    "frappe.client.save": ("POST", lambda name: {"doc": form_of(name)}),
    "frappe.desk.form.load.get_docinfo": ("POST", lambda name: {"doctype": "PAPG Meeting", "name": name}),
    "frappe.desk.form.load.get_communications": (
        "GET",
        lambda name: {"doctype": "PAPG Meeting", "name": name},
    ),
    "frappe.desk.form.save.savedocs": ("POST", lambda name: {"doc": form_of(name), "action": "Save"}),
    "frappe.desk.form.utils.add_comment": (
        "POST",
        lambda name: {"reference_doctype": "PAPG Meeting", "reference_name": name, "content": "Hello"},
    ),
    "frappe.desk.form.utils.get_next": (
        "POST",
        lambda name: {"doctype": "PAPG Meeting", "value": name, "prev": 0, "sort_field": "title"},
    ),
    "frappe.desk.reportview.delete_items": (
        "POST",
        lambda name: {"doctype": "PAPG Meeting", "items": [name]},
    ),
    "frappe.model.workflow.apply_workflow": (
        "POST",
        lambda name: {"doc": form_of(name), "action": "Circulate"},
    ),
    "frappe.model.workflow.get_transitions": ("POST", lambda name: {"doc": form_of(name)}),
    "frappe.printing.page.print.print.get_print_settings_to_show": (
        "POST",
        lambda name: {"doctype": "PAPG Meeting", "docname": name},
    ),
    "frappe.utils.print_format.download_pdf": ("GET", lambda name: {"doctype": "PAPG Meeting", "name": name}),
    "frappe.www.printview.get_html_and_style": ("POST", lambda name: {"doc": form_of(name)}),
    "papg.meetings.minutes.write_minutes": ("POST", lambda name: {"meeting": name}),
    "papg.meetings.planning.issue_agenda": ("POST", lambda name: {"meeting": name}),
    "upload_file": ("POST", lambda name: {"doctype": "PAPG Meeting", "docname": name, "file_name": "a.txt"}),
}


@pytest.mark.parametrize("endpoint", ADDRESSED)
def test_a_foreign_record_answers_like_a_missing_one(
    endpoint: str, neighbour: Visitor, plots: dict[str, Plot]
) -> None:
    verb, arguments = ADDRESSED[endpoint]
    foreign = neighbour.call(endpoint, verb, **arguments(plots["A"].meeting))
    missing = neighbour.call(endpoint, verb, **arguments(NOWHERE))
    assert (foreign.status_code, foreign.text) == (missing.status_code, missing.text)
    assert foreign.status_code == 404
    assert "There is no such record, or it is not yours to see." in foreign.text


@pytest.mark.parametrize("verb", ["GET", "PUT", "DELETE"])
def test_a_foreign_record_is_a_missing_one_for_programs(
    verb: str, program: Visit, plots: dict[str, Plot]
) -> None:
    neighbour = program(cast.NEIGHBOUR)
    sent = {"json": {"papg_group": cast.group("B")}} if verb == "PUT" else {}
    foreign, missing = (
        neighbour.ask(verb, f"/api/resource/PAPG Meeting/{name}", **sent)
        for name in (plots["A"].meeting, NOWHERE)
    )
    assert (foreign.status_code, foreign.text) == (404, missing.text)


def test_a_form_of_a_foreign_record_loads_like_a_missing_one(
    neighbour: Visitor, plots: dict[str, Plot]
) -> None:
    answers = [
        neighbour.call("frappe.desk.form.load.getdoc", "GET", doctype="PAPG Meeting", name=name)
        for name in (plots["A"].meeting, NOWHERE)
    ]
    assert answers[0].text == answers[1].text
    assert answers[0].status_code == answers[1].status_code == 200


def test_a_link_to_a_foreign_record_is_no_link(neighbour: Visitor, plots: dict[str, Plot]) -> None:
    for name in (plots["A"].meeting, NOWHERE):
        answer = neighbour.call(
            "frappe.client.validate_link", doctype="PAPG Meeting", docname=name, fields=["title"]
        )
        assert answer.json()["message"] == {}


def test_nothing_of_a_foreign_record_changed(
    neighbour: Visitor, secretary: Visitor, plots: dict[str, Plot]
) -> None:
    """Runs after the calls above, and says once more what they could have done."""
    frappe.db.rollback()
    plot = plots["A"]
    meeting = frappe.get_doc("PAPG Meeting", plot.meeting)
    assert (meeting.title, meeting.papg_group) == (f"Meeting {plot.canary}", plot.group)
    theirs = {"owner": cast.NEIGHBOUR}
    assert frappe.get_all("Comment", {"reference_name": plot.meeting, **theirs}) == []
    assert frappe.get_all("File", {"attached_to_name": plot.meeting, **theirs}) == []
    assert frappe.db.exists("Comment", plot.comment)


SIDE_DOORS = (
    ("frappe.desk.form.linked_with.get", {"doctype": "PAPG Group", "docname": "A"}),
    ("frappe.desk.form.linked_with.get_linked_docs", {"doctype": "PAPG Group", "name": "A"}),
    ("frappe.desk.form.linked_with.get_submitted_linked_docs", {"doctype": "PAPG Group", "name": "A"}),
    ("frappe.utils.global_search.search", {"text": "Kittiwake"}),
    ("frappe.desk.doctype.tag.tag.add_tag", {"tag": "x", "dt": "PAPG Meeting", "dn": "A"}),
    ("frappe.desk.doctype.tag.tag.get_tagged_docs", {"doctype": "PAPG Meeting", "tag": "x"}),
    ("frappe.desk.like.toggle_like", {"doctype": "PAPG Meeting", "name": "A", "add": "Yes"}),
    ("frappe.desk.form.document_follow.follow_document", {"doctype": "PAPG Meeting", "doc_name": "A"}),
    ("frappe.desk.form.assign_to.add", {"doctype": "PAPG Meeting", "name": "A", "assign_to": "[]"}),
    ("frappe.share.add", {"doctype": "PAPG Meeting", "name": "A", "write": 1}),
    ("frappe.share.set_permission", {"doctype": "PAPG Meeting", "name": "A"}),
    ("frappe.client.has_permission", {"doctype": "PAPG Meeting", "docname": "A"}),
    ("frappe.client.rename_doc", {"doctype": "PAPG Meeting", "old_name": "A", "new_name": "x"}),
    ("frappe.model.rename_doc.update_document_title", {"doctype": "PAPG Meeting", "docname": "A"}),
    ("frappe.client.set_value", {"doctype": "PAPG Meeting", "name": "A", "fieldname": "title", "value": "x"}),
    ("frappe.client.bulk_update", {"docs": "[]"}),
    ("frappe.client.attach_file", {"doctype": "PAPG Meeting", "docname": "A"}),
    ("frappe.core.doctype.communication.email.make", {"recipients": "x@example.org", "content": "x"}),
    (
        "frappe.utils.file_manager.add_attachments",
        {"doctype": "PAPG Meeting", "name": "A", "attachments": "[]"},
    ),
    ("frappe.templates.includes.comments.comments.add_comment", {"comment": "x", "comment_by": "x"}),
    ("frappe.utils.print_format.report_to_pdf", {"html": "<p>x</p>"}),
    ("frappe.utils.print_format.download_multi_pdf", {"doctype": "PAPG Meeting", "name": "[]"}),
    ("frappe.integrations.oauth2.authorize", {}),
    ("frappe.core.doctype.user.user.get_roles", {"uid": "x"}),
    ("frappe.core.doctype.user.user.user_query", {"doctype": "User", "txt": ""}),
    ("frappe.desk.reportview.save_report", {"name": "x", "doctype": "PAPG Meeting", "report_settings": "{}"}),
    ("frappe.desk.desktop.update_onboarding_step", {"name": "x", "field": "y", "value": "z"}),
    ("frappe.email.relink", {"name": "x"}),
    ("frappe.automation.doctype.auto_repeat.auto_repeat.generate_message_preview", {"message": "{{ 7*7 }}"}),
    ("frappe.website.doctype.web_form.web_form.get_link_options", {"doctype": "User"}),
)


@pytest.mark.parametrize(
    ("endpoint", "arguments"), SIDE_DOORS, ids=lambda value: value if isinstance(value, str) else ""
)
def test_side_doors_of_the_framework_are_shut_even_to_ones_own_records(
    endpoint: str, arguments: dict[str, Any], secretary: Visitor, plots: dict[str, Plot]
) -> None:
    own = {"A": plots["A"].meeting}
    answer = secretary.call(endpoint, **{name: own.get(value, value) for name, value in arguments.items()})
    assert answer.status_code == 403, answer.text[:200]
    assert "Your account cannot do this" in answer.text
    assert plots["A"].canary not in answer.text


def test_a_comment_is_signed_by_its_session(secretary: Visitor, plots: dict[str, Plot]) -> None:
    answer = secretary.call(
        "frappe.desk.form.utils.add_comment",
        reference_doctype="PAPG Meeting",
        reference_name=plots["A"].meeting,
        content="<p>Signed <b>here</b></p><script>alert(1)</script>",
        comment_email=cast.CHAIR,
        comment_by="Somebody else",
    )
    comment = answer.json()["message"]
    assert (comment["comment_email"], comment["comment_by"]) == (cast.SECRETARY, cast.POSTS[cast.SECRETARY])
    assert "<script" not in comment["content"]


def test_a_mention_of_somebody_out_of_reach_sends_them_nothing(
    secretary: Visitor, plots: dict[str, Plot]
) -> None:
    mention = '<span class="mention" data-id="{0}" data-value="x" data-denotation-char="@">@x</span>'
    people = f"{mention.format(cast.NEIGHBOUR)} {mention.format(cast.CHAIR)}"
    place = {"reference_doctype": "PAPG Meeting", "reference_name": plots["A"].meeting}
    answer = secretary.call("frappe.desk.form.utils.add_comment", **place, content=people)
    assert cast.NEIGHBOUR not in answer.json()["message"]["content"]
    assert cast.CHAIR in answer.json()["message"]["content"]


def test_somebody_elses_comment_cannot_be_changed(
    visit: Visit, secretary: Visitor, plots: dict[str, Plot]
) -> None:
    for visitor in (visit(cast.CHAIR), visit(cast.NEIGHBOUR)):
        answer = visitor.call(
            "frappe.desk.form.utils.update_comment", name=plots["A"].comment, content="Changed"
        )
        assert answer.status_code == 404
    assert secretary.call(
        "frappe.desk.form.utils.update_comment",
        name=plots["A"].comment,
        content=f"Remark {plots['A'].canary}",
    ).ok


def test_people_offered_for_mentions_are_those_of_ones_own_groups(
    neighbour: Visitor, secretary: Visitor
) -> None:
    offered = neighbour.call("frappe.desk.search.get_names_for_mentions", search_term="").json()["message"]
    assert {person["id"] for person in offered} == {cast.THREE}
    own = secretary.call("frappe.desk.search.get_names_for_mentions", search_term="Head").json()["message"]
    assert [person["id"] for person in own] == [cast.CHAIR]
