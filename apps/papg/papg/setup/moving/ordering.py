"""The order in which records of a folder can be stored: what is named comes before what names it."""

from collections.abc import Iterator, Mapping

import frappe

from papg.setup.moving.content import Content
from papg.setup.moving.fitness import Key
from papg.setup.moving.kinds import all_kinds


def in_order(found: Mapping[Key, Content]) -> list[Key]:
    """Records in the order of their kinds, each after those it names."""
    ranks = {record: rank for rank, record in enumerate(all_kinds())}
    ordered: dict[Key, None] = {}
    entered: set[Key] = set()

    def enter(key: Key) -> None:
        if key in entered:
            return
        entered.add(key)
        if key[0] in ranks:
            for other in named_by(found[key], key[0]):
                if other in found:
                    enter(other)
        ordered[key] = None

    # A workflow takes the place of the one before it; only then can that one be switched off.
    for key in sorted(
        found, key=lambda key: (ranks.get(key[0], -1), not found[key].get("is_active"), key[1])
    ):
        enter(key)
    return list(ordered)


def named_by(content: Content, record: str) -> Iterator[Key]:
    """Records a record names, in its fields and in the rows of its tables."""
    if record == "Custom Field":
        yield "Custom Field", f"{content.get('dt')}-{content.get('insert_after')}"
    fields = {field.fieldname: field for field in frappe.get_meta(record).fields}
    for name, value in content.items():
        field = fields.get(name)
        if isinstance(value, list):
            for row in value:
                if isinstance(row, dict):
                    yield from named_by(row, field.options if field else "Custom DocPerm")
        elif field and field.fieldtype == "Link":
            yield field.options, value
        elif name == "options" and isinstance(value, str):
            yield "DocType", value
