"""Beginning a report: who may, to which body, and what it starts with."""

import frappe
import pytest
from frappe.utils import add_days, getdate, today

from papg.oversight.writing import write_report
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make
from papg.testing.upwards import add_line, another_body, drafted_report, issued_report


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()


@pytest.mark.parametrize("user", [cast.SECRETARY, cast.INTEGRATION])
def test_a_report_begins_with_the_usual_sections_as_at_today(user: str) -> None:
    group, board = cast.group("A"), cast.group("Board")
    with acting_as(user):
        report = frappe.get_doc("PAPG Report", write_report(group, board))
    assert report.title == f"Report to {cast.BOARD_GROUP}"
    assert [row.source for row in report.sections] == [
        "Written",
        "Meetings and attendance",
        "Decisions",
        "Actions",
    ]
    assert getdate(report.as_at) == getdate(today())
    assert getdate(report.covers_from) == getdate(frappe.utils.add_to_date(today(), years=-1))


@pytest.mark.parametrize(
    ("kind", "sources"),
    [
        ("Briefing note", ["Written", "Written", "Local context", "Priorities"]),
        ("Duty progress report", ["Duties"]),
    ],
)
def test_each_kind_of_report_begins_with_its_own_sections(kind: str, sources: list[str]) -> None:
    group, board = cast.group("A"), cast.group("Board")
    with acting_as(cast.SECRETARY):
        report = frappe.get_doc("PAPG Report", write_report(group, board, kind))
        with pytest.raises(frappe.ValidationError, match="Kind of report"):
            write_report(group, board, "Novel")
    assert (report.kind, [row.source for row in report.sections]) == (kind, sources)
    assert not any(row.number for row in report.sections)


def test_the_next_report_covers_the_time_from_the_day_after_the_last() -> None:
    issued_report(as_at=add_days(today(), -30))
    assert getdate(drafted_report().covers_from) == getdate(add_days(today(), -29))


@pytest.mark.parametrize(
    "user",
    [
        cast.CHAIR,
        cast.MEMBER,
        cast.PARTNER,
        cast.BOARD,
        cast.AUDITOR,
        cast.ADMINISTRATOR,
        cast.NEIGHBOUR,
        "Guest",
    ],
)
def test_nobody_but_the_secretary_begins_a_report(user: str) -> None:
    group, board = cast.group("A"), cast.group("Board")
    with acting_as(user), pytest.raises(frappe.PermissionError):
        write_report(group, board)


def test_a_secretary_begins_no_report_of_another_group() -> None:
    group, board = cast.group("C"), cast.group("Board")
    with acting_as(cast.SECRETARY), pytest.raises(frappe.PermissionError):
        write_report(group, board)


def test_a_report_does_not_go_to_a_body_the_group_does_not_report_to() -> None:
    group, other = cast.group("A"), cast.group("C")
    with acting_as(cast.SECRETARY), pytest.raises(frappe.LinkValidationError, match="Body: there is no"):
        write_report(group, other)
    with pytest.raises(frappe.ValidationError, match="Body: the group reports to Strategic Safety Board"):
        write_report(group, other)


def test_a_report_without_a_body_takes_the_only_one_and_asks_where_there_are_two() -> None:
    with acting_as(cast.SECRETARY):
        assert make("PAPG Report", papg_group=cast.group("A"), title="Report").body == cast.group("Board")
    another_body()
    add_line(post="Chief Executive")
    expected = "reports to Strategic Safety Board and Audit and Risk Board. Open the group"
    with acting_as(cast.SECRETARY), pytest.raises(frappe.ValidationError, match=expected):
        make("PAPG Report", papg_group=cast.group("A"), title="Report")


def test_a_group_without_a_body_above_it_writes_no_report() -> None:
    with (
        acting_as(cast.THREE),
        pytest.raises(frappe.ValidationError, match="The group reports to no body today"),
    ):
        make("PAPG Report", papg_group=cast.group("B"), title="Report")
