"""A customised site is written into a folder, and another site becomes the same by it."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import frappe
import pytest

from papg.oversight.triggers import LOG
from papg.setup.moving import content, exporting, folder, importing, kinds, telling
from papg.testing import cast
from provision import cli, sites
from provision.instance import Instance
from tests.customising.customised import (
    BESIDE,
    RECORD_TYPE,
    TOUCHED,
    customise,
    hide_people_in_it,
)
from tests.customising.doors import DOORS, OURS
from tests.customising.ground import forms_kept


@pytest.fixture(scope="module", autouse=True)
def lists_as_shipped(connection: None) -> None:
    """What other tests left in the council's lists goes: it would be customising too."""
    frappe.db.rollback()
    shipped = content.shipped(kinds.all_kinds().values())
    for record in kinds.lists():
        left = [name for name in frappe.get_all(record, pluck="name") if (record, name) not in shipped]
        for table in (record, *(field.options for field in frappe.get_meta(record).get_table_fields())):
            frappe.db.delete(table, {"name" if table == record else "parent": ("in", left or [""])})
    frappe.db.commit()
    frappe.clear_cache()


def held(at: Path) -> dict[Path, bytes]:
    return {file.relative_to(at): file.read_bytes() for file in at.rglob("*.json")}


def put(at: Path, record: str, name: str, /, **fields: Any) -> None:
    """A file as somebody might write it by hand."""
    file = at / folder.place(record, name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({**fields, "doctype": record, "name": name}))
    (at / folder.MARK).write_text("{}")


def looked(at: Path) -> dict[tuple[str, str], tuple[str, str]]:
    return {(row.record, row.name): (row.sort, " ".join(row.said)) for row in importing.look(at)}


def exported(into: Path) -> dict[Path, bytes]:
    exporting.export(into)
    return held(into)


# Inside one transaction


def test_a_site_as_the_app_ships_it_has_no_customising(site: None, tmp_path: Path) -> None:
    assert set(exported(tmp_path)) == {Path(folder.MARK)}


def test_the_differences_are_told_field_by_field_and_applied_once(site: None, tmp_path: Path) -> None:
    old = frappe.db.get_value("PAPG Tier", "Gold", "meaning")
    put(tmp_path, "PAPG Tier", "Gold", tier_name="Gold", meaning="Ours")
    put(tmp_path, "PAPG Tier", "Platinum", tier_name="Platinum")
    frappe.get_doc({"doctype": "PAPG Tier", "tier_name": "Copper"}).insert()
    findings = importing.look(tmp_path)
    said = "\n".join(telling.lines(findings))
    for line in (
        "new       PAPG Tier “Platinum”",
        "only here PAPG Tier “Copper” (stays",
        "changed   PAPG Tier “Gold”",
    ):
        assert line in said
    assert old and "Ours" in said
    assert frappe.db.get_value("PAPG Tier", "Gold", "meaning") == old, "looking changes nothing"
    assert not frappe.db.exists("PAPG Tier", "Platinum")
    importing.apply(findings, "harbour")
    assert frappe.db.get_value("PAPG Tier", "Gold", "meaning") == "Ours"
    assert "Nothing to change." in telling.last_line(importing.look(tmp_path), True)


REFUSED = {
    ("Custom Field", "User-custom_x"): ({"dt": "User", "label": "X", "fieldname": "custom_x"}, "User is not one of"),
    ("System Settings", "System Settings"): ({"enable_two_factor_auth": 0}, "System Settings is not part of"),
    ("Server Script", "Own"): ({"script": "pass"}, "Server Script is not part of"),
    ("Role", "PAPG Member"): ({"desk_access": 1}, "Role is not part of"),
    ("User", cast.SECRETARY): ({"enabled": 1}, "User is not part of"),
    ("PAPG Member", "x"): ({"position": "Chair"}, "PAPG Member is not part of"),
    ("Custom DocPerm", OURS): ({"permissions": [{"role": "Guest", "read": 1}]}, "This right would open"),
    ("Notification", "Own"): ({**DOORS["Notification"](OURS), "condition": "1"}, "for who looks after the whole"),
    ("Notification", "Two"): ({**DOORS["Notification"](OURS), "sender_email": "a@b.example"}, "“sender_email” is not"),
    ("Print Format", "Own"): ({"doc_type": OURS, "standard": "No", "html": "<script>1</script>"}, "leave out"),
    ("Report", "Own"): ({**DOORS["Report"](OURS), "is_standard": "Yes"}, "is not the council's own"),
    ("Workflow", "Action"): ({"document_type": OURS, "is_active": 1, "workflow_name": "Action"}, "state"),
}  # fmt: skip


def test_what_is_no_customising_is_refused_by_name_and_the_rest_with_it(site: None, tmp_path: Path) -> None:
    put(tmp_path, "PAPG Tier", "Platinum", tier_name="Platinum")
    (tmp_path / "papg_tier" / "broken.json").write_text("{")
    for (record, name), (fields, _reason) in REFUSED.items():
        put(tmp_path, record, name, **fields)
    found = looked(tmp_path)
    assert found["PAPG Tier", "Platinum"] == ("new", "")
    assert "not JSON" in found["papg_tier", "broken.json"][1]
    for key, (_fields, reason) in REFUSED.items():
        assert found[key][0] == "refused", key
        assert reason in found[key][1], (key, found[key])
    assert telling.is_refused(importing.look(tmp_path))


