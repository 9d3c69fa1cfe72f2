"""Behind the doors: lists and checks of the framework give nobody what the table of rights does not."""

import pytest

from papg.permissions import rights
from papg.permissions.wiring import child_parents
from tests.mutants import access
from tests.walk.rows import Field


@pytest.mark.parametrize("record", rights.records())
def test_lists_and_checks_of_the_framework_give_what_the_table_gives(record: str, field: Field) -> None:
    assert next(access.of_records(field, record), None) is None


@pytest.mark.parametrize("child", child_parents())
def test_rows_of_a_table_are_listed_only_with_their_record(child: str, field: Field) -> None:
    parents = child_parents()[child]
    assert access.rows_sown(field, child, parents), f"no row of {child} is sown"
    assert next(access.of_tables(field, child, parents), None) is None
