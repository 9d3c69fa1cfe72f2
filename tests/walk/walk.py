"""The walk itself: everybody at every door."""

import time
from collections.abc import Callable

import frappe

from provision.served import Served
from tests.walk import (
    ground,
    letters,
    people,
    seeds_trail,
    sowing,
    steps_closed,
    steps_files,
    steps_hung,
    steps_lines,
    steps_live,
    steps_own,
    steps_pages,
    steps_plain,
    steps_read,
    steps_theft,
    steps_write,
    verdicts,
    ways_in,
)
from tests.walk.ledger import Ledger
from tests.walk.people import Person
from tests.walk.round import Round
from tests.walk.visitors import Visitor

STEPS: tuple[Callable[[Round], None], ...] = (
    steps_read.read,
    steps_read.list_all,
    steps_read.list_tables,
    steps_read.look_around,
    steps_files.files,
    steps_pages.pages,
    steps_lines.lines,
    steps_write.write,
    steps_write.create,
    steps_theft.steal,
    steps_own.call_own,
    steps_hung.hung,
    steps_live.listen,
    steps_closed.knock,
    steps_plain.use,
)


def walk(served: Served, say: Callable[[str], None], is_thorough: bool = False, only: str = "") -> Ledger:
    """Sow, send everybody round, and leave the site as it was.

    Args:
        served: The site, served; this process is connected to the same one.
        say: Takes a line of progress.
        is_thorough: Try every door with every row.
        only: Part of a person's label, to send only those round.
    """
    frappe.set_user("Administrator")
    site = ground.Site()
    ledger = Ledger()
    try:
        started = time.monotonic()
        field = sowing.sow()
        say(f"sown {len(field.rows)} rows, {time.monotonic() - started:.0f} s")
        everybody = [person for person in people.everybody() if only in person.label]
        visitors = [Visitor(served.url, person) for person in everybody]
        kept = ground.of_records()
        ways = ways_in.every()
        with steps_live.at(served) as live:
            tours = [Round(one, field, ledger, kept, n, is_thorough) for n, one in enumerate(visitors)]
            for tour in tours:
                tour.ways, tour.live, tour.visitors = ways, live, visitors
                go_round(tour, say)
        letters.search(tours)
        if not only:
            verdicts.judge(ledger, ways)
    finally:
        seeds_trail.take_away()
        site.put_back()
    return ledger


def go_round(tour: Round, say: Callable[[str], None]) -> None:
    """Send one person to all doors."""
    started, before = time.monotonic(), tour.ledger.cells
    for step in STEPS:
        step(tour)
        tour.note_tried()
    if has_doors(tour.person):
        steps_pages.leave_out_what_has_no_page(tour)
        tour.ledger.settle(tour.person)
    count = tour.ledger.cells - before
    spent = time.monotonic() - started
    say(f"{tour.person.label}: {count} cells, {len(tour.ledger.leaking)} leaking so far, {spent:.0f} s")


def has_doors(person: Person) -> bool:
    """Is there a way of working for this person?"""
    return person.way != people.PROBE


def report(ledger: Ledger) -> list[str]:
    """Lines for the terminal: each cell that went wrong, then the count."""
    lines = [f"leaking: {finding}" for finding in ledger.leaking]
    lines += [f"wrongly refused: {finding}" for finding in ledger.wrongly_refused]
    lines += [f"unclassified: {door}: {why}" for door, why in ledger.unclassified().items()]
    return [*lines, ledger.last_line()]


def is_clean(ledger: Ledger) -> bool:
    """Did everybody get what is theirs and nothing else, by ways in that are all known?"""
    return not (ledger.leaking or ledger.wrongly_refused or ledger.unclassified())