def test_an_export_overwrites_nothing_else(site: None, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all")
    with pytest.raises(folder.NoFolder, match="holds other files"):
        exporting.export(tmp_path)
    with pytest.raises(folder.NoFolder, match="holds no export"):
        importing.look(tmp_path)


# From one site to another, by the commands


@pytest.fixture(scope="module")
def first(connection: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of a customised site; the site itself is as it was again."""
    into = tmp_path_factory.mktemp("moving") / "harbour"
    with forms_kept(*TOUCHED):
        customise()
        frappe.db.commit()
        hide_people_in_it()
        once = exported(into)
        assert exported(into) == once, "two exports of one site are the same bytes"
        frappe.db.rollback()
    yield into


Made = Callable[..., tuple[int, str]]


@pytest.fixture
def made(instance: Instance, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Made:
    """Run `make export-config` or `make import-config` on the test site: its exit code and what it printed."""

    def made(command: str, at: Path, apply: str = "") -> tuple[int, str]:
        monkeypatch.setenv("PAPG_INSTANCE", instance.name)
        monkeypatch.setenv("FOLDER", str(at))
        monkeypatch.setenv("APPLY", apply)
        frappe.db.commit()
        capfd.readouterr()
        code = cli.main([command])
        frappe.db.rollback()
        frappe.clear_cache()
        return code, "".join(capfd.readouterr())

    return made


def test_every_way_of_customising_is_a_file_and_no_person_or_record_of_a_group_is_in_one(first: Path) -> None:
    kinds = {json.loads(file.read_text()).get("doctype") for file in first.rglob("*.json")} - {None}
    assert kinds == {
        *BESIDE,
        *("DocType", "Custom Field", "Property Setter", "Workflow", "Workflow State"),
        *("Workflow Action Master", "Letter Head", "Email Template", "Workspace", "Custom DocPerm"),
        *("PAPG Tier", "PAPG Follow Up"),
    }
    text = "\n".join(said.decode() for said in held(first).values())
    accounts = frappe.get_all("User", pluck="name") + frappe.get_all("PAPG Member", pluck="name")
    secrets = ("password", "api_key", "creation", "modified_by", "owner")
    named = [name for name in (*accounts, *secrets, cast.group("A")) if f'"{name}"' in text]
    assert cast.SECRETARY in accounts
    assert named == []
    assert "@" not in text


def test_another_site_becomes_the_same_twice_changes_nothing_and_migrate_keeps_it(
    first: Path, tmp_path: Path, instance: Instance, made: Made
) -> None:
    second, applied = tmp_path / "second", {"detail": ("like", "customising of harbour: %")}
    noted = frappe.db.count(LOG, applied)
    with forms_kept(*TOUCHED):
        assert set(exported(second)) == {Path(folder.MARK)}
        code, said = made("import-config", first)
        assert (code, "Nothing was changed yet" in said) == (0, True), said
        assert set(exported(second)) == {Path(folder.MARK)}
        code, said = made("import-config", first, "1")
        assert (code, "Applied." in said) == (0, True), said
        code, said = made("export-config", second)
        assert (code, held(second)) == (0, held(first)), said
        code, said = made("import-config", first, "1")
        assert (code, "new=0 changed=0" in said) == (0, True), said
        assert frappe.db.count(LOG, applied) == noted + 1
        come_to_a_new_version(instance)
        assert exported(second) == held(first)
        assert frappe.get_meta(OURS).has_field("custom_ward")
        assert frappe.db.has_column(RECORD_TYPE, "street")


def come_to_a_new_version(instance: Instance) -> None:
    """Migrate as after an update: a version whose forms differ is told by the hash the site keeps of each."""
    frappe.db.set_value("DocType", {"name": ("in", (OURS, "PAPG Tier"))}, "migration_hash", None)
    frappe.db.commit()
    sites.frappe(instance, "migrate", "--skip-search-index", doing="Migrating")
    frappe.db.rollback()
    frappe.clear_cache()


def test_whole_or_not_at_all(connection: None, tmp_path: Path, made: Made) -> None:
    field = {"dt": OURS, "label": "Ward", "fieldname": "custom_ward", "fieldtype": "Data", "idx": 4}
    put(tmp_path, "Custom Field", f"{OURS}-custom_ward", insert_after="title", **field)
    put(tmp_path, "PAPG Tier", "Platinum", tier_name="Platinum")
    put(tmp_path, "Custom Field", "User-custom_ward", **{**field, "dt": "User"})
    # The guards have nothing against this board; only when it is stored a column is found to have no name.
    board = {"reference_doctype": OURS, "field_name": "custom_ward", "columns": [{"indicator": "Red"}]}
    put(tmp_path, "Kanban Board", "Wards", kanban_board_name="Wards", **board)
    with forms_kept(*TOUCHED):
        for refused, reason in (("User-custom_ward", "Put right what is refused"), ("Wards", "was refused")):
            code, said = made("import-config", tmp_path, "1")
            assert (code, reason in said, f"“{refused}”" in said) == (1, True, True), said
            assert not frappe.db.exists("Custom Field", f"{OURS}-custom_ward")
            assert not frappe.db.exists("PAPG Tier", "Platinum")
            (tmp_path / folder.place("Custom Field", "User-custom_ward")).unlink(missing_ok=True)


def test_a_folder_has_to_be_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("FOLDER", raising=False)
    assert cli.main(["export-config"]) == 1
    assert "Name one: make export-config FOLDER=" in capsys.readouterr().err
