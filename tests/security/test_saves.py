"""What a save may not do: take rows of other records, carry markup, keep what could act on its reader."""

from collections.abc import Callable
from typing import Any

import frappe
import pytest

from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make, make_action, make_meeting, make_minutes
from tests.security.conftest import Visit
from tests.security.ground import Plot, lay_out_folders
from tests.security.visitors import Visitor

SCRIPT = "<script>alert(1)</script>"
DOT = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJ"
    "RU5ErkJggg=="
)
DISGUISED = '["<img src=x onerror=alert(1)>"]'


def own_meeting(plot: Plot, row: str) -> dict[str, Any]:
    """The meeting of one group, with a row of the other's agenda in it."""
    frappe.db.rollback()
    doc = frappe.get_doc("PAPG Meeting", plot.meeting).as_dict(convert_dates_to_str=True, no_nulls=True)
    doc["agenda"] = [{"name": row, "item_number": 1, "title": "Taken", "doctype": "PAPG Agenda Item"}]
    return doc


WAYS: dict[str, Callable[[Visitor, dict[str, Any]], Any]] = {
    "save": lambda visitor, doc: visitor.call("frappe.client.save", doc=doc),
    "form": lambda visitor, doc: visitor.call("frappe.desk.form.save.savedocs", doc=doc, action="Save"),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_save_does_not_take_a_row_of_another_record(way: str, visit: Visit, plots: dict[str, Plot]) -> None:
    taker, owner = plots["B"], plots["A"]
    answer = WAYS[way](visit(cast.THREE), own_meeting(taker, owner.agenda_row))
    assert answer.status_code == 403
    assert "does not belong to this record" in answer.text
    frappe.db.rollback()
    row = frappe.db.get_value("PAPG Agenda Item", owner.agenda_row, ["parent", "title"])
    assert row == (owner.meeting, f"Item {owner.canary}")


def test_a_program_does_not_take_a_row_of_another_record(program: Visit, plots: dict[str, Plot]) -> None:
    rows = [{"name": plots["A"].agenda_row, "item_number": 1, "title": "Taken"}]
    answer = program(cast.THREE).ask(
        "PUT", f"/api/resource/PAPG Meeting/{plots['B'].meeting}", json={"agenda": rows}
    )
    assert answer.status_code == 403
    frappe.db.rollback()
    assert frappe.db.get_value("PAPG Agenda Item", plots["A"].agenda_row, "parent") == plots["A"].meeting


def test_code_of_the_server_does_not_take_a_row_either(site: None) -> None:
    first, second = make_meeting(agenda=[{"title": "One"}]), make_meeting()
    second.append("agenda", {"title": "Taken"}).name = first.agenda[-1].name
    with pytest.raises(frappe.PermissionError, match="does not belong to this record"):
        second.save()


def test_a_link_leads_to_no_record_out_of_reach_nor_tells_that_there_is_one(
    program: Visit, plots: dict[str, Plot]
) -> None:
    secretary, own, foreign = program(cast.SECRETARY), cast.group("A"), cast.group("B")
    before = frappe.db.get_value("PAPG Group", own, "sibling_group")
    said = {}
    for name in (foreign, "no-such-group"):
        answer = secretary.ask("PUT", f"/api/resource/PAPG Group/{own}", json={"sibling_group": name})
        assert answer.status_code == 417
        said[name] = answer.text.replace(name, "…")
    assert "that you can choose" in said[foreign]
    assert said[foreign] == said["no-such-group"]
    frappe.db.rollback()
    assert frappe.db.get_value("PAPG Group", own, "sibling_group") == before


@pytest.fixture
def secretary_at_work(site: None) -> Any:
    cast.install()
    with acting_as(cast.SECRETARY):
        yield


@pytest.mark.parametrize("text", [SCRIPT, DISGUISED, "a < b", "x > y"])
def test_plain_text_with_angle_brackets_is_refused_and_the_field_is_named(
    text: str, secretary_at_work: None
) -> None:
    group = cast.group("A")
    with pytest.raises(frappe.ValidationError, match="Action: leave out “<” and “>”"):
        make_action(group, title=text)
    with pytest.raises(frappe.ValidationError, match="Agenda, row 1, Item: leave out"):
        make_meeting(group, agenda=[{"title": text}])


def test_ordinary_text_is_kept_as_it_was_written(secretary_at_work: None) -> None:
    words = 'Quotes “and” "others", ampersands & dashes – 50% of £3, [list], {braces} and a {{ 7*7 }}'
    action = make_action(cast.group("A"), title="Words", description=words)
    assert frappe.db.get_value("PAPG Action", action.name, "description") == words


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        (f"<p>Fine</p>{SCRIPT}", "<p>Fine</p>alert(1)"),
        ('<p onclick="alert(1)">Fine</p>', "<p>Fine</p>"),
        ('<a href="javascript:alert(1)">x</a>', "<a>x</a>"),
        ('<img src="https://evil.example/x.png">', "<img>"),
        ('<iframe src="/app"></iframe><p>Fine</p>', "<p>Fine</p>"),
        ('["<img src=x onerror=alert(1)>"]', '["<img>"]'),
        ('<ol><li data-list="bullet">One</li></ol>', '<ol><li data-list="bullet">One</li></ol>'),
    ],
)
def test_formatted_text_keeps_what_the_editor_writes_and_loses_the_rest(
    sent: str, kept: str, secretary_at_work: None
) -> None:
    item = make("PAPG Restricted Item", meeting=make_meeting(cast.group("A")).name, discussion=sent)
    assert kept in frappe.db.get_value("PAPG Restricted Item", item.name, "discussion")
    assert "alert" not in item.discussion or "script" not in item.discussion


def test_a_picture_in_a_text_becomes_a_private_file_of_its_record(secretary_at_work: None) -> None:
    lay_out_folders()
    meeting = make_meeting(cast.group("A"))
    minutes = make_minutes(
        meeting.name, entries=[{"title": "One", "item_number": 1, "discussion": "<p>x</p>"}]
    )
    item = make("PAPG Restricted Item", meeting=meeting.name, discussion=f'<p><img src="{DOT}"></p>')
    assert minutes.name
    assert 'src="/private/files/' in item.discussion
    file = frappe.get_last_doc("File", {"attached_to_name": item.name})
    assert (file.is_private, file.attached_to_doctype) == (1, "PAPG Restricted Item")
