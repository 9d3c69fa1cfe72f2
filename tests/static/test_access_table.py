"""The table of rights is the source: the record types' files and the documentation follow it."""

import json

import pytest

from papg.permissions import rights, roles, roles_page, wiring, write_roles_page
from papg.permissions.conditions import CONDITIONS
from papg.permissions.write_docperms import file_of


@pytest.mark.parametrize("record", rights.records())
def test_the_rights_in_a_record_types_file_are_those_of_the_table(record: str) -> None:
    assert json.loads(file_of(record).read_text())["permissions"] == roles.docperms(record)


def test_every_condition_of_the_table_is_defined_and_none_is_left_over() -> None:
    used = {
        (grant.record, grant.when)
        for grant in rights.table()
        if grant.when not in ("always", rights.COUNCIL_WIDE)
    }
    assert used == set(CONDITIONS)


def test_the_page_on_roles_says_what_the_table_says() -> None:
    assert write_roles_page.PAGE.read_text() == write_roles_page.page(), (
        "The table has changed: env/bin/python -m papg.permissions.write_roles_page"
    )


def test_every_condition_of_the_table_has_its_words_and_none_is_left_over() -> None:
    used = {grant.when for grant in rights.table() if not roles_page.is_for_all(grant.record)}
    assert used == set(roles_page.CONDITIONS)


def test_every_last_step_has_its_word() -> None:
    confirmed = {grant.record for grant in rights.table() if "s" in grant.letters}
    assert confirmed == set(roles_page.LAST_STEP)


def test_every_record_type_is_in_the_table_and_every_child_table_has_a_parent() -> None:
    types = [json.loads(file.read_text()) for file in wiring.APP.glob("*/doctype/*/*.json")]
    own = {record["name"] for record in types if not record.get("istable") and not record.get("issingle")}
    assert own == set(rights.records())
    children = {record["name"] for record in types if record.get("istable")}
    assert children == set(wiring.child_parents())
    assert all(wiring.child_parents().values())


def test_nobody_cancels_amends_shares_or_mails_a_record() -> None:
    for record in rights.records():
        for row in roles.docperms(record):
            assert not row.keys() & {"cancel", "amend", "share", "email", "set_user_permissions"}, record


def test_a_partners_role_opens_no_kind_of_record() -> None:
    for record in rights.records():
        assert "PAPG Partner" not in roles.letters_by_role(record)


def test_minutes_are_deleted_by_nobody_and_submitted_by_chairs_alone() -> None:
    letters = roles.letters_by_role("PAPG Minutes")
    assert {role for role, held in letters.items() if "s" in held} == {"PAPG Chair"}
    assert not {role for role, held in letters.items() if "d" in held}


def test_links_to_scoped_records_are_not_narrowed_by_the_frameworks_user_permissions() -> None:
    for file in wiring.APP.glob("*/doctype/*/*.json"):
        for field in json.loads(file.read_text())["fields"]:
            if field["fieldtype"] == "Link" and rights.is_scoped(field["options"]):
                assert field.get("ignore_user_permissions") == 1, f"{file.name}: {field['fieldname']}"
