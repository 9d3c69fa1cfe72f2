"""Threat level: the history the council keeps, on the meetings of each time and in reports as at their day."""

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import strip_html

from papg.oversight import threat
from papg.oversight.gathering import threat_level
from papg.printing.agenda import agenda
from papg.printing.paper import preview
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.factories import make, make_meeting

LEVEL = "PAPG Threat Level"
FIRST = "1998-03-02"
SECOND = "1998-06-14"
ITS_OWN = "Northern Ireland-related terrorism in Northern Ireland"
BY_DAY = {
    day: f"Northern Ireland-related threat level as at {said}."
    for day, said in (
        ("1998-06-13", "13 June 1998: not known"),
        (SECOND, "14 June 1998: LOW (an attack is unlikely), since 14 June 1998"),
        ("1998-06-15", "15 June 1998: LOW (an attack is unlikely), since 14 June 1998"),
    )
}


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()


def entered(**fields: object) -> Document:
    with acting_as(cast.ADMINISTRATOR):
        return make(LEVEL, **{"effective_on": FIRST, **fields})


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2006-07-31", "Threat level as at 31 July 2006: not known."),
        (
            "2015-01-21",
            "Threat level as at 21 January 2015: SEVERE (an attack is highly likely), since 29 August 2014.",
        ),
        (
            "2021-02-06",
            "Threat level as at 6 February 2021: SUBSTANTIAL (an attack is likely), since 4 February 2021. "
            "It was announced on 8 February 2021.",
        ),
    ],
)
def test_a_council_starts_with_the_history_and_the_words_of_each_time(day: str, said: str) -> None:
    assert threat.statements_on(day, cast.group("A")) == [said]


def test_an_entry_is_known_by_its_day_and_the_councils_own_words_stay() -> None:
    entry = entered(level="SUBSTANTIAL")
    assert entry.name == "National, 2 March 1998"
    assert entry.means == "an attack is a strong possibility"
    assert entered(effective_on=SECOND, means="be watchful").means == "be watchful"


def test_a_second_level_for_one_day_is_refused_with_the_first() -> None:
    entered(level="SEVERE")
    with pytest.raises(frappe.ValidationError, match="an entry for 2 March 1998 already: SEVERE"):
        entered(series="International terrorism", level="LOW")
    assert entered(series=ITS_OWN, level="LOW").name


def test_a_meeting_has_the_level_of_its_day_whenever_that_is_entered() -> None:
    meetings = {day: make_meeting(starts_at=f"{day} 10:00") for day in ("1998-03-01", FIRST, SECOND)}
    first = entered(level="SEVERE")
    second = entered(effective_on=SECOND, level="LOW")
    stored = {
        day: frappe.db.get_value("PAPG Meeting", each.name, "threat_level") for day, each in meetings.items()
    }
    assert stored == {"1998-03-01": None, FIRST: "SEVERE", SECOND: "LOW"}
    with acting_as(cast.ADMINISTRATOR):
        frappe.delete_doc(LEVEL, second.name)
    assert frappe.db.get_value("PAPG Meeting", meetings[SECOND].name, "threat_level") == "SEVERE"
    assert make_meeting(starts_at="1998-05-01 10:00", threat_level="LOW").threat_level == first.level


def test_the_agenda_says_the_level_of_the_meetings_day() -> None:
    entered(level="SEVERE")
    meeting = make_meeting(starts_at=f"{SECOND} 10:00")
    (said,) = agenda(meeting.name).content["threats"]
    assert said.startswith("Threat level as at 14 June 1998: SEVERE")


def test_a_report_says_the_level_as_at_its_day_and_what_it_was_before() -> None:
    entered(level="SEVERE")
    entered(effective_on=SECOND, level="LOW")
    said = threat_level(
        frappe._dict(papg_group=cast.group("A"), as_at="1998-06-30", covers_from="1998-04-01")
    )
    assert strip_html(said) == (
        "Threat level as at 30 June 1998: LOW (an attack is unlikely), since 14 June 1998."
        "Threat level as at 13 June 1998: SEVERE (an attack is highly likely), since 2 March 1998."
    )


@pytest.fixture
def in_northern_ireland() -> None:
    """The council of the first group is there; its history says one level of its own."""
    entered(level="SEVERE")
    entered(series=ITS_OWN, effective_on=SECOND, level="LOW")
    with acting_as(cast.ADMINISTRATOR):
        council = frappe.get_doc("PAPG Organisation", cast.COUNCIL)
        council.nation = "Northern Ireland"
        council.save()


@pytest.mark.parametrize("day", BY_DAY)
@pytest.mark.usefixtures("in_northern_ireland")
def test_a_council_in_northern_ireland_is_told_the_level_there_beside_the_national_one(day: str) -> None:
    meeting = make_meeting(cast.group("A"), starts_at=f"{day} 10:00")
    with acting_as(cast.SECRETARY):
        meeting.run_method("onload")
    national, its_own = meeting.get_onload("threats")
    assert national.startswith("Threat level as at ") and its_own == BY_DAY[day]
    assert meeting.threat_level == "SEVERE"
    shown = preview(agenda(meeting.name))
    assert "Northern Ireland-related threat level</th>" in shown and its_own in shown


@pytest.mark.usefixtures("in_northern_ireland")
def test_a_report_there_says_both_levels_and_one_elsewhere_the_national_one() -> None:
    days = {"as_at": "1998-06-15", "covers_from": "1998-04-01"}
    both = threat_level(frappe._dict(papg_group=cast.group("A"), **days))
    national = threat_level(frappe._dict(papg_group=cast.group("B"), **days))
    assert strip_html(both) == strip_html(national) + BY_DAY["1998-06-15"] + BY_DAY["1998-06-13"]
    assert strip_html(national) == (
        "Threat level as at 15 June 1998: SEVERE (an attack is highly likely), since 2 March 1998."
    )


@pytest.mark.parametrize("user", [cast.SECRETARY, cast.MEMBER, cast.BOARD, cast.AUDITOR])
def test_everybody_at_the_desk_reads_it_and_the_administrator_writes_it(user: str) -> None:
    entry = entered(level="SEVERE")
    with acting_as(user):
        assert entry.name in frappe.get_list(LEVEL, pluck="name", limit=0)
        with pytest.raises(frappe.PermissionError):
            frappe.get_doc(LEVEL, entry.name).save()
        with pytest.raises(frappe.PermissionError):
            make(LEVEL, level="LOW", effective_on=SECOND)


def test_the_query_count_is_the_same_for_3_and_for_30_levels() -> None:
    frappe.db.delete(LEVEL)
    counts = []
    for wanted in (3, 30):
        while (there := frappe.db.count(LEVEL)) < wanted:
            entered(effective_on=f"{1960 + there}-06-14", level="LOW")
        with counted_queries() as queries:
            assert threat.level_on(SECOND) == "LOW"
        counts.append(len(queries))
    assert counts == [1, 1]
