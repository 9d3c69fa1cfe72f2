"""What binds several organisations as a grid: the right cells for its reader, either way round, at a constant cost."""

import frappe
import pytest
from frappe.utils import today

from papg.actions.report.papg_commitments.papg_commitments import BY_ORGANISATION, execute
from papg.rules.due_dates import govuk_date
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.factories import make


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()
    frappe.db.delete("PAPG Action Organisation")
    frappe.db.delete("PAPG Action")


def bound(letter: str, title: str, *states: tuple[str, str, str | None], **fields: object) -> str:
    rows = [{"organisation": name, "state": state, "state_on": on} for name, state, on in states]
    given = {"kind": "Commitment", "organisations": rows} | fields
    return make("PAPG Action", papg_group=cast.group(letter), title=title, **given).name


def grid(user: str, **filters: str) -> tuple[list[str], list[list[object]]]:
    """Labels of the columns, and the values of each row in their order."""
    with acting_as(user):
        columns, rows = execute(filters)
    names = [column["fieldname"] for column in columns]
    return [column["label"] for column in columns], [[row.get(name) for name in names] for row in rows]


def test_a_row_for_each_commitment_and_a_column_for_each_organisation() -> None:
    on = govuk_date(frappe.utils.getdate(today()))
    bound("A", "Sign", (cast.POLICE, "Done", today()), (cast.COUNCIL, "Under way", None))
    bound("A", "Train", (cast.POLICE, "Not started", None))
    bound("A", "Nobody yet")
    make("PAPG Action", papg_group=cast.group("A"), title="Of one owner only")
    labels, rows = grid(cast.SECRETARY)
    assert labels == ["Group", "Commitment", "Due on", "Done by", cast.POLICE, cast.COUNCIL][:4] + sorted(
        [cast.COUNCIL, cast.POLICE]
    )
    assert [row[1:2] + row[3:] for row in rows] == [
        ["Sign", "1 of 2", f"Done, {on}", "Under way"],
        ["Train", "0 of 1", "Not started", "–"],
        ["Nobody yet", "None named", "–", "–"],
    ]


def test_the_grid_turns_round() -> None:
    bound("A", "Sign", (cast.POLICE, "Done", None), (cast.COUNCIL, "Under way", None))
    bound("A", "Train", (cast.POLICE, "Not started", None))
    labels, rows = grid(cast.SECRETARY, layout=BY_ORGANISATION)
    assert labels == ["Organisation", "Done", "Sign", "Train"]
    assert rows == [
        [cast.POLICE, "1 of 2", "Done", "Not started"],
        [cast.COUNCIL, "0 of 1", "Under way", "–"],
    ]


def test_each_reader_sees_the_commitments_of_their_own_groups() -> None:
    bound("A", "Ours", (cast.POLICE, "Done", None))
    bound("B", "Theirs", (cast.NEIGHBOUR_COUNCIL, "Done", None))
    assert [row[1] for row in grid(cast.MEMBER)[1]] == ["Ours"]
    labels, rows = grid(cast.NEIGHBOUR)
    assert (labels[4:], [row[1] for row in rows]) == ([cast.NEIGHBOUR_COUNCIL], ["Theirs"])
    assert grid(cast.BOARD) == (["Group", "Commitment", "Due on", "Done by"], [])


def test_what_is_finished_is_shown_when_asked_for_and_one_organisation_alone() -> None:
    bound("A", "Sign", (cast.POLICE, "Done", None), (cast.COUNCIL, "Under way", None))
    bound("A", "Gone", (cast.POLICE, "Done", None), status="Dropped", dropped_reason="The site has closed.")
    bound("A", "Council only", (cast.COUNCIL, "Done", None))
    assert [row[1] for row in grid(cast.SECRETARY)[1]] == ["Sign", "Council only"]
    assert [row[1] for row in grid(cast.SECRETARY, show="All")[1]] == ["Sign", "Gone", "Council only"]
    assert [row[1] for row in grid(cast.SECRETARY, organisation=cast.POLICE)[1]] == ["Sign"]


def test_the_query_count_is_the_same_for_3_and_for_30_commitments() -> None:
    counts = []
    for wanted in (3, 30):
        while frappe.db.count("PAPG Action") < wanted:
            bound("A", "One of many", (cast.POLICE, "Done", None), (cast.COUNCIL, "Done", None))
        with acting_as(cast.SECRETARY):
            execute()
            with counted_queries() as queries:
                rows = execute()[1]
        assert len(rows) == wanted
        counts.append(len(queries))
    assert counts[0] == counts[1] > 0
