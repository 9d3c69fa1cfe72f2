"""Nobody changes the trail: not at a form, not by a program, not through the database."""

from collections.abc import Callable

import frappe
import pymysql
import pytest

from papg.oversight import changes, trail, triggers
from papg.oversight.trail import Entry
from papg.oversight.triggers import LOG, SEAL
from papg.setup import install
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries
from papg.testing.factories import make, make_meeting

BY_THE_SYSTEM_ALONE = "The trail is written by the system alone"
STAYS = "The trail cannot be changed or deleted"


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    cast.install()


@pytest.fixture
def row() -> int:
    trail.write([Entry("Opened", cast.MEMBER, "PAPG Minutes", "a1b2c3d4e5", detail="as it was")])
    return frappe.db.sql(f"select max(name) from `tab{LOG}`")[0][0]


def stored(row: int) -> str:
    return frappe.db.get_value(LOG, row, "detail")


BY_HAND: dict[str, Callable[[int], object]] = {
    "insert": lambda row: make(LOG, kind="Opened"),
    "save": lambda row: frappe.get_doc(LOG, row).update({"detail": "else"}).save(),
    "db_update": lambda row: frappe.get_doc(LOG, row).update({"detail": "else"}).db_update(),
    "db_insert": lambda row: frappe.new_doc(LOG).db_insert(),
    "delete": lambda row: frappe.delete_doc(LOG, row),
    "rename": lambda row: frappe.get_doc(LOG, row).rename("99"),
    "a seal": lambda row: make(SEAL, hour="2026-06-14 09:00"),
}


@pytest.mark.parametrize("way", list(BY_HAND))
def test_the_built_in_administrator_is_refused_in_words(way: str, row: int) -> None:
    with pytest.raises(frappe.PermissionError, match=BY_THE_SYSTEM_ALONE):
        BY_HAND[way](row)
    assert stored(row) == "as it was"


PAST_CONTROLLERS: dict[str, Callable[[int], object]] = {
    "set_value": lambda row: frappe.db.set_value(LOG, row, "detail", "else"),
    "update": lambda row: frappe.db.sql(f"update `tab{LOG}` set detail = 'else'"),
    "db.delete": lambda row: frappe.db.delete(LOG, {"name": row}),
    "delete": lambda row: frappe.db.sql(f"delete from `tab{LOG}`"),
    "the wrong key": lambda row: frappe.db.sql(f"delete from `tab{LOG}` where name = %s", row),
}


@pytest.mark.parametrize("way", list(PAST_CONTROLLERS))
def test_the_database_refuses_what_passes_the_controllers(way: str, row: int) -> None:
    with pytest.raises(pymysql.err.OperationalError, match=STAYS):
        PAST_CONTROLLERS[way](row)
    assert stored(row) == "as it was"


def test_a_bound_of_disposal_opens_no_hour_without_a_seal(row: int) -> None:
    frappe.db.sql(f"set {triggers.BOUND} = '9999-01-01 00:00'")
    try:
        with pytest.raises(pymysql.err.OperationalError, match=STAYS):
            frappe.db.sql(f"delete from `tab{LOG}` where name = %s", row)
    finally:
        frappe.db.sql(f"set {triggers.BOUND} = null")


def test_every_migrate_puts_back_a_trigger_that_is_gone_or_another() -> None:
    frappe.db.sql_ddl("drop trigger papg_log_stays")
    frappe.db.sql_ddl("drop trigger papg_seal_is_kept")
    frappe.db.sql_ddl(
        f"create trigger papg_seal_is_kept before delete on `tab{SEAL}` for each row begin set @x = 1; end"
    )
    install.after_migrate()
    wanted = {
        name: (event, f"tab{table}", triggers.statement(body))
        for name, (event, table, body) in triggers.TRIGGERS.items()
    }
    assert triggers.present_triggers() == wanted


def test_the_triggers_go_with_the_app() -> None:
    triggers.drop()
    try:
        assert triggers.present_triggers() == {}
    finally:
        triggers.install()


@pytest.mark.parametrize("record", [LOG, SEAL])
def test_the_auditor_reads_it_and_nobody_else(record: str) -> None:
    readers = [user for user in cast.POSTS if frappe.has_permission(record, "read", user=user)]
    assert readers == [cast.AUDITOR]
    for right in ("write", "create", "delete"):
        assert not [user for user in cast.POSTS if frappe.has_permission(record, right, user=user)]


def test_many_rows_are_one_statement_and_know_the_group_of_their_record() -> None:
    meeting = make_meeting(cast.group("A"))
    entries = [Entry("Printed", cast.SECRETARY, "PAPG Meeting", meeting.name) for _each in range(30)]
    trail.write(entries[:1])
    with counted_queries() as queries:
        trail.write(entries)
    assert len(queries) == 1
    groups = frappe.get_all(LOG, {"record_name": meeting.name}, pluck="papg_group")
    assert groups == [cast.group("A")] * 31


def noted(record_type: str, name: str) -> list[tuple[str, str]]:
    """What is written once the transaction ends."""
    frappe.db.before_commit.run()
    found = frappe.get_all(
        LOG, {"record_type": record_type, "record_name": name}, ["kind", "detail"], order_by="name"
    )
    return [(one.kind, one.detail) for one in found]


def test_who_joins_and_who_leaves_is_noted() -> None:
    member = make("PAPG Member", papg_group=cast.group("A"), user=cast.DEPUTY, email=cast.DEPUTY)
    member.left_on = "2026-06-14"
    member.save()
    member.contribution = "Knows the harbour."
    member.save()
    first, second = noted("PAPG Member", member.name)
    assert first[0] == second[0] == "Rights changed"
    assert "made" in first[1] and f"→ {cast.DEPUTY}" in first[1]
    assert second[1] == "Last day: nothing → 2026-06-14"


def test_a_role_given_by_hand_and_a_key_are_noted_and_a_new_name_is_not() -> None:
    before = len(noted("User", cast.MEMBER))
    account = frappe.get_doc("User", cast.MEMBER)
    account.append("roles", {"role": "PAPG Auditor"})
    account.save()
    account.first_name = "Licensing Officer"
    account.save()
    account.api_secret = "not-for-the-trail"
    account.save()
    said = [detail for _kind, detail in noted("User", cast.MEMBER)][before:]
    assert len(said) == 2
    assert "PAPG Auditor" in said[0]
    assert said[1] == "key for programs made"


def test_forms_settings_and_rights_are_noted_by_their_kind() -> None:
    setter = {"doctype": "Property Setter", "doctype_or_field": "DocField", "doc_type": "PAPG Action"}
    made = frappe.get_doc(
        {**setter, "field_name": "title", "property": "bold", "value": "1", "property_type": "Check"}
    ).insert()
    settings = frappe.get_single("System Settings")
    settings.session_expiry = "05:00"
    settings.save()
    made.delete()
    assert [kind for kind, _detail in noted("Property Setter", made.name)] == ["Form changed"] * 2
    assert "02:00 → 05:00" in noted("System Settings", "System Settings")[-1][1]
    assert set(changes.KINDS.values()) == {"Rights changed", "Form changed", "Settings changed"}


def test_what_was_undone_is_not_noted() -> None:
    last = frappe.db.sql(f"select ifnull(max(name), 0) from `tab{LOG}`")[0][0]
    with acting_as("Administrator"):
        make("PAPG Member", papg_group=cast.group("A"))
    frappe.db.rollback()
    frappe.db.before_commit.run()
    assert frappe.db.sql(f"select ifnull(max(name), 0) from `tab{LOG}`")[0][0] <= last
