"""A change of structure in a report: a proposal as a proposal, a decision with its day."""

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import add_days, getdate, today

from papg.meetings.wording import shown_day
from papg.oversight.gathering import fill_from_records, structure
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make
from papg.testing.structure import CHANGE, adopted, go
from papg.testing.upwards import drafted_report


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()


def proposal(**fields: str) -> Document:
    with acting_as(cast.SECRETARY):
        steps = [{"kind": "Closes", "concerned_group": cast.group("A")}]
        return make(CHANGE, papg_group=cast.group("A"), title="One group fewer", steps=steps, **fields)


def told(user: str = cast.SECRETARY, **days: str) -> str:
    report = frappe._dict({"papg_group": cast.group("A"), "as_at": today(), "covers_from": None} | days)
    with acting_as(user):
        return structure(report)


def test_a_report_puts_a_proposal_into_words_as_one() -> None:
    proposal(decides_on="2026-12-14", benefits="Shorter lines.")
    report = drafted_report(as_at=today())
    with acting_as(cast.SECRETARY):
        report.append("sections", {"number": "4", "heading": "Structure", "source": "Change of structure"})
        report.save()
        assert fill_from_records(report.name) == 1
        body = frappe.get_doc("PAPG Report", report.name).sections[-1].body
    assert body == (
        "<p>Proposal, not decided: One group fewer.</p>"
        "<p>Implementation Board is to decide on 14 December 2026.</p>"
        "<p>Reasons: Some groups are not well attended.</p><p>Benefits: Shorter lines.</p>"
        f"<ul><li>{cast.GROUP_A.replace('&', '&amp;')} would close.</li></ul>"
    )


def test_a_decision_is_told_from_its_day_and_a_proposal_until_then() -> None:
    change = adopted(proposal())
    frappe.db.set_value(CHANGE, change.name, {"creation": "2026-01-01", "decided_on": "2026-06-14"})
    day = shown_day(today())
    adopted_then = f"Implementation Board adopted the proposal on 14 June 2026. It takes effect on {day}."
    assert adopted_then in told(as_at="2026-06-14")
    assert "Proposal, not decided" in told(as_at="2026-06-13")
    assert adopted_then in told(covers_from="2026-06-14")
    assert told(covers_from="2026-06-15") == f"<p>No change of structure is proposed as at {day}.</p>"


def test_a_rejected_proposal_is_told_as_such_and_a_withdrawn_one_not_at_all() -> None:
    rejected = proposal()
    go(rejected, "Rejected", decided_on=today(), decision="Not now.")
    assert f"rejected the proposal on {shown_day(today())}" in told()
    go(proposal(), "Withdrawn", cast.SECRETARY)
    assert told().count("One group fewer") == 1


def test_what_its_writer_may_not_read_is_not_told_nor_what_was_proposed_later() -> None:
    proposal()
    assert "One group fewer" not in told(cast.NEIGHBOUR)
    assert "One group fewer" not in told(as_at=str(getdate(add_days(today(), -1))))
