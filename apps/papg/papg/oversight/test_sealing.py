"""Hours are sealed once they are closed; whatever an intruder with the database's root account does is named."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import frappe
import pymysql
import pytest

from papg.oversight import disposal, sealing, trail, triggers
from papg.oversight.trail import Entry
from papg.oversight.triggers import LOG, SEAL
from papg.testing.trail import empty_trail
from provision.instance import Instance

START = datetime(2026, 6, 14, 9, 30)
NOW = datetime(2026, 6, 14, 12, 5)

Clock = Callable[[datetime], None]
Root = Callable[[str], None]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Sets the time for the writer of the trail, the job and disposal."""

    def at(now: datetime) -> None:
        for module in (trail, sealing, disposal):
            monkeypatch.setattr(module, "now_datetime", lambda: now)

    return at


@pytest.fixture
def sealed(site: None, clock: Clock) -> Iterator[None]:
    """Two rows in each of three hours, all sealed, and one in the hour that is open."""
    with empty_trail():
        for number in range(7):
            clock(START + timedelta(hours=number // 2))
            trail.write([Entry("Opened", "member@harbour.example", "PAPG Minutes", f"minutes {number}")])
        clock(NOW)
        sealing.seal_closed_hours()
        frappe.db.commit()
        yield


@pytest.fixture
def root(instance: Instance) -> Iterator[Root]:
    """Somebody with the database's root account: takes the triggers away, does something, puts them back."""
    host, port = instance.db_address
    account = {"user": "root", "password": instance.db_root_password, "database": frappe.conf.db_name}
    connection = pymysql.connect(host=host, port=port, autocommit=True, **account)

    def run(*statements: str) -> None:
        with connection.cursor() as cursor:
            for name in triggers.TRIGGERS:
                cursor.execute(f"drop trigger `{name}`")
            for statement in statements:
                cursor.execute(statement)
        frappe.db.rollback()
        triggers.install()

    yield run
    connection.close()


def found() -> list[str]:
    frappe.db.rollback()
    return [finding.text.format(finding.number, finding.hour) for finding in sealing.findings()[2]]


def test_closed_hours_are_sealed_in_a_chain_and_the_open_one_is_not(sealed: None) -> None:
    seals = frappe.get_all(SEAL, fields=["*"], order_by="name")
    assert [(s.hour, s.first_row, s.last_row, s.number_of_rows) for s in seals] == [
        ("2026-06-14 09:00", 1, 2, 2),
        ("2026-06-14 10:00", 3, 4, 2),
        ("2026-06-14 11:00", 5, 6, 2),
    ]
    assert [s.previous_hash for s in seals] == ["", seals[0].hash, seals[1].hash]
    assert sealing.findings() == (7, 3, [])


def test_an_hour_is_sealed_when_its_grace_is_over_and_only_once(sealed: None, clock: Clock) -> None:
    for now, wanted in ((datetime(2026, 6, 14, 13, 4), 3), (datetime(2026, 6, 14, 13, 5), 4), (NOW, 4)):
        clock(now)
        sealing.seal_closed_hours()
        assert frappe.db.count(SEAL) == wanted


def test_a_removed_row_is_named(sealed: None, root: Root) -> None:
    root(f"delete from `tab{LOG}` where name = 3")
    assert found() == ["Row 3 of 2026-06-14 10:00 is missing."]


def test_the_last_row_is_missed_although_its_hour_is_open(sealed: None, root: Root) -> None:
    root(f"delete from `tab{LOG}` where name = 7")
    assert found() == ["Row 7 is missing: it was removed before its hour was sealed."]


def test_an_altered_row_is_named(sealed: None, root: Root) -> None:
    root(f"update `tab{LOG}` set user = 'chair@harbour.example' where name = 5")
    assert found() == ["Row 5 of 2026-06-14 11:00 was altered."]


def test_a_row_inserted_in_the_past_is_named_and_never_sealed(sealed: None, clock: Clock) -> None:
    for at in (START, START - timedelta(hours=3)):
        clock(at)
        trail.write([Entry("Opened", "member@harbour.example")])
    frappe.db.commit()
    clock(NOW)
    sealing.seal_closed_hours()
    assert found() == [
        "Row 8 of 2026-06-14 09:00 was added after its hour was sealed.",
        "Row 9 of 2026-06-14 06:00 was added after its hour was sealed.",
    ]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_removed_seal_is_named(sealed: None, root: Root, number: int) -> None:
    root(f"delete from `tab{SEAL}` where name = {number}")
    assert f"Seal {number} is missing." in found()


def test_two_seals_that_changed_places_are_named(sealed: None, root: Root) -> None:
    names = ("name = 99 where name = 2", "name = 2 where name = 3", "name = 3 where name = 99")
    root(*(f"update `tab{SEAL}` set {change}" for change in names))
    said = found()
    assert "Seal 2 of 2026-06-14 11:00 is out of order." in said
    assert "Seal 3 of 2026-06-14 10:00 is out of order." in said


def test_an_altered_seal_is_named_whatever_was_written_into_it(sealed: None, root: Root) -> None:
    root(f"update `tab{SEAL}` set digests = 'no list' where name = 2")
    assert "Seal 2 of 2026-06-14 10:00 was altered." in found()


def test_rows_are_not_disposed_of_before_they_were_kept_six_years(sealed: None) -> None:
    with pytest.raises(frappe.ValidationError, match="kept 6 years: rows of 14 June 2026 cannot be removed"):
        disposal.dispose_before(datetime(2026, 6, 14, 11))
    assert frappe.db.count(LOG) == 7


def test_whole_sealed_hours_go_after_six_years_their_seals_stay_and_it_is_noted(
    sealed: None, clock: Clock
) -> None:
    clock(datetime(2032, 6, 14, 11, 0))
    assert disposal.dispose_before(datetime(2026, 6, 14, 11, 0)) == 4
    frappe.db.commit()
    assert frappe.get_all(LOG, pluck="name", order_by="name") == [5, 6, 7, 8]
    note = frappe.get_doc(LOG, 8)
    assert (note.kind, note.record_name) == ("Disposed", "2026-06-14 11:00")
    assert note.detail.startswith("4 rows were removed")
    assert frappe.db.count(SEAL) == 3
    assert found() == []


def test_an_hour_without_a_seal_is_not_disposed_of(sealed: None, clock: Clock) -> None:
    clock(datetime(2033, 6, 14))
    assert disposal.dispose_before(datetime(2026, 7, 1)) == 6
    frappe.db.commit()
    assert 7 in frappe.get_all(LOG, pluck="name")


def test_a_disposal_lets_nothing_else_be_deleted_afterwards(sealed: None, clock: Clock) -> None:
    clock(datetime(2032, 6, 14, 11, 0))
    disposal.dispose_before(datetime(2026, 6, 14, 10, 0))
    with pytest.raises(pymysql.err.OperationalError, match="cannot be changed or deleted"):
        frappe.db.sql(f"delete from `tab{LOG}` where name = 3")
