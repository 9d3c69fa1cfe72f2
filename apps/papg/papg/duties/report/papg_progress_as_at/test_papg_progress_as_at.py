"""Progress on a duty as at a day: three columns, a heading for each workstream, and nothing left out."""

import frappe
import pytest

from papg.duties.report.papg_progress_as_at.papg_progress_as_at import execute
from papg.testing import cast, duties
from papg.testing.acting import acting_as, counted_queries
from papg.testing.duties import PREVENT, a_row
from papg.testing.factories import make

COLUMNS = ["What the duty expects", "Progress so far", "Next steps and expected outcome"]
HEADINGS = [
    "1 Working in partnership",
    "2/3 Risk assessment and action planning",
    "4 Staff training",
    "5 Use of council resources",
    "6 Education and childcare authorities",
]

Answer = tuple[list[dict[str, object]], list[dict[str, object]], str]


def report(user: str = cast.MEMBER, letter: str = "A", **filters: object) -> Answer:
    chosen = {"papg_group": cast.group(letter), "framework": PREVENT, "as_at": "2016-01-01"} | filters
    with acting_as(user):
        return execute(chosen)


def line(rows: list[dict[str, object]], code: str) -> dict[str, object]:
    return next(row for row in rows if str(row["expects"]).startswith(f"{code} "))


def test_three_columns_and_a_heading_before_the_requirements_of_each_workstream() -> None:
    columns, rows, _message = report()
    assert [column["label"] for column in columns] == COLUMNS
    assert [row["expects"] for row in rows if row.get("is_heading")] == HEADINGS
    assert len(rows) == 16 + 5
    places = [index for index, row in enumerate(rows) if row.get("is_heading")]
    assert places == [0, 6, 10, 14, 19]


def test_a_requirement_nobody_has_written_about_stands_there_and_says_so() -> None:
    a_row(progress="The group has met twice.")
    _columns, rows, _message = report(as_at="2016-02-29")
    silent = [row for row in rows if row.get("progress") == "Nothing recorded by 29 February 2016"]
    assert len(silent) == 15
    assert line(rows, "6.1")["expects"].count("\n") == 2


def test_a_heading_under_which_nothing_is_expected_stands_and_says_so() -> None:
    _columns, rows, _message = report(framework="Prevent duty toolkit 2024")
    under = rows[[row["expects"] for row in rows].index("7 Reducing permissive environments") + 1]
    assert str(under["expects"]).startswith("No expectation is recorded under this heading.")
    assert len([row for row in rows if row.get("requirement")]) == 6


def test_the_row_that_held_on_the_day_is_shown_with_its_standing_and_next_steps() -> None:
    step = {"next_step": "Meet again", "owner_as_typed": "Working Group", "due_as_typed": "March 2016"}
    a_row(as_at="2015-10-01", progress="The group has met once.")
    a_row(
        progress="The group has met twice.\nIts terms are agreed.",
        next_steps=[step, {"next_step": "Nothing more"}],
        status="Achieved",
        direction="Ongoing",
    )
    held = line(report()[1], "1.1")
    assert held["progress"] == (
        "The group has met twice.\nIts terms are agreed.\n"
        "Status: Achieved, Ongoing; Rating: not known; as at 1 January 2016"
    )
    assert held["next_steps"] == "Meet again (Working Group; March 2016)\nNothing more"
    assert "met once" in line(report(as_at="2015-12-31")[1], "1.1")["progress"]
    assert line(report(as_at="2015-09-30")[1], "1.1")["progress"] == "Nothing recorded by 30 September 2015"


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"direction": "Ongoing"}, "Status: not known, Ongoing; Rating: not known; as at 1 January 2016"),
        ({"status": "Achieved", "rag": "Red"}, "Status: Achieved; Rating: Red; as at 1 January 2016"),
        ({}, "Status: not known; Rating: not known; as at 1 January 2016"),
    ],
)
def test_what_is_not_known_is_said_to_be(known: dict[str, str], said: str) -> None:
    a_row(**known)
    assert line(report()[1], "1.1")["progress"] == said


def test_the_whole_is_not_rated_while_one_requirement_is_unknown() -> None:
    assert report()[2] == (
        "Rating of the whole: not known, 16 of 16 requirements have none. "
        "Status of the whole: not known, 16 of 16 requirements have none."
    )


