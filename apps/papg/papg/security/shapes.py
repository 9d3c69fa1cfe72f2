"""The shapes an argument may have; each checker returns the value the framework is to get."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import frappe
from frappe import _
from frappe.utils import get_datetime

from papg.security import listing, record_types, records, titles
from papg.security.answers import BadArgument, Refusal

WORDS = 200
TEXT = 2_000
PASSWORD = 512
# The framework's measure of how good a password is takes no more.
NEW_PASSWORD = 72
LONG = 200_000
PAGE_LENGTH = 2_500
FLAGS = {"0": 0, "1": 1, "true": 1, "false": 0, "": 0}
DROPPED = object()


@dataclass(frozen=True)
class Context:
    """What a checker knows beside the value: the argument, its parameter and the other arguments."""

    argument: str
    what: str
    arguments: dict[str, Any]
    kinds: frozenset[str]

    def record_type(self) -> str:
        """The record type the parameter names, or the one given in the argument it points to (`@name`)."""
        if not self.what.startswith("@"):
            return self.what
        value = self.arguments.get(self.what[1:])
        if not isinstance(value, str) or not value:
            raise BadArgument(self.what[1:], _("give a record type"))
        return value

    def bad(self, remedy: str) -> BadArgument:
        """The refusal of this argument."""
        return BadArgument(self.argument, remedy)


Shape = Callable[[Any, Context], Any]


def limited(length: int) -> Shape:
    """A scalar whose text is not longer than this, as text."""

    def check(value: Any, context: Context) -> str | None:
        if value is None:
            return None
        if not isinstance(value, str | int | float) or isinstance(value, bool):
            raise context.bad(_("give plain text or a number"))
        if len(text := str(value)) > length:
            raise context.bad(_("give at most {0} characters").format(length))
        return text

    return check


def number(value: Any, context: Context) -> int:
    """A whole number."""
    if isinstance(value, int) or (isinstance(value, str) and re.fullmatch(r"-?\d{1,9}", value)):
        return int(value)
    raise context.bad(_("give a whole number"))


def page_length(value: Any, context: Context) -> int:
    """How many rows to answer with."""
    if 0 <= (length := number(value, context)) <= PAGE_LENGTH:
        return length
    raise context.bad(_("give a number of rows up to {0}").format(PAGE_LENGTH))


def offset(value: Any, context: Context) -> int:
    """How many rows to pass over."""
    if (passed := number(value, context)) >= 0:
        return passed
    raise context.bad(_("give a number of rows, 0 or more"))


def flag(value: Any, context: Context) -> int:
    """Yes or no."""
    if isinstance(value, bool | int) and value in (0, 1):
        return int(value)
    if isinstance(value, str) and value.lower() in FLAGS:
        return FLAGS[value.lower()]
    raise context.bad(_("give 0 or 1"))


def day(value: Any, context: Context) -> str:
    """A date, or a date and time."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}([ T][\d:.]{5,15})?", value):
        try:
            get_datetime(value)
        except ValueError:
            raise context.bad(_("there is no such day")) from None
        return value
    raise context.bad(_("give a date as year-month-day"))


def one_of(value: Any, context: Context) -> str:
    """One of the words the list names."""
    if isinstance(value, str) and value in context.what.split("|"):
        return value
    raise context.bad(_("give one of: {0}").format(context.what.replace("|", ", ")))


def as_json(value: Any, context: Context) -> Any:
    """Any JSON that somebody else reads again; passed on as it came."""
    if isinstance(value, str):
        if len(value) > LONG:
            raise context.bad(_("give at most {0} characters").format(LONG))
        parsed(value, context)
    return value


