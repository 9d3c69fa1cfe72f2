"""Officers read plain words: every record type has a name without the prefix."""

import csv
import json

import pytest

from papg.permissions.wiring import APP

TYPES = [json.loads(file.read_text()) for file in sorted(APP.glob("*/doctype/*/*.json"))]
TABLES = [record for record in TYPES if record.get("istable")]
JARGON = ("doctype", "docstatus", "submit")


def plain_names() -> dict[str, str]:
    with (APP / "translations" / "en-GB.csv").open(newline="") as file:
        return {row[0]: row[1] for row in csv.reader(file)}


@pytest.mark.parametrize("record", TYPES, ids=lambda record: record["name"])
def test_a_record_type_is_shown_by_a_plain_name(record: dict[str, object]) -> None:
    shown = plain_names()[str(record["name"])]
    assert shown
    assert "PAPG" not in shown


@pytest.mark.parametrize("record", TYPES, ids=lambda record: record["name"])
def test_a_record_type_uses_no_word_of_the_framework(record: dict[str, list[dict[str, str]]]) -> None:
    texts = [field.get(key, "") for field in record["fields"] for key in ("label", "description")]
    found = [text for text in texts if any(word in text.lower().split() for word in JARGON)]
    assert found == []


@pytest.mark.parametrize("record", TABLES, ids=lambda record: record["name"])
def test_no_column_of_a_table_is_called_as_the_number_of_its_row(
    record: dict[str, list[dict[str, str]]],
) -> None:
    called = [field for field in record["fields"] if field.get("label", "").rstrip(".") == "No"]
    assert called == []


@pytest.mark.parametrize("record", TABLES, ids=lambda record: record["name"])
def test_a_day_in_a_row_of_a_table_can_be_read_whole(record: dict[str, list[dict[str, str]]]) -> None:
    days = [field for field in record["fields"] if field["fieldtype"] == "Date" and field.get("in_list_view")]
    assert [field["fieldname"] for field in days if field.get("columns") == 1] == []
