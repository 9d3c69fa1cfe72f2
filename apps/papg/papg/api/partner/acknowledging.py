"""The page of a version of the terms, on which a partner acknowledges its etiquette."""

from typing import Any
from urllib.parse import quote

import frappe
from frappe.utils import getdate, today

from papg.api.partner import forms, views
from papg.api.partner.rendering import Page
from papg.api.partner.terms import RECORD
from papg.membership import etiquette
from papg.rules.etiquette import may_acknowledge
from papg.rules.terms import IN_FORCE


def page(name: str, errors: dict[str, str] | None = None) -> Page:
    """A version of the terms with its etiquette and, until it is acknowledged, the form to do so.

    Args:
        name: Name of the terms.
        errors: What has to be put right, by field.
    """
    views.require(RECORD, name)
    terms = frappe.get_doc(RECORD, name)
    done = etiquette.own_day(terms.acknowledgements)
    asked = etiquette.sections(terms)
    is_member = bool(etiquette.own_row(terms.papg_group))
    context: dict[str, Any] = {
        "terms": terms,
        "group_name": frappe.db.get_value("PAPG Group", terms.papg_group, "group_name"),
        "is_to_come": terms.stage == IN_FORCE and getdate(terms.in_force_from) > getdate(today()),
        "sections": asked,
        "acknowledged_on": done,
        "may_acknowledge": bool(may_acknowledge(terms.stage, bool(asked), is_member, done)),
        "is_saved": forms.is_saved(errors),
    }
    return Page("terms.html", terms.title, context, "front_page", errors or {}, 400 if errors else 200)


def send(name: str) -> Page | str:
    """Note that the person keeps to it; returns the address to go on to, or the page again with what is wrong."""
    views.require(RECORD, name)
    if refused := forms.refusal_of(lambda: etiquette.acknowledge(name)):
        return page(name, {"acknowledge": refused})
    return f"/partner/terms/{quote(name)}?saved=1"
