"""What a file would change of a record, in words."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

import frappe
from frappe import _

from papg.setup.moving.content import Content

LONGEST = 60


def told(here: Content, there: Content, record: str) -> Iterator[str]:
    """Each field that differs, as it is here and as it is in the folder."""
    meta = frappe.get_meta(record)
    for name in sorted((here.keys() | there.keys()) - {"doctype", "name"}):
        old, new = here.get(name), there.get(name)
        if old == new:
            continue
        field = meta.get_field(name)
        label = _(field.label) if field and field.label else name
        if isinstance(old, list) or isinstance(new, list):
            table = field.options if field else record
            yield from (f"{label}, {said}" for said in rows(old or [], new or [], table))
        else:
            yield f"{label}: {in_words(old, new)}"


def rows(old: list[Content], new: list[Content], table: str) -> Iterator[str]:
    for number, (before, after) in enumerate(zip_longest(old, new), 1):
        if before == after:
            continue
        if before is None:
            yield _("row {0}: new").format(number)
        elif after is None:
            yield _("row {0}: goes").format(number)
        else:
            yield from (_("row {0}, {1}").format(number, said) for said in told(before, after, table))


def in_words(old: Any, new: Any) -> str:
    shown = [" ".join(str(_("nothing") if value is None else value).split()) for value in (old, new)]
    if max(map(len, shown)) > LONGEST:
        return _("another text")
    return _("{0} → {1}").format(*shown)
