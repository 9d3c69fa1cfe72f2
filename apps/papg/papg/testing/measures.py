"""Measures of the cast's groups and what is known of them."""

from frappe.model.document import Document

from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make

SECRETARIES = {"A": cast.SECRETARY, "B": cast.THREE}


def a_measure(title: str = "Staff trained", letter: str = "A", **fields: object) -> str:
    """A measure of a group, made by its secretary."""
    with acting_as(SECRETARIES[letter]):
        return make("PAPG Measure", papg_group=cast.group(letter), title=title, **fields).name


def a_figure(
    measure: str, period: str = "Q3 2015/16", value: str | None = "33", **fields: object
) -> Document:
    """What is known of a measure of the first group, recorded by its secretary."""
    with acting_as(str(fields.pop("user", cast.SECRETARY))):
        return make("PAPG Measure Value", measure=measure, period=period, value=value, **fields)


def corrected(figure: Document, user: str = cast.SECRETARY, **fields: object) -> Document:
    """Change what is recorded, as somebody, from what is stored."""
    with acting_as(user):
        fresh = figure.__class__(figure.doctype, figure.name)
        fresh.update(fields)
        return fresh.save()
