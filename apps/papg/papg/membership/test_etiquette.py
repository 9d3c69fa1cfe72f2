"""Members acknowledge the etiquette of a version, at the desk and on their pages; the chair sees who has not."""

from typing import Any

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import add_days, getdate, today
from werkzeug.exceptions import NotFound

from papg.api.partner import acknowledging, pages, rendering, views
from papg.membership import etiquette
from papg.rules.due_dates import govuk_date
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.factories import make_member, make_terms
from papg.testing.terms import in_force, with_members

ETIQUETTE = "Membership etiquette"
TOLD = "<p>What is said stays in the room.</p>"


@pytest.fixture(autouse=True)
def people(site: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (pages, rendering):
        monkeypatch.setattr(module, "get_csrf_token", lambda: "token-of-the-session")
    cast.install()


def shown_today() -> str:
    return govuk_date(getdate(today()))


def draft(body: str = TOLD, **fields: Any) -> Document:
    with acting_as(cast.SECRETARY):
        terms = make_terms(cast.group("A"), **{"in_force_from": today(), **fields})
        next(row for row in terms.sections if row.heading == ETIQUETTE).body = body
        return terms.save()


def acknowledged(terms: Document, user: str) -> None:
    with acting_as(user):
        etiquette.acknowledge(terms.name)


def seen(terms: Document, user: str) -> dict[str, Any]:
    doc = frappe.get_doc(terms.doctype, terms.name)
    with acting_as(user):
        doc.run_method("onload")
    return doc.get_onload("etiquette")


def stored(terms: Document) -> list[tuple[str, str, str]]:
    fields = ["member", "acknowledged_by", "acknowledged_on"]
    rows = frappe.get_all(etiquette.ROW, {"parent": terms.name}, fields, order_by="idx")
    return [(row.member, row.acknowledged_by, str(row.acknowledged_on)) for row in rows]


@pytest.mark.parametrize("user", [cast.MEMBER, cast.PARTNER, cast.CHAIR, cast.SECRETARY])
def test_every_member_acknowledges_once_and_nothing_else_of_the_terms_changes(user: str) -> None:
    terms = in_force(draft())
    before = frappe.db.get_value(terms.doctype, terms.name, "modified")
    acknowledged(terms, user)
    assert stored(terms) == [(cast.member(user), user, today())]
    assert frappe.db.get_value(terms.doctype, terms.name, "modified") == before
    with pytest.raises(frappe.ValidationError, match=f"You acknowledged this version on {shown_today()}"):
        acknowledged(terms, user)


@pytest.mark.parametrize("user", [cast.NEIGHBOUR, cast.BOARD, cast.DEPUTY])
def test_to_strangers_the_terms_are_not_there(user: str) -> None:
    terms = in_force(draft())
    with pytest.raises(frappe.PermissionError):
        acknowledged(terms, user)
    assert stored(terms) == []


@pytest.mark.parametrize("user", [cast.AUDITOR, cast.ADMINISTRATOR])
def test_who_reads_the_terms_without_being_a_member_acknowledges_nothing(user: str) -> None:
    with pytest.raises(frappe.ValidationError, match="You are not a member of this group today"):
        acknowledged(in_force(draft()), user)


def test_terms_with_members_and_terms_without_etiquette_are_not_acknowledged() -> None:
    with pytest.raises(frappe.ValidationError, match="at stage With members"):
        acknowledged(with_members(draft()), cast.MEMBER)
    with pytest.raises(frappe.ValidationError, match="say nothing on etiquette"):
        acknowledged(in_force(draft(body="", in_force_from=add_days(today(), 1))), cast.MEMBER)


def test_chair_and_secretary_see_who_has_not_and_members_see_themselves_only() -> None:
    make_member(cast.group("A"), full_name="Duty Officer", organisation=cast.DEPARTMENT)
    terms = in_force(draft())
    acknowledged(terms, cast.MEMBER)
    for user in (cast.CHAIR, cast.DEPUTY_CHAIR, cast.SECRETARY):
        shown = seen(terms, user)
        days = {row["full_name"]: (row["acknowledged_on"], row["is_able"]) for row in shown["people"]}
        assert days[cast.POSTS[cast.MEMBER]] == (shown_today(), True)
        assert days[cast.POSTS[cast.PARTNER]] == (None, True)
        assert days["Duty Officer"] == (None, False)
        assert shown["said"] == "1 of 8 members have acknowledged the etiquette of this version."
    assert seen(terms, cast.MEMBER) == {
        "may_acknowledge": False,
        "acknowledged_on": shown_today(),
        "people": None,
        "said": None,
    }
    assert seen(terms, cast.THREE)["may_acknowledge"]


def test_a_new_version_is_acknowledged_anew() -> None:
    first = in_force(draft(in_force_from=add_days(today(), -10)))
    acknowledged(first, cast.MEMBER)
    second = in_force(draft())
    assert stored(second) == []
    with pytest.raises(frappe.ValidationError, match="at stage Superseded"):
        acknowledged(first, cast.PARTNER)
    acknowledged(second, cast.MEMBER)
    assert len(stored(first)) == len(stored(second)) == 1


def test_no_save_takes_an_acknowledgement_away_or_makes_one_up() -> None:
    terms = in_force(draft())
    acknowledged(terms, cast.MEMBER)
    made_up = {
        "member": cast.member(cast.PARTNER),
        "acknowledged_by": cast.PARTNER,
        "acknowledged_on": today(),
    }
    for rows in ([], [made_up]):
        with acting_as(cast.CHAIR):
            doc = frappe.get_doc(terms.doctype, terms.name)
            doc.set("acknowledgements", rows)
            doc.review_due_on = add_days(today(), 300 + len(rows))
            doc.save()
        assert stored(terms) == [(cast.member(cast.MEMBER), cast.MEMBER, today())]
    with acting_as(cast.SECRETARY):
        assert make_terms(cast.group("A"), acknowledgements=[made_up]).acknowledgements == []


def test_a_council_chooses_the_headings_members_acknowledge() -> None:
    frappe.db.set_value("PAPG Terms Heading", ETIQUETTE, "is_acknowledged", 0)
    frappe.db.set_value("PAPG Terms Heading", "Minutes", "is_acknowledged", 1)
    with acting_as(cast.SECRETARY):
        terms = draft()
        next(row for row in terms.sections if row.heading == "Minutes").body = TOLD
        terms.save()
    assert [row.heading for row in etiquette.sections(in_force(terms))] == ["Minutes"]


def test_a_partner_reads_it_on_a_page_and_acknowledges_it_there(monkeypatch: pytest.MonkeyPatch) -> None:
    terms = in_force(draft())
    monkeypatch.setattr(frappe.local, "request", frappe._dict(form={}), raising=False)
    with acting_as(cast.PARTNER):
        assert "Etiquette to acknowledge" in views.front_page().html()
        page = acknowledging.page(terms.name).html()
        assert "What is said stays in the room." in page
        assert "I have read this and keep to it" in page
        assert acknowledging.send(terms.name) == f"/partner/terms/{terms.name}?saved=1"
        assert f"You acknowledged this on {shown_today()}" in acknowledging.page(terms.name).html()
        assert f"You acknowledged the etiquette on {shown_today()}" in views.group(cast.group("A")).html()
        assert "Etiquette to acknowledge" not in views.front_page().html()
        again = acknowledging.send(terms.name)
    assert again.status == 400
    assert "Once is enough" in again.errors["acknowledge"]


def test_drafts_and_terms_of_others_have_no_page() -> None:
    waiting, terms = with_members(draft()), in_force(draft(in_force_from=add_days(today(), 1)))
    for user, name in ((cast.PARTNER, waiting.name), (cast.NEIGHBOUR, terms.name)):
        with acting_as(user), pytest.raises(NotFound):
            acknowledging.send(name)


def test_the_form_costs_the_same_with_three_and_with_thirty_members() -> None:
    terms = in_force(draft())
    counts = []
    for more in (3, 27):
        for _number in range(more):
            make_member(cast.group("A"), organisation=cast.DEPARTMENT)
        seen(terms, cast.CHAIR)
        with counted_queries() as queries:
            seen(terms, cast.CHAIR)
        counts.append(len(queries))
    assert counts[0] == counts[1] > 0
