"""The trail has a rule like everything else: whole sealed hours, six years at least."""

from collections.abc import Iterator
from datetime import datetime

import frappe
import pytest
from frappe.model.document import Document

from papg.oversight import sealing, trail
from papg.oversight.disposing import dispose
from papg.oversight.trail import Entry
from papg.oversight.triggers import LOG, SEAL
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.retention import a_rule, listed
from papg.testing.trail import empty_trail


@pytest.fixture(autouse=True)
def people(site: None) -> Iterator[None]:
    """No hour is sealed yet: what is older than a seal is never sealed."""
    with empty_trail():
        cast.install()
        yield


def written_at(monkeypatch: pytest.MonkeyPatch, *moments: datetime) -> None:
    """A row of the trail at each of these moments."""
    for moment in moments:
        monkeypatch.setattr(trail, "now_datetime", lambda at=moment: at)
        trail.write([Entry("Opened", cast.AUDITOR, "PAPG Minutes", "an-old-row")])
    monkeypatch.undo()


def the_rule(**fields: object) -> Document:
    return a_rule(
        **{"record_class": "The trail", "trigger_event": "Hour sealed", "period_years": 7, **fields}
    )


def old_rows() -> int:
    return frappe.db.count(LOG, {"record_name": "an-old-row"})


def test_sealed_hours_that_are_due_go_and_later_ones_and_all_seals_stay(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rule = the_rule()
    written_at(
        monkeypatch, datetime(2016, 6, 14, 10, 5), datetime(2016, 6, 14, 11, 5), frappe.utils.now_datetime()
    )
    sealing.seal_closed_hours()
    seals = frappe.db.count(SEAL)
    (line,) = listed(rule).lines
    assert (line.title, line.held_back) == ("Rows: 2", ())
    with acting_as(cast.ADMINISTRATOR):
        assert dispose(rule.name, listed(rule).shown) == {"disposed": 1, "failed": []}
    assert old_rows() == 1
    assert frappe.db.count(SEAL) == seals
    assert listed(rule).lines == ()


def test_hours_that_are_not_sealed_hold_all_of_them_back(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = the_rule()
    written_at(monkeypatch, datetime(2016, 6, 14, 10, 5))
    sealing.seal_closed_hours()
    written_at(monkeypatch, datetime(2016, 6, 14, 11, 5), datetime(2016, 6, 14, 11, 6))
    (line,) = listed(rule).lines
    assert line.held_back == ("Not sealed yet: 2",)
    with acting_as(cast.ADMINISTRATOR):
        assert dispose(rule.name, listed(rule).shown) == {"disposed": 0, "failed": []}
    assert old_rows() == 3


def test_the_trail_is_kept_six_years_at_least() -> None:
    the_rule(period_years=6)
    with pytest.raises(frappe.ValidationError, match="kept 6 years at least"):
        the_rule(period_years=5, period_months=11)