def test_the_whole_is_rated_once_every_requirement_is() -> None:
    duty, requirements = a_duty_of(2)
    for requirement, rag in zip(requirements, ("Green", "Amber"), strict=True):
        a_row(requirement=requirement, rag=rag, status="Achieved")
    assert report(framework=duty)[2] == "Rating of the whole: Amber. Status of the whole: Achieved."


@pytest.mark.parametrize("user", [cast.SECRETARY, cast.CHAIR, cast.MEMBER, cast.AUDITOR, cast.ADMINISTRATOR])
def test_everybody_who_reads_the_group_sees_its_rows(user: str) -> None:
    a_row(progress="The group has met twice.")
    assert "met twice" in line(report(user)[1], "1.1")["progress"]


@pytest.mark.parametrize(
    ("user", "letter", "offered"),
    [(cast.SECRETARY, "A", 1), (cast.THREE, "A", 0), (cast.THREE, "B", 1), (cast.AUDITOR, "A", 0)],
)
def test_only_the_secretary_of_the_group_is_offered_to_record(user: str, letter: str, offered: int) -> None:
    assert line(report(user, letter)[1], "1.1")["may_record"] == offered


@pytest.mark.parametrize("user", [cast.NEIGHBOUR, cast.BOARD, cast.PARTNER, cast.DEPUTY])
def test_a_group_out_of_reach_is_answered_like_one_that_is_not_there(user: str) -> None:
    a_row()
    said = []
    for group in (cast.group("A"), "0123456789"):
        with pytest.raises(frappe.DoesNotExistError) as refusal:
            report(user, papg_group=group)
        said.append(str(refusal.value).replace(group, "…"))
    assert said == ["Group: there is no group “…” that you can choose."] * 2


def test_a_row_of_another_group_is_never_among_them() -> None:
    a_row(cast.THREE, "B", progress="In the other group.")
    assert "Nothing recorded" in str(line(report(cast.THREE, "A")[1], "1.1")["progress"])
    assert "In the other group" in str(line(report(cast.THREE, "B")[1], "1.1")["progress"])


@pytest.mark.parametrize(
    ("filters", "remedy"),
    [
        ({"papg_group": ["like", "%"]}, "there is no group"),
        ({"as_at": "first of May"}, "is not a valid date"),
    ],
)
def test_a_filter_that_is_none_is_refused(filters: dict[str, object], remedy: str) -> None:
    with pytest.raises((frappe.ValidationError, frappe.DoesNotExistError), match=remedy):
        report(**filters)


@pytest.mark.parametrize("filters", [{"papg_group": ""}, {"framework": None}])
def test_without_a_group_or_a_duty_the_report_says_what_to_choose(filters: dict[str, object]) -> None:
    columns, rows, message = report(**filters)
    assert ([column["label"] for column in columns], rows) == (COLUMNS, [])
    assert message == "Choose a group and a duty."


def test_without_a_duty_it_is_the_one_the_group_wrote_about_last_by_the_day() -> None:
    toolkit = "Prevent duty toolkit 2024"
    a_row()
    a_row(requirement=duties.requirement("1.1", toolkit), as_at="2024-06-01")
    for as_at, duty in (("2024-06-01", toolkit), ("2024-05-31", PREVENT)):
        rows, message = report(framework=None, as_at=as_at)[1:]
        assert message.startswith(f"{duty}. Rating of the whole:")
        assert rows[0]["expects"] == ("1 Multi-agency partnership group" if duty == toolkit else HEADINGS[0])


def test_a_duty_that_is_not_there_has_no_rows() -> None:
    assert report(framework="No such duty")[1] == []


def a_duty_of(number: int) -> tuple[str, list[str]]:
    workstream = make("PAPG Workstream")
    made = [make("PAPG Duty Requirement", workstream=workstream.name).name for _number in range(number)]
    return workstream.framework, made


def test_the_query_count_is_the_same_for_3_and_for_30_requirements_and_groups() -> None:
    counts = []
    for wanted in (3, 30):
        duty, requirements = a_duty_of(wanted)
        for requirement in requirements:
            make("PAPG Group", authority=cast.COUNCIL)
            a_row(requirement=requirement, next_steps=[{"next_step": "Meet again"}])
        report(framework=duty)
        with counted_queries() as queries:
            rows = report(framework=duty)[1]
        assert len([row for row in rows if row.get("name")]) == wanted
        counts.append(len(queries))
    assert counts[0] == counts[1] > 0
