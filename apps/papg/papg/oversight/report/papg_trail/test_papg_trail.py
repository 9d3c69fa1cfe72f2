"""The trail as the auditor reads it: the right rows, in words, at a constant cost, and for nobody else."""

from datetime import datetime
from unittest.mock import patch

import frappe
import pytest

from papg.oversight import trail
from papg.oversight.report.papg_trail.papg_trail import MOST, execute
from papg.oversight.trail import Entry
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.factories import make_meeting

DAY = "2099-06-14"


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()


def written(count: int = 1, kind: str = "Opened", user: str = cast.MEMBER, name: str = "a1b2c3d4e5") -> None:
    with patch.object(trail, "now_datetime", return_value=datetime(2099, 6, 14, 9, 30)):
        trail.write([Entry(kind, user, "PAPG Minutes", name, door="GET getdoc", address="127.0.0.1")] * count)


def report(by: str = cast.AUDITOR, **filters: str) -> list[dict[str, str]]:
    with acting_as(by):
        return execute({"from_date": DAY, "to_date": DAY, **filters})[1]


def test_a_row_says_when_who_what_and_how_in_plain_words() -> None:
    meeting = make_meeting(cast.group("A"))
    with patch.object(trail, "now_datetime", return_value=datetime(2099, 6, 14, 9, 30)):
        trail.write([Entry("Printed", cast.CHAIR, "PAPG Meeting", meeting.name, detail="agenda")])
    row = report()[0]
    assert (row["at"], row["kind"], row["group_name"]) == ("14 June 2099, 9:30am", "Printed", cast.GROUP_A)
    assert row["person"] == f"{cast.POSTS[cast.CHAIR]} ({cast.CHAIR})"
    assert (row["record_name"], row["detail"]) == (meeting.name, "agenda")


def test_the_filters_narrow_it_and_the_last_day_is_in() -> None:
    written(2)
    written(1, kind="Exported", user=cast.CHAIR, name="other")
    assert len(report()) == 3
    for filters in (
        {"kind": "Exported"},
        {"user": "Head of Comm"},
        {"user": cast.CHAIR},
        {"record_name": "other"},
    ):
        assert [row["record_name"] for row in report(**filters)] == ["other"], filters
    assert len(report(record_type="minutes")) == 3
    assert report(record_type="No such thing") == []
    assert report(from_date="2099-06-15", to_date="2099-06-16") == []


@pytest.mark.parametrize("user", [cast.SECRETARY, cast.CHAIR, cast.ADMINISTRATOR, cast.PARTNER])
def test_nobody_but_the_auditor_gets_a_row(user: str) -> None:
    written()
    assert report(user) == []


def test_more_than_can_be_shown_is_said() -> None:
    written(MOST + 1)
    with acting_as(cast.AUDITOR):
        _columns, rows, remark = execute({"from_date": DAY, "to_date": DAY})
    assert len(rows) == MOST
    assert remark == f"These are the newest {MOST} rows. Choose a shorter time to see the others."


def test_the_query_count_is_the_same_for_3_and_for_30_rows() -> None:
    counts = []
    for more in (3, 27):
        written(more)
        report()
        with counted_queries() as queries:
            rows = report()
        counts.append((len(rows), len(queries)))
    assert [rows for rows, _queries in counts] == [3, 30]
    assert counts[0][1] == counts[1][1] > 0


def test_the_auditor_alone_may_open_the_report() -> None:
    roles = frappe.get_all("Has Role", {"parent": "PAPG Trail", "parenttype": "Report"}, pluck="role")
    assert roles == ["PAPG Auditor"]
