"""Planning a series, making its meetings, and changing it afterwards."""

from datetime import date, datetime

import frappe
import pytest
from frappe.model.document import Document

from papg.meetings import planning
from papg.meetings.series_meetings import make_meetings
from papg.rules.series import CADENCES, ON_HOLIDAY, PLACES, WEEKDAYS
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.factories import make, make_terms
from papg.testing.meetings import held_meeting
from papg.testing.series import SERIES, changed, days, made, meetings, planned, shown
from papg.testing.terms import in_force

pytestmark = pytest.mark.usefixtures("room", "day_of_series")


def test_only_the_first_day_is_asked_for() -> None:
    in_force(make_terms(cast.group("A"), in_force_from="2026-01-01", cadence="Every two months"))
    held_meeting(
        starts_at="2026-11-10 14:30:00", ends_at="2026-11-10 16:00:00", place="Room 4", mode="Hybrid"
    )
    with acting_as(cast.SECRETARY):
        doc = frappe.get_doc(
            {"doctype": SERIES, "papg_group": cast.group("A"), "first_on": "2027-01-12"}
        ).insert()
    doc.reload()
    assert (doc.cadence, doc.on_week, doc.on_weekday) == ("Every two months", "Second", "Tuesday")
    assert (doc.starts_at, doc.minutes_long, doc.place, doc.mode) == (
        "14:30",
        90,
        "Room 4",
        "Hybrid",
    )
    assert (str(doc.until), doc.status) == ("2027-12-31", "Draft")
    assert doc.title == "Every two months on the second Tuesday, from 12 January 2027"


def test_a_group_without_terms_and_meetings_gets_what_is_usual() -> None:
    doc = planned(cadence=None)
    assert (doc.cadence, doc.starts_at, doc.minutes_long) == ("Quarterly", "10:00", 120)


def test_saving_a_series_makes_no_meeting_and_shows_what_making_would_do() -> None:
    doc = planned()
    assert days(doc) == []
    preview = shown(doc)
    assert [(row["day"], row["what"]) for row in preview["rows"]] == [
        (day, "To be made") for day in ("2027-01-12", "2027-04-13", "2027-07-13", "2027-10-12")
    ]
    assert (preview["to_do"], preview["nation"]) == ("4 to make", "England")


def test_making_plans_each_meeting_as_if_it_had_been_planned_by_hand() -> None:
    doc = made(starts_at="09:30", place="Committee Room 1")
    rows = meetings(doc)
    assert [row.starts_at for row in rows][:2] == [datetime(2027, 1, 12, 9, 30), datetime(2027, 4, 13, 9, 30)]
    assert rows[0].ends_at == datetime(2027, 1, 12, 11, 30)
    assert {(row.place, row.status, row.agenda_issued_on) for row in rows} == {
        ("Committee Room 1", "Planned", None)
    }
    assert rows[0].title == f"12 January 2027, {cast.GROUP_A}"
    second = frappe.get_doc("PAPG Meeting", rows[1].name)
    assert (second.agenda[0].title, second.agenda[0].carried_from) == (
        "Minutes of the last meeting",
        rows[0].name,
    )
    assert len(second.attendance) == len(frappe.get_all("PAPG Member", {"papg_group": cast.group("A")}))
    assert shown(doc)["to_do"] == ""


def test_making_twice_makes_nothing_twice_and_says_what_is_left_out() -> None:
    doc = planned(
        first_on="2026-12-25",
        cadence="Monthly",
        on_week="Fourth",
        on_holiday=ON_HOLIDAY[2],
        number_of_meetings=2,
    )
    with acting_as(cast.SECRETARY):
        first, second = make_meetings(doc.name), make_meetings(doc.name)
    assert (first["made"], second["made"]) == (2, 0)
    left_out = [{"day": "2026-12-25", "reason": "25 December 2026 is a bank holiday in England."}]
    assert first["left_out"] == second["left_out"] == left_out
    assert days(doc) == [date(2027, 1, 22), date(2027, 2, 26)]


def test_the_bank_holidays_are_those_of_the_nation_of_the_authority() -> None:
    frappe.db.set_value("PAPG Organisation", cast.COUNCIL, "nation", "Scotland")
    frappe.clear_document_cache("PAPG Organisation", cast.COUNCIL)
    doc = made(first_on="2026-11-30", cadence="Yearly", number_of_meetings=1)
    assert days(doc) == [date(2026, 12, 1)]
    (row,) = shown(doc)["rows"]
    assert row["reason"] == "Moved from 30 November 2026, a bank holiday in Scotland."
    frappe.clear_document_cache("PAPG Organisation", cast.COUNCIL)


def test_a_day_on_which_the_group_meets_already_is_left_out() -> None:
    with acting_as(cast.SECRETARY):
        make("PAPG Meeting", papg_group=cast.group("A"), starts_at="2027-04-13 15:00:00", title="Exercise")
    doc = made()
    assert date(2027, 4, 13) not in days(doc)
    assert "The group meets on 13 April 2027 already: Exercise." in [
        row["reason"] for row in shown(doc)["rows"]
    ]


def test_what_ties_a_meeting_to_its_series_cannot_be_sent() -> None:
    doc = made()
    name = meetings(doc)[0].name
    with acting_as(cast.SECRETARY):
        meeting = frappe.get_doc("PAPG Meeting", name)
        meeting.update(
            {"series": None, "series_falls_on": "2030-01-01", "is_changed_by_hand": 0, "place": "Room 9"}
        )
        meeting.save()
        own = make("PAPG Meeting", papg_group=cast.group("A"), series=doc.name)
    meeting.reload()
    assert (meeting.series, meeting.series_falls_on, meeting.is_changed_by_hand) == (
        doc.name,
        date(2027, 1, 12),
        1,
    )
    assert own.series is None