def parsed(value: Any, context: Context) -> Any:
    """The value, read if it came as JSON."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        raise context.bad(_("it is not valid JSON")) from None


def record_type(value: Any, context: Context) -> str:
    """A record type on the list of this kind of user."""
    if isinstance(value, str) and value in record_types.allowed(context.what, context.kinds):
        return value
    raise Refusal(_("Your account cannot use records of this type here."))


def record(value: Any, context: Context) -> str:
    """The name of a record the caller may see."""
    return records.seen(context.record_type(), value, context.argument)


def names(value: Any, context: Context) -> str:
    """Names of records the caller may see."""
    listed = parsed(value, context)
    if not isinstance(listed, list) or len(listed) > PAGE_LENGTH:
        raise context.bad(_("give a list of names"))
    return json.dumps([records.seen(context.record_type(), name, context.argument) for name in listed])


def document(value: Any, context: Context) -> str:
    """A whole record as the desk sends it: only its own fields are passed on."""
    doc = parsed(value, context)
    if not isinstance(doc, dict):
        raise context.bad(_("give a record"))
    record_type(doc.get("doctype"), context)
    return json.dumps(records.cleaned(doc, context.argument))


def stored(value: Any, context: Context) -> str:
    """A record the desk sends back whole; the stored one takes its place."""
    doc = parsed(value, context)
    if not isinstance(doc, dict):
        raise context.bad(_("give a record"))
    kind = record_type(doc.get("doctype") or context.what, context)
    return frappe.as_json(frappe.get_doc(kind, records.seen(kind, doc.get("name"), context.argument)))


def fields(value: Any, context: Context) -> str:
    """Plain field names of the record type."""
    return json.dumps(listing.fields(parsed(value, context), context.record_type(), context.argument))


def list_fields(value: Any, context: Context) -> str:
    """Field names, and titles of linked records, which our own list adds."""
    wanted = parsed(value, context)
    if isinstance(wanted, list):
        plain = [name for name in wanted if not titles.title_of_link(name, context.record_type())]
        listing.fields(plain, context.record_type(), context.argument)
        return json.dumps(wanted)
    return fields(wanted, context)


def field(value: Any, context: Context) -> Any:
    """One field name, or a list of them."""
    found = parsed(value, context) if isinstance(value, str) and value.startswith("[") else value
    checked = listing.fields(
        found if isinstance(found, list) else [found], context.record_type(), context.argument
    )
    return json.dumps(checked) if isinstance(found, list) else checked[0]


def filters(value: Any, context: Context) -> Any:
    """Filters as lists or dicts of plain field names."""
    return json.dumps(listing.filters(parsed(value, context), context.record_type(), context.argument))


def filters_or_name(value: Any, context: Context) -> Any:
    """Filters, or the name of one record."""
    if isinstance(value, str) and not value.startswith(("{", "[")):
        return json.dumps({"name": records.seen(context.record_type(), value, context.argument)})
    return filters(value, context)


def order(value: Any, context: Context) -> str:
    """Fields to sort by, each with a direction."""
    return listing.order(value, context.record_type(), context.argument)


def own_account(value: Any, context: Context) -> str:
    """The caller's own account, whoever else was named."""
    return frappe.session.user


def dropped(value: Any, context: Context) -> Any:
    """Something the desk sends that is not passed on."""
    return DROPPED


def local_path(value: Any, context: Context) -> str:
    """An address on this site."""
    if isinstance(value, str) and re.fullmatch(r"/?[A-Za-z0-9][\w\-./?=&%#+ ]*|/", value):
        return value
    raise context.bad(_("give an address on this site, starting with one “/”"))


SHAPES: dict[str, Shape] = {
    "words": limited(WORDS),
    "text": limited(TEXT),
    "password": limited(PASSWORD),
    "new password": limited(NEW_PASSWORD),
    "long": limited(LONG),
    "number": number,
    "page": page_length,
    "offset": offset,
    "flag": flag,
    "day": day,
    "one": one_of,
    "json": as_json,
    "type": record_type,
    "record": record,
    "names": names,
    "doc": document,
    "stored": stored,
    "fields": fields,
    "list fields": list_fields,
    "field": field,
    "filters": filters,
    "filters or name": filters_or_name,
    "order": order,
    "own account": own_account,
    "drop": dropped,
    "path": local_path,
}
