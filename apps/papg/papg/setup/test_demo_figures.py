"""Figures of the demo: those of the published papers, no more and no less, and the invented group's own."""

import frappe
import pytest

from papg.duties.report.papg_measures.papg_measures import execute
from papg.learning.report.papg_activity_by_audience.papg_activity_by_audience import execute as by_audience
from papg.setup.demo import barnet, figures, structures
from papg.setup.demo.base import email, read
from papg.testing import cast
from papg.testing.acting import acting_as

BARNET = "Barnet Counter-Terrorism and Prevent Working Group"


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()


def test_barnets_figures_are_those_of_the_paper_and_what_was_told_is_not_counted() -> None:
    data = read("figures")["barnet"]
    barnet.load()
    with acting_as(email("duties")):
        figures.measure_barnet(data)
        rows = execute({"year": 2015})[1]
    told = {row["title"]: row["value"] for row in rows if row["period"] == "Q3 2015/16"}
    assert told == {
        "WRAP trainers accredited": "33",
        "Frontline staff trained in WRAP 3": "187",
        "Safeguarding leads in education trained": "87",
        "Sessions to train trainers": "3",
        "Meetings of the group": "2",
        "Informal enquiries about Prevent": "Not known",
    }
    assert {row["direction"] for row in rows} == {"Not known"}
    figures.train_barnet(data)
    with acting_as(email("duties")):
        people = {
            (row["audience"], row["kind"]): row for row in by_audience()[1] if row["guidance"] == "WRAP 3"
        }
    row = people["Frontline staff", "Training"]
    assert (row["headcount"], row["trainers"], row["sessions"]) == ("220", 33, 3)


def test_westminsters_note_is_a_briefing_of_elected_members() -> None:
    structures.load_westminster()
    figures.brief_westminster(read("figures")["westminster"])
    group = figures.named("Executive Management Team")
    assert frappe.get_all("PAPG Activity", {"papg_group": group}, pluck="title") == [
        "Briefing: Elected members, 21 January 2015"
    ]


def test_the_invented_groups_parts_do_not_make_its_last_total() -> None:
    data = read("figures")["eastmere"]
    with acting_as(cast.SECRETARY):
        figures.measure_group(cast.group("A"), data)
        figures.do_for_priority(cast.group("A"), data["priority"])
        total = frappe.db.get_value("PAPG Measure", {"title": data["total"][0]})
        rows, _said, chart = execute({"measure": total})[1:]
    totals = [row for row in rows if row["title"] == data["total"][0]]
    assert [row["parts"] for row in totals] == ["Adds up", "Adds up", "Adds up", "Does not add up"]
    assert totals[-1]["why_parts"] == "The parts make 157, 3 fewer than the total of 160."
    assert [row["direction"] for row in totals] == ["Not known", "Up", "Up", "Up"]
    assert chart
    assert [len(bars["values"]) for bars in chart["data"]["datasets"]] == [4, 4, 4]
    priority = frappe.get_last_doc("PAPG Priority")
    assert frappe.db.exists("PAPG Action", {"papg_priority": priority.name})
    assert priority.framework == "Prevent duty 2015"