def test_no_agenda_of_a_draft_series_is_issued() -> None:
    doc = made()
    first = meetings(doc)[0].name
    with acting_as(cast.SECRETARY):
        with pytest.raises(frappe.ValidationError, match=r"is still a draft\. Set its status to Confirmed"):
            planning.issue_agenda(first)
        frappe.get_doc(SERIES, doc.name).update({"status": "Confirmed"}).save()
        assert planning.issue_agenda(first) == 1
    with (
        acting_as(cast.SECRETARY),
        pytest.raises(frappe.ValidationError, match="The agenda of 12 January 2027 was"),
    ):
        frappe.get_doc(SERIES, doc.name).update({"status": "Draft"}).save()


def test_a_confirmed_series_without_an_agenda_may_be_a_draft_again() -> None:
    doc = made(status="Confirmed")
    with acting_as(cast.SECRETARY):
        assert frappe.get_doc(SERIES, doc.name).update({"status": "Draft"}).save().status == "Draft"


def test_nothing_is_sent_and_no_member_sees_a_meeting_while_it_is_prepared() -> None:
    letters = frappe.db.count("Email Queue")
    doc = made(status="Confirmed")
    changed(doc, on_weekday="Wednesday")
    assert frappe.db.count("Email Queue") == letters
    with acting_as(cast.MEMBER):
        assert frappe.get_list("PAPG Meeting", {"series": doc.name}) == []


def test_members_read_a_series_and_its_days_once_it_is_confirmed() -> None:
    doc = made()
    with acting_as(cast.MEMBER):
        assert not frappe.get_list(SERIES, {"name": doc.name})
    frappe.db.set_value(SERIES, doc.name, "status", "Confirmed")
    with acting_as(cast.MEMBER):
        assert frappe.get_list(SERIES, {"name": doc.name})
    rows = shown(doc, cast.MEMBER)["rows"]
    assert [row["day"] for row in rows][:2] == ["2027-01-12", "2027-04-13"]
    assert {(row["what"], row["reason"], row["meeting"]) for row in rows} == {("Planned", "", "")}


def test_a_series_that_has_ended_makes_nothing() -> None:
    doc = planned(status="Ended")
    with acting_as(cast.SECRETARY), pytest.raises(frappe.ValidationError, match="has ended"):
        make_meetings(doc.name)
    assert shown(doc)["to_do"] == ""


def test_a_series_with_meetings_is_not_deleted_and_one_without_is() -> None:
    doc, empty = made(), planned(first_on="2027-02-01")
    with acting_as(cast.SECRETARY):
        with pytest.raises(frappe.ValidationError, match="has 4 meetings and stays on record"):
            frappe.delete_doc(SERIES, doc.name)
        frappe.delete_doc(SERIES, empty.name)
    assert not frappe.db.exists(SERIES, empty.name)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"cadence": "Now and then"}, "Cadence: “Now and then” is no choice here. Choose Weekly or"),
        ({"on_weekday": "Sunday"}, "Weekday: “Sunday” is no choice"),
        ({"starts_at": "25:00"}, "Starts at: “25:00” is not a time"),
        ({"starts_at": "noon"}, "Starts at: “noon” is not a time. Write 10:00."),
        ({"minutes_long": 721}, "721 minutes: a meeting lasts at most 720"),
        ({"until": "2027-12-31"}, "not both"),
        ({"number_of_meetings": 61}, "61 meetings: a series has 1 to 60"),
    ],
)
def test_a_series_that_cannot_be_planned_is_refused(fields: dict, refusal: str) -> None:
    with pytest.raises(frappe.ValidationError, match=refusal):
        planned(**fields)


def test_a_meeting_may_last_as_long_as_the_most() -> None:
    assert planned(minutes_long=720).minutes_long == 720


@pytest.mark.parametrize("user", [cast.CHAIR, cast.MEMBER, cast.NEIGHBOUR, cast.AUDITOR, cast.ADMINISTRATOR])
def test_nobody_but_a_secretary_of_the_group_plans_a_series_or_makes_its_meetings(user: str) -> None:
    doc = planned(status="Confirmed")
    with acting_as(user):
        with pytest.raises(frappe.PermissionError):
            make_meetings(doc.name)
        with pytest.raises((frappe.PermissionError, frappe.LinkValidationError)):
            make(SERIES, papg_group=cast.group("A"))
    assert days(doc) == []


def test_a_secretary_elsewhere_makes_nothing_here() -> None:
    doc, own = planned(), planned("B")
    with acting_as(cast.THREE):
        with pytest.raises(frappe.PermissionError):
            make_meetings(doc.name)
        assert make_meetings(own.name)["made"] == 4


def test_the_preview_costs_the_same_with_4_and_with_12_meetings() -> None:
    few, many = made(), made(first_on="2027-01-13", cadence="Monthly", number_of_meetings=12)
    assert (len(days(few)), len(days(many))) == (4, 12)
    cost(few)
    assert cost(few) == cost(many)


def cost(doc: Document) -> int:
    with counted_queries() as queries:
        shown(doc)
    assert queries
    return len(queries)


def test_the_choices_of_the_form_are_those_of_the_rules() -> None:
    meta = frappe.get_meta(SERIES)
    for field, known in (
        ("cadence", CADENCES),
        ("on_week", PLACES),
        ("on_weekday", WEEKDAYS),
        ("on_holiday", ON_HOLIDAY),
    ):
        assert [option for option in meta.get_field(field).options.split("\n") if option] == list(known)
    assert set(planning.CADENCES) <= set(CADENCES)
