"""What the room's lists and forms cost, however many there are."""

import frappe
import pytest
from frappe.desk.form import load
from frappe.model.document import Document

from papg.api import desk
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.maturity import a_framework, begun, scored

pytestmark = pytest.mark.usefixtures("room")


def cost(record: Document) -> int:
    """Queries of opening a record's form; the first time warms what is kept between requests."""
    for _warm in range(2):
        frappe.db.value_cache.clear()
        frappe.local.response = frappe._dict(docs=[])
        with counted_queries() as queries:
            desk.getdoc(record.doctype, record.name)
    assert frappe.local.response.docs[0].name == record.name
    return len(queries)


def test_an_assessment_of_thirty_criteria_opens_with_as_many_queries_as_one_of_three(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Titles of linked records are looked up for every form in one place of the app, and counted there.
    monkeypatch.setattr(load, "set_link_titles", lambda doc: None)
    few, many = (scored(begun(framework=a_framework(criteria))) for criteria in (3, 30))
    assert len(many.scores) == 30
    with acting_as(cast.SECRETARY):
        assert cost(few) == cost(many) > 0


def test_saving_one_asks_the_rules_with_as_many_reads() -> None:
    reads = []
    for criteria in (3, 3, 30):
        assessment = scored(begun(framework=a_framework(criteria)))
        assessment.scores[0].rationale = "Put right."
        with acting_as(cast.SECRETARY), counted_queries() as queries:
            assessment.save()
        reads.append(sum(query.lstrip().lower().startswith("select") for query in queries))
    _warming, few, many = reads
    assert few == many


def test_the_list_costs_the_same_for_three_and_for_thirty() -> None:
    framework = a_framework(1)
    counts = []
    for wanted in (3, 30):
        while frappe.db.count("PAPG Maturity Assessment", {"framework": framework}) < wanted:
            begun(framework=framework)
        with acting_as(cast.MEMBER):
            for _warm in range(2):
                with counted_queries() as queries:
                    rows = frappe.get_list(
                        "PAPG Maturity Assessment",
                        {"framework": framework},
                        ["name", "title", "stage", "workflow_state", "as_at"],
                        limit=0,
                    )
        assert len(rows) == wanted
        counts.append(len(queries))
    assert counts[0] == counts[1] > 0
