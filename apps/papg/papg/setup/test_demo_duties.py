"""Barnet in the demo: the facts of the published paper, no more and no less."""

import frappe
import pytest

from papg.setup.demo import barnet
from papg.setup.demo.base import email

pytestmark = pytest.mark.usefixtures("loaded")
GROUP = "Barnet Counter-Terrorism and Prevent Working Group"


@pytest.fixture
def loaded(site: None) -> None:
    barnet.load()


def rows() -> dict[str, frappe._dict]:
    """Rows of the group by the code of their requirement."""
    group = frappe.db.get_value("PAPG Group", {"group_name": GROUP})
    found = frappe.get_all("PAPG Duty Progress", {"papg_group": group}, ["name", "requirement", "as_at"])
    return {frappe.db.get_value("PAPG Duty Requirement", row.requirement, "code"): row for row in found}


def test_the_first_block_is_recorded_as_at_new_year_2016_by_the_secretary() -> None:
    found = rows()
    assert set(found) == {"1.1", "1.2", "1.3", "1.4", "1.5"}
    for row in found.values():
        doc = frappe.get_doc("PAPG Duty Progress", row.name)
        assert (str(doc.as_at), doc.owner) == ("2016-01-01", email("duties"))


def test_verdicts_are_those_of_the_paper_and_nothing_is_rated() -> None:
    docs = {code: frappe.get_doc("PAPG Duty Progress", row.name) for code, row in rows().items()}
    assert {code: (doc.status or "", doc.direction or "") for code, doc in docs.items()} == {
        "1.1": ("", ""),
        "1.2": ("Achieved", "Ongoing"),
        "1.3": ("Achieved", "Ongoing"),
        "1.4": ("Achieved", "Sustained"),
        "1.5": ("", ""),
    }
    assert not any(doc.rag for doc in docs.values())


def test_deadlines_of_the_paper_mean_their_days() -> None:
    steps = {
        step.due_as_typed: (str(step.due_from), str(step.due_to))
        for row in rows().values()
        for step in frappe.get_doc("PAPG Duty Progress", row.name).next_steps
        if step.due_to
    }
    assert steps == {"March 2016": ("2016-03-01", "2016-03-31"), "February": ("2016-02-01", "2016-02-29")}


def test_the_secretary_is_a_post_and_can_log_in() -> None:
    post = frappe.get_doc("PAPG Member", {"user": email("duties")})
    assert (post.full_name, post.position, str(post.joined_on)) == (
        "Prevent Coordinator",
        "Secretary",
        "2015-12-01",
    )
    assert frappe.db.get_value("User", post.user, "user_type") == "System User"
