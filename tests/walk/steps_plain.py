"""Doors that give no record's data: one person of each kind tries each, and its answer is searched all the same."""

import csv
from functools import cache
from pathlib import Path
from typing import Any

from papg.security import allowlist
from papg.security.binding import arguments_of
from tests.walk import arguments
from tests.walk.answers import Answer
from tests.walk.people import GUEST
from tests.walk.round import Round
from tests.walk.rows import Row
from tests.walk.steps_closed import foreign_row
from tests.walk.ways_in import KEY, WayIn

TRY = "try"
FILE = Path(__file__).with_name("without_rows.csv")
NOBODY = "nobody.at.all@harbour.example"
# These end the session they are called in.
LEAVING = ("logout", "web_logout")
KNOWN: dict[str, dict[str, Any]] = {
    "login": {"usr": NOBODY, "pwd": "x"},
    "frappe.core.doctype.user.user.reset_password": {"user": NOBODY},
    "frappe.core.doctype.user.user.update_password": {"new_password": "x", "key": "x"},
    "frappe.core.doctype.user.user.switch_theme": {"theme": "Light"},
    "frappe.desk.doctype.event.event.get_events": {"start": "2026-06-14", "end": "2026-06-15"},
    "frappe.desk.desk_page.getpage": {"name": "print"},
    "frappe.desk.desktop.get_desktop_page": {"page": {"name": "Protect & Prepare"}},
    "frappe.client.get_js": {"items": []},
    "frappe.desk.query_report.get_script": {"report_name": "PAPG Action Plan"},
    "frappe.model.utils.user_settings.save": {"user_settings": {}},
    "/app/**": {},
}


@cache
def without_rows() -> dict[str, str]:
    """Doors that give no record's data, each with the reason."""
    with FILE.open(newline="") as file:
        return {row["door"]: row["why"] for row in csv.DictReader(file)}


def use(tour: Round) -> None:
    """Use each of these doors that is on one of the person's lists."""
    row = foreign_row(tour)
    doors = [way for name, way in tour.ways.items() if name in without_rows() and is_for(tour, way)]
    for way in sorted(doors, key=lambda way: way.name in LEAVING):
        answer = ask(tour, way, row)
        tour.ledger.tried[way.name] |= own_kinds(tour)
        if tour.check_leaks("", TRY, way.name, answer):
            tour.refuse("no records in it", TRY, way.name)
    if tour.person.way != GUEST and any(way.name in LEAVING for way in doors):
        tour.visitor.log_in()
    tour.ground.put_back(tour.ground.changed())


def own_kinds(tour: Round) -> frozenset[str]:
    """Kinds the person is of; who comes with a key is of one more."""
    return tour.kinds | ({KEY} if tour.visitor.session.headers.get("Authorization") else set())


def is_for(tour: Round, way: WayIn) -> bool:
    """Is it on one of the person's lists, and not tried by anybody of that kind?"""
    return bool(own_kinds(tour) & way.kinds - tour.ledger.tried[way.name])


def ask(tour: Round, way: WayIn, row: Row) -> Answer:
    """Call the door with what its entry on the list takes."""
    if way.name.startswith("/"):
        return tour.visitor.ask("GET", way.name.replace("**", "papg-meeting"))
    has_key = KEY in own_kinds(tour)
    entry = allowlist.find(tour.kinds, way.name, has_key)[0]
    values = {one.name: arguments.value_for(row, one.name) for one in arguments_of(entry) if one.is_required}
    verb = "POST" if "POST" in entry.verbs else "GET"
    return tour.visitor.call(way.name, verb, **values | KNOWN.get(way.name, {}))
