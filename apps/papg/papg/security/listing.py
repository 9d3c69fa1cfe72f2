"""Arguments of lists: plain field names the caller may read, filters on them, and an order by them."""

import re
from collections.abc import Callable, Iterable
from typing import Any

import frappe
from frappe import _
from frappe.model import get_permitted_fields, optional_fields
from frappe.utils import get_datetime, get_time, getdate

from papg.security.answers import BadArgument, Refusal

NAME = r"[a-z_][a-z0-9_]{0,60}"
PLAIN = re.compile(NAME)
QUALIFIED = re.compile(rf"`tab([A-Za-z0-9][A-Za-z0-9 &/-]*)`\.`?({NAME})`?")
DIRECTIONS = ("", "asc", "desc")
AGGREGATE = "_aggregate_column"
OPERATORS = frozenset(
    ("=", "!=", ">", "<", ">=", "<=", "like", "not like", "in", "not in", "is", "between", "timespan")
)
BETWEEN = "between"
MOMENTS = ("creation", "modified")
READ_AS: dict[str, Callable[[Any], Any]] = {"Date": getdate, "Datetime": get_datetime, "Time": get_time}
LONGEST_VALUE = 500
MOST_VALUES = 2_500
MOST_FILTERS = 50
# Columns no list shows or compares, whoever asks.
SECRET = frozenset(("reset_password_key", "api_key", "api_secret", "new_password", "last_ip", "otp_secret"))
DAY = re.compile(r"\d{4}-\d{2}-\d{2}([ T][\d:.]{5,15})?")


def fields(wanted: Any, record_type: str, argument: str) -> list[str]:
    """Check the columns of a list.

    Args:
        wanted: Field names, plain or with the table of the record type, or `*` alone.
        record_type: Whose fields.
        argument: Name of the argument, for the refusal.

    Raises:
        BadArgument: Something else than field names was sent.
        Refusal: A field the caller may not read.
    """
    if wanted in ("*", ["*"]):
        return ["*"]
    if not isinstance(wanted, list) or len(wanted) > MOST_FILTERS * 4:
        raise BadArgument(argument, _("give a list of field names"))
    for name in wanted:
        field(name, record_type, argument)
    return wanted


def field(name: Any, record_type: str, argument: str) -> tuple[str, str]:
    """Record type and field a name stands for; the caller may read it."""
    found = split(name, record_type, argument)
    if found[1] in SECRET or found[1] not in readable(found[0], record_type):
        raise Refusal(_("The field “{0}” is not yours to read or does not exist.").format(name))
    return found


def split(name: Any, record_type: str, argument: str) -> tuple[str, str]:
    """Table and field of a name written in one of the two forms."""
    if isinstance(name, str):
        if PLAIN.fullmatch(name):
            return record_type, name
        if qualified := QUALIFIED.fullmatch(name):
            return own_table(qualified[1], record_type, argument), qualified[2]
    raise BadArgument(argument, _("give plain field names, without functions, dots or comments"))


def own_table(table: str, record_type: str, argument: str) -> str:
    """The record type itself or one of its child tables."""
    if table == record_type or table in (
        row.options for row in frappe.get_meta(record_type).get_table_fields()
    ):
        return table
    raise BadArgument(argument, _("“{0}” is no table of this record type").format(table))


def readable(table: str, record_type: str) -> Iterable[str]:
    """Fields of a table the caller may read."""
    parent = record_type if table != record_type else None
    return (*get_permitted_fields(table, parenttype=parent), *optional_fields)


def filters(given: Any, record_type: str, argument: str) -> Any:
    """Check the filters of a list: a dict, or a list of `[field, operator, value]` with or without the table.

    Raises:
        BadArgument: Something else was sent, such as a bare string.
        Refusal: A field the caller may not read.
    """
    if not given:
        return []
    if not isinstance(given, dict | list) or len(given) > MOST_FILTERS:
        raise BadArgument(argument, _("give filters as a list or as pairs"))
    for row in given.items() if isinstance(given, dict) else given:
        one_filter(row, record_type, argument)
    return given


