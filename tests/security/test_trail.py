"""What an answer leaves in the trail, tried at the served site: who got what, and nothing of what was refused."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import frappe
import pytest
from werkzeug.wrappers import Response

from papg.oversight import seen, trail
from papg.security import recording
from papg.security.calls import METHOD, Call
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.factories import make
from papg.testing.meetings import circulated
from papg.testing.trail import brief, last_number, rows_after
from provision.served import Served
from tests.journeys.stories import committed
from tests.security.conftest import Visit
from tests.security.front_door import Caller
from tests.security.ground import Plot
from tests.security.visitors import Visitor

ITEM, MINUTES = "PAPG Restricted Item", "PAPG Minutes"
LOAD = "frappe.desk.form.load.getdoc"

Left = Callable[[], list[tuple[str, ...]]]


@pytest.fixture
def left(plots: dict[str, Plot], visit: Visit) -> Left:
    """What the calls of this test left in the trail."""
    for user in (cast.SECRETARY, cast.NEIGHBOUR, cast.PARTNER, cast.AUDITOR, cast.MEMBER):
        visit(user)
    number = last_number()
    return lambda: brief(rows_after(number))


@pytest.fixture(scope="module")
def minutes(plots: dict[str, Plot]) -> Iterator[str]:
    """Circulated minutes of group A, with an item of Part 2 for its partner."""
    with committed():
        record = circulated()
        with acting_as(cast.SECRETARY):
            audience = [{"member": cast.member(cast.PARTNER)}]
            make(ITEM, meeting=record.meeting, audience=audience)
        frappe.db.commit()
        yield record.name


def test_opening_leaves_one_row_that_says_everything(
    secretary: Visitor, left: Left, plots: dict[str, Plot]
) -> None:
    number = last_number()
    assert secretary.call(LOAD, "GET", doctype=ITEM, name=plots["A"].restricted).json()["docs"]
    assert left() == [("Opened", cast.SECRETARY, ITEM, plots["A"].restricted)]
    row = rows_after(number)[0]
    assert (row.papg_group, row.door, row.address) == (plots["A"].group, f"GET {LOAD}", "127.0.0.1")
    assert row.hour == row.at.strftime("%Y-%m-%d %H:00")
    assert row.at.microsecond


def test_what_is_refused_or_not_there_leaves_nothing(
    neighbour: Visitor, guest: Visitor, secretary: Visitor, left: Left, plots: dict[str, Plot]
) -> None:
    item = plots["A"].restricted
    for visitor, name in ((neighbour, item), (guest, item), (secretary, "fedcba9876")):
        visitor.call(LOAD, "GET", doctype=ITEM, name=name)
        visitor.see(f"/printview?doctype={ITEM}&name={name}")
        visitor.call("frappe.utils.print_format.download_pdf", "GET", doctype=ITEM, name=name)
    neighbour.ask("GET", plots["A"].file_url)
    neighbour.call("papg.printing.download.pdf", "GET", print_name="agenda", doctype="x", name=item)
    neighbour.call("frappe.desk.reportview.export_query", doctype="User", fields=["name"])
    assert left() == []


def test_a_record_nobody_watches_is_opened_without_a_row(
    secretary: Visitor, left: Left, plots: dict[str, Plot]
) -> None:
    assert secretary.call(LOAD, "GET", doctype="PAPG Meeting", name=plots["A"].meeting).json()["docs"]
    assert secretary.see("/app").ok
    assert left() == []


def test_a_program_that_reads_a_record_or_a_list_with_text_is_noted(
    program: Visit, left: Left, plots: dict[str, Plot]
) -> None:
    caller = program(cast.SECRETARY)
    number = last_number()
    path = f"/api/resource/{ITEM}"
    assert caller.ask("GET", f"{path}/{plots['A'].restricted}").ok
    for fields in ('["name", "title"]', '["name", "discussion"]', '["discussion"]'):
        assert caller.ask("GET", path, params={"fields": fields}).json()["data"]
    rows = rows_after(number)
    assert brief(rows) == [
        ("Opened", cast.SECRETARY, ITEM, plots["A"].restricted),
        ("Listed", cast.SECRETARY, ITEM, ""),
        ("Listed", cast.SECRETARY, ITEM, ""),
    ]
    assert plots["A"].restricted in rows[1].detail
    assert rows[2].detail.startswith("without names")


def test_a_list_at_the_desk_with_text_is_noted_with_its_names(
    secretary: Visitor, left: Left, plots: dict[str, Plot]
) -> None:
    number = last_number()
    for field in ("title", "discussion"):
        asked = {
            "doctype": ITEM,
            "fields": [f"`tab{ITEM}`.`name`", f"`tab{ITEM}`.`{field}`"],
            "page_length": 20,
        }
        assert secretary.call("frappe.desk.reportview.get", **asked).ok
    rows = rows_after(number)
    assert [row.kind for row in rows] == ["Listed"]
    assert plots["A"].restricted in rows[0].detail


def test_prints_exports_and_downloads_are_noted_whatever_the_record(
    secretary: Visitor, left: Left, plots: dict[str, Plot]
) -> None:
    plot, meeting = plots["A"], "PAPG Meeting"
    assert secretary.see(f"/printview?doctype={meeting}&name={plot.meeting}").ok
    assert secretary.call(
        "frappe.utils.print_format.download_pdf", "GET", doctype=meeting, name=plot.meeting
    ).ok
    asked = {"print_name": "agenda", "doctype": meeting, "name": plot.meeting}
    assert secretary.call("papg.printing.download.pdf", "GET", **asked).ok
    columns = {"doctype": meeting, "fields": ["name", "title"], "file_format_type": "CSV", "title": "x"}
    assert secretary.call("frappe.desk.reportview.export_query", **columns).ok
    assert secretary.ask("GET", plot.file_url).ok
    assert left() == [
        ("Printed", cast.SECRETARY, meeting, plot.meeting),
        ("Printed", cast.SECRETARY, meeting, plot.meeting),
        ("Printed", cast.SECRETARY, meeting, plot.meeting),
        ("Exported", cast.SECRETARY, meeting, ""),
        ("Downloaded", cast.SECRETARY, meeting, plot.meeting),
    ]


def test_a_partners_page_of_minutes_names_them_and_each_restricted_item_on_it(
    visit: Visit, minutes: str, left: Left
) -> None:
    page = visit(cast.PARTNER).see(f"/partner/minutes/{minutes}")
    assert page.status_code == 200
    item = frappe.db.get_value(ITEM, {"meeting": frappe.db.get_value(MINUTES, minutes, "meeting")})
    assert left() == [("Opened", cast.PARTNER, MINUTES, minutes), ("Opened", cast.PARTNER, ITEM, item)]
    visit(cast.PARTNER).see("/partner/minutes/fedcba9876")
    visit(cast.PARTNER).see("/partner/minutes")
    assert len(left()) == 2


def test_part_2_on_paper_names_each_item(visit: Visit, minutes: str, left: Left) -> None:
    asked = {"print_name": "minutes-part-2", "doctype": MINUTES, "name": minutes}
    assert visit(cast.PARTNER).call("papg.printing.download.pdf", "GET", **asked).ok
    found = left()
    assert [(row[0], row[2]) for row in found] == [("Printed", ITEM), ("Printed", MINUTES)]


def test_logins_and_logouts_are_noted(plots: dict[str, Plot], served_visitor: Visitor, left: Left) -> None:
    assert served_visitor.log_in(cast.MEMBER).ok
    assert served_visitor.call("logout").ok
    assert left() == [("Logged in", cast.MEMBER, "", ""), ("Logged out", cast.MEMBER, "", "")]


def test_a_refused_login_names_the_account_and_never_keeps_what_is_none(
    served_visitor: Visitor, left: Left
) -> None:
    number = last_number()
    assert served_visitor.log_in(cast.MEMBER, "wrong").status_code == 401
    assert served_visitor.log_in("Tide-Lantern-typed-in-the-wrong-box", "x").status_code == 401
    assert left() == [("Login refused", cast.MEMBER, "", ""), ("Login refused", "Guest", "", "")]
    assert "Tide-Lantern" not in str(rows_after(number))


def test_the_pages_of_the_front_door_are_noted_like_the_other_login(server: Served, left: Left) -> None:
    caller = Caller(server.url)
    assert caller.show_password(cast.MEMBER, "wrong").status_code == 401
    assert caller.show_password(cast.MEMBER).status_code == 303
    assert left() == [("Login refused", cast.MEMBER, "", ""), ("Logged in", cast.MEMBER, "", "")]


@pytest.fixture
def served_visitor(server: Served, plots: dict[str, Plot]) -> Visitor:
    return Visitor(server.url)


def test_a_change_of_rights_is_noted_with_the_change_and_a_refused_one_is_not(
    program: Visit, neighbour: Visitor, left: Left
) -> None:
    member = cast.member(cast.MEMBER)
    path = f"/api/resource/PAPG Member/{member}"
    number = last_number()
    before = frappe.db.get_value("PAPG Member", member, "joined_on")
    caller = program(cast.SECRETARY)
    assert caller.ask("PUT", path, json={"joined_on": "2025-01-07"}).ok
    assert program(cast.NEIGHBOUR).ask("PUT", path, json={"joined_on": "2025-01-09"}).status_code == 404
    assert caller.ask("PUT", path, json={"left_on": "1999-01-01"}).status_code >= 400
    assert caller.ask("PUT", path, json={"joined_on": str(before)}).ok
    rows = [row for row in rows_after(number) if row.record_type == "PAPG Member"]
    assert [(row.kind, row.user, row.record_name) for row in rows] == [
        ("Rights changed", cast.SECRETARY, member)
    ] * 2
    assert rows[0].detail.endswith("2025-01-06 → 2025-01-07")
    assert rows[0].door == "PUT PAPG Member"
    assert rows[0].papg_group == cast.group("A")


def asked(call: Call, user: str, **arguments: Any) -> Response:
    """An answer that is about to leave, as the hook meets it."""
    frappe.local.papg_asked, frappe.local.papg_seen = (call, user), []
    frappe.local.form_dict, frappe.local.request_ip = frappe._dict(arguments), "127.0.0.1"
    frappe.local.response = frappe._dict(docs=[{"name": arguments.get("name")}])
    return Response("the text", 200, mimetype="text/plain")


@pytest.fixture
def request_of_no_one(site: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(frappe.db, "commit", lambda: None)
    yield
    for name in ("papg_asked", "papg_seen"):
        delattr(frappe.local, name)


def test_an_answer_costs_one_insert_however_many_rows_it_leaves(request_of_no_one: None) -> None:
    call = Call(METHOD, LOAD, "GET", {})
    recording.after_request(asked(call, cast.MEMBER, doctype=ITEM, name="fedcba9876"), frappe._dict())
    for items in (0, 30):
        response = asked(call, cast.MEMBER, doctype=ITEM, name="fedcba9876")
        for number in range(items):
            seen.tell(ITEM, f"item {number}")
        with counted_queries() as queries:
            recording.after_request(response, frappe._dict())
        assert [query.split()[0] for query in queries] == ["insert"]
        assert response.get_data() == b"the text"


def test_an_answer_that_leaves_no_row_costs_nothing(request_of_no_one: None) -> None:
    response = asked(Call(METHOD, LOAD, "GET", {}), cast.MEMBER, doctype="PAPG Meeting", name="fedcba9876")
    with counted_queries() as queries:
        recording.after_request(response, frappe._dict())
    assert queries == []


def test_an_answer_that_cannot_be_noted_is_withheld(
    request_of_no_one: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(entries: object) -> None:
        raise frappe.db.OperationalError("the disk is full")

    monkeypatch.setattr(trail, "write", broken)
    response = asked(Call(METHOD, LOAD, "GET", {}), cast.MEMBER, doctype=ITEM, name="fedcba9876")
    recording.after_request(response, frappe._dict())
    assert response.status_code == 503
    assert "could not be noted in the trail" in json.loads(response.get_data())["message"]
    assert b"the text" not in response.get_data()
