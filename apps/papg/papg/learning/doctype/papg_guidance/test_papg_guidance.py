"""Guidance: where it is or who to ask, never retired by being deleted from a group's history."""

import frappe
import pytest
from frappe.utils import add_days, getdate, today

from papg.rules.learning import next_review
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make, make_group


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()


def test_guidance_without_an_address_and_without_anybody_to_ask_is_refused() -> None:
    with pytest.raises(frappe.ValidationError, match="First aid: give an address, or who to ask for it"):
        make("PAPG Guidance", title="First aid", who_to_ask="", url="")


def test_guidance_with_an_address_alone_is_kept() -> None:
    kept = make("PAPG Guidance", title="First aid", who_to_ask="", url="https://council.example/first-aid")
    assert kept.name == "First aid"


def test_the_list_begins_with_the_resources_and_the_law_of_the_sources_and_makes_no_address_up() -> None:
    fields = ["name", "kind", "nation", "who_to_ask", "url", "review_on", "is_retired"]
    seeded = frappe.get_all("PAPG Guidance", fields=fields)
    law = {row.name: row.nation for row in seeded if row.kind == "Legislation"}
    assert len(seeded) - len(law) == 19
    assert law == {
        "Civil Contingencies Act 2004": "",
        "Community Empowerment (Scotland) Act 2015": "Scotland",
        "Counter-Terrorism and Security Act 2015": "Great Britain",
        "Crime and Disorder Act 1998": "England and Wales",
        "Police Reform Act 2002": "England and Wales",
    }
    assert all(row.who_to_ask and not row.url for row in seeded)
    assert all(row.review_on > getdate(today()) and not row.is_retired for row in seeded)


def test_the_form_says_what_does_not_apply_in_the_nation_of_the_council() -> None:
    def said(title: str) -> str:
        law = frappe.get_doc("PAPG Guidance", title)
        law.run_method("onload")
        return law.get_onload("elsewhere")

    assert said("Crime and Disorder Act 1998") == said("Run, Hide, Tell") == ""
    assert said("Community Empowerment (Scotland) Act 2015") == (
        "It is for Scotland and does not apply in England."
    )


def test_guidance_is_looked_at_again_a_year_after_somebody_did_or_when_they_say() -> None:
    kept = make("PAPG Guidance")
    assert kept.review_on == next_review(getdate(today()))
    with acting_as(cast.ADMINISTRATOR):
        kept.update({"reviewed_on": "2026-06-14"}).save()
        assert str(kept.review_on) == "2027-06-14"
        kept.update({"reviewed_on": "2026-06-15", "review_on": "2026-12-01"}).save()
        assert str(kept.review_on) == "2026-12-01"


def test_the_list_for_review_holds_what_is_due_and_is_not_retired() -> None:
    due = make("PAPG Guidance", review_on=today()).name
    make("PAPG Guidance", review_on=add_days(today(), 1))
    make("PAPG Guidance", review_on=today(), is_retired=1)
    with acting_as(cast.SECRETARY):
        listed = frappe.get_list(
            "PAPG Guidance", {"is_retired": 0, "review_on": ("<=", today())}, pluck="name"
        )
    assert listed == [due]
    told = frappe.get_doc("PAPG Guidance", due)
    told.run_method("onload")
    assert told.get_onload("is_due") is True


def test_guidance_a_group_has_used_is_not_deleted() -> None:
    used = make("PAPG Guidance")
    make("PAPG Activity", papg_group=make_group().name, guidance=used.name)
    with acting_as(cast.ADMINISTRATOR), pytest.raises(frappe.LinkExistsError):
        frappe.delete_doc("PAPG Guidance", used.name)