def one_filter(row: Any, record_type: str, argument: str) -> None:
    """Check one filter."""
    name, operator, value = parts(row, record_type, argument)
    table, column = field(name, record_type, argument)
    if not isinstance(operator, str) or operator.lower() not in OPERATORS:
        raise BadArgument(argument, _("“{0}” is no comparison").format(str(operator)[:20]))
    if operator.lower() == BETWEEN and not is_day(table, column):
        raise BadArgument(argument, _("“between” goes with dates, and “{0}” is none").format(column))
    compared(value, operator.lower(), argument)
    if operator.lower() not in ("in", "not in", "is", BETWEEN, "timespan"):
        check_time(value, table, column, argument)


def is_day(table: str, column: str) -> bool:
    """Does the column hold a date? The framework writes the days into the query for these alone."""
    field = frappe.get_meta(table).get_field(column)
    return column in MOMENTS or bool(field and field.fieldtype in ("Date", "Datetime"))


def parts(row: Any, record_type: str, argument: str) -> tuple[Any, Any, Any]:
    """Field, operator and value of a filter, in whichever form it was written."""
    if isinstance(row, tuple):
        name, value = row
        is_pair = isinstance(value, list) and len(value) == 2 and value[0] not in (None, "")
        return (name, value[0], value[1]) if is_pair else (name, "=", value)
    if isinstance(row, list) and len(row) == 3:
        return tuple(row)  # type: ignore[return-value]
    if isinstance(row, list) and len(row) in (4, 5):
        if not isinstance(row[0], str):
            raise BadArgument(argument, _("a filter names its record type first"))
        return f"`tab{row[0]}`.`{row[1]}`", row[2], row[3]
    raise BadArgument(argument, _("a filter is a field, a comparison and a value"))


def compared(value: Any, operator: str, argument: str) -> None:
    """Check the value of a filter."""
    if operator == BETWEEN:
        check_between(value, argument)
    elif isinstance(value, list):
        if operator not in ("in", "not in") or len(value) > MOST_VALUES:
            raise BadArgument(argument, _("a list of values goes with “in” and “not in”"))
        for one in value:
            check_scalar(one, argument)
    else:
        check_scalar(value, argument)


def check_between(value: Any, argument: str) -> None:
    """Two days."""
    days = value if isinstance(value, list) else []
    if len(days) != 2 or not all(is_written_day(day) for day in days):
        raise BadArgument(argument, _("“between” takes two dates as year-month-day"))


def is_written_day(value: Any) -> bool:
    """Is this a day there is, as year-month-day?"""
    return isinstance(value, str) and bool(DAY.fullmatch(value)) and is_read(value, get_datetime)


def check_time(value: Any, table: str, column: str, argument: str) -> None:
    """What a date or a time of day is compared with is one; the framework breaks on anything else."""
    field = frappe.get_meta(table).get_field(column)
    read = READ_AS.get(field.fieldtype) if field else None
    if read is None or value in (None, ""):
        return
    if not isinstance(value, str) or not is_read(value, read):
        raise BadArgument(argument, _("“{0}” is compared with a date or a time").format(column))


def is_read(value: str, read: Callable[[Any], Any]) -> bool:
    """Can the framework read this as a date or a time?"""
    try:
        return read(value) is not None
    except frappe.ValidationError:
        frappe.clear_last_message()
    except (ValueError, TypeError, OverflowError):
        pass
    return False


def check_scalar(value: Any, argument: str) -> None:
    """Text, a number, yes, no or nothing."""
    if value is not None and not isinstance(value, str | int | float):
        raise BadArgument(argument, _("compare with plain text or numbers"))
    if len(str(value or "")) > LONGEST_VALUE:
        raise BadArgument(argument, _("compare with at most {0} characters").format(LONGEST_VALUE))


def order(given: Any, record_type: str, argument: str) -> str:
    """Check an order: up to three fields, each with a direction.

    Raises:
        BadArgument: Something else was sent, such as a function.
        Refusal: A field the caller may not read.
    """
    if not given:
        return ""
    if not isinstance(given, str) or given.count(",") > 2:
        raise BadArgument(argument, _("give a field and a direction"))
    for part in given.split(","):
        one_order(part.strip(), record_type, argument)
    return given


def one_order(part: str, record_type: str, argument: str) -> None:
    """Check one field to sort by; what stands behind it and is no direction is taken for part of its name."""
    name = part
    if not part.endswith("`"):
        head, _space, tail = part.rpartition(" ")
        name = head if head and tail.lower() in DIRECTIONS else part
    if name != AGGREGATE:
        field(name, record_type, argument)
