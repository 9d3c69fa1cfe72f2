"""What installing and every migrate make sure of, and that doing it again changes nothing."""

import json

import frappe
import pytest

from papg.permissions import roles
from papg.rules.workflow_stages import MINUTES, check_workflow
from papg.setup import desk, framework_rights, install, people, seeds, settings, uninstall
from papg.testing import cast
from papg.testing.acting import acting_as, counted_queries

pytestmark = pytest.mark.usefixtures("site")


def test_every_role_is_there_and_opens_the_desk_or_not() -> None:
    found = dict(frappe.get_all("Role", {"name": ("in", roles.ALL)}, ["name", "desk_access"], as_list=True))
    assert found == {role: int(role not in roles.WITHOUT_DESK) for role in roles.ALL}


def test_a_role_that_was_changed_is_put_right() -> None:
    frappe.db.set_value("Role", "PAPG Partner", "desk_access", 1)
    people.make_roles()
    assert frappe.db.get_value("Role", "PAPG Partner", "desk_access") == 0


def test_every_setting_that_keeps_the_site_safe_is_written_again() -> None:
    changed = []
    for record_type, values in settings.HELD.items():
        for field, value in values.items():
            if frappe.get_meta(record_type).has_field(field):
                frappe.db.set_single_value(record_type, field, 0 if value else 1)
                changed.append((record_type, field, value))
    settings.hold()
    assert len(changed) > 15
    wrong = [
        (kind, field) for kind, field, value in changed if frappe.db.get_single_value(kind, field) != value
    ]
    assert wrong == []


def test_a_choice_of_the_council_stays() -> None:
    frappe.db.set_single_value("System Settings", "first_day_of_the_week", "Sunday")
    install.after_migrate()
    assert frappe.db.get_single_value("System Settings", "first_day_of_the_week") == "Sunday"


@pytest.mark.parametrize(("chosen", "held"), [("10:00", "10:00"), ("02:30", "02:30"), ("11:00", "10:00")])
def test_a_session_lasts_ten_hours_at_most(chosen: str, held: str) -> None:
    frappe.db.set_single_value("System Settings", "session_expiry", chosen)
    settings.limit_sessions()
    assert frappe.db.get_single_value("System Settings", "session_expiry") == held


def test_logs_of_who_did_what_are_kept_a_year_and_copies_of_records_a_week() -> None:
    logs = frappe.get_single("Log Settings")
    for row in logs.logs_to_clear:
        row.days = {"Activity Log": 30, "Prepared Report": 90, "Error Log": 10}.get(row.ref_doctype, row.days)
    logs.save()
    settings.keep_logs()
    kept = {row.ref_doctype: row.days for row in frappe.get_single("Log Settings").logs_to_clear}
    assert (kept["Activity Log"], kept["Prepared Report"], kept["Error Log"]) == (365, 7, 10)


def test_the_set_up_wizard_meets_nobody() -> None:
    assert frappe.db.get_default("desktop:home_page") != "setup-wizard"
    frappe.db.set_default("desktop:home_page", "setup-wizard")
    desk.open_at_workspaces()
    assert frappe.db.get_default("desktop:home_page") == "Workspaces"


def test_having_an_account_gives_no_right_on_what_the_framework_keeps() -> None:
    open_to = {
        (record_type, row.role)
        for record_type in frappe.get_all(
            "DocType", {"name": ("in", list(framework_rights.WITHDRAWN))}, pluck="name"
        )
        for row in frappe.get_meta(record_type).permissions
        if row.role in (*framework_rights.EVERYBODY, *roles.WITHOUT_DESK)
    }
    assert open_to == set()


@pytest.mark.parametrize("user", [cast.PARTNER, cast.DEPUTY, "Guest"])
def test_who_has_no_desk_reads_none_of_it(user: str) -> None:
    cast.install()
    asked = ("File", "ToDo", "Note", "Event", "Tag Link", "User", "List Filter", "Notification Log")
    with acting_as(user):
        assert [name for name in asked if frappe.has_permission(name, "read")] == []


def test_staff_keep_what_the_forms_and_lists_of_the_desk_need() -> None:
    cast.install()
    with acting_as(cast.MEMBER):
        needed = {"File": "create", "List Filter": "create", "Number Card": "read", "Print Format": "read"}
        assert [name for name, right in needed.items() if not frappe.has_permission(name, right)] == []
        assert not frappe.has_permission("Note", "read")


@pytest.mark.parametrize(
    "record_type", [name for name, letters in framework_rights.GRANTED.items() if "w" in letters]
)
def test_the_administrator_alone_of_our_roles_changes_forms_and_workflows(record_type: str) -> None:
    framework_rights.give_administrator()
    held = frappe.get_all("Custom DocPerm", {"parent": record_type, "write": 1}, pluck="role")
    assert set(held) & set(roles.ALL) == {"PAPG Administrator"}
    assert ("Workspace Manager" if record_type == "Workspace" else "System Manager") in held


def test_rights_given_back_to_everybody_are_taken_again() -> None:
    framework_rights.grant("Note", "All", "rwcd", is_own_only=False)
    framework_rights.withdraw()
    assert not frappe.db.exists("Custom DocPerm", {"parent": "Note", "role": "All"})


def test_rights_of_other_roles_on_the_same_record_type_stay() -> None:
    assert frappe.db.exists("Custom DocPerm", {"parent": "File", "role": "System Manager", "write": 1})


def test_every_record_of_the_seeds_is_there() -> None:
    missing = [
        seeds.key_of(record)
        for file in seeds.FILES
        for record in seeds.read(file)
        if not frappe.db.exists(record["doctype"], seeds.name_of(record))
    ]
    assert missing == []


def test_an_entry_the_council_changed_or_removed_stays_as_it_left_it() -> None:
    frappe.db.set_value("PAPG Tier", "Gold", "meaning", "Ours")
    frappe.delete_doc("PAPG Tier", "Silver")
    seeds.plant()
    assert frappe.db.get_value("PAPG Tier", "Gold", "meaning") == "Ours"
    assert not frappe.db.exists("PAPG Tier", "Silver")


def test_a_seed_that_is_new_is_planted_beside_what_the_council_has_of_that_name() -> None:
    frappe.db.set_global(seeds.PLANTED, json.dumps([]))
    frappe.db.set_value("PAPG Tier", "Gold", "meaning", "Ours")
    frappe.delete_doc("PAPG Tier", "Silver")
    seeds.plant()
    assert frappe.db.get_value("PAPG Tier", "Gold", "meaning") == "Ours"
    assert frappe.db.exists("PAPG Tier", "Silver")


def test_the_five_areas_are_required_and_their_portfolios_cover_the_functions() -> None:
    kinds = frappe.get_all(
        "PAPG Business Area", ["kind", "requirement", "count(name) as number"], group_by="kind"
    )
    assert {row.kind: (row.requirement, row.number) for row in kinds} == {
        "Core": ("Required", 5),
        "Additional function": ("Expected", 3),
        "External": ("Optional", 9),
        "Context": ("Optional", 1),
    }
    covered = frappe.get_all("PAPG Portfolio", {"covers_function": ("is", "set")}, pluck="covers_function")
    assert sorted(covered) == [
        "CCTV control room",
        "Events and Safety Advisory Group",
        "Facilities and building management",
    ]


def test_the_workflow_of_minutes_has_what_the_rules_need() -> None:
    workflow = frappe.get_doc("Workflow", {"document_type": MINUTES, "is_active": 1})
    rows = [(row.state, row.doc_status, row.update_value) for row in workflow.states]
    assert check_workflow(MINUTES, rows).allowed
    assert not workflow.send_email_alert


def sidebar(user: str) -> list[str]:
    from frappe.desk.desktop import get_workspace_sidebar_items

    with acting_as(user):
        return [page["title"] for page in get_workspace_sidebar_items()["pages"]]


@pytest.mark.parametrize("user", [cast.SECRETARY, cast.CHAIR, cast.MEMBER, cast.BOARD])
def test_the_desk_shows_our_workspace_only(user: str) -> None:
    cast.install()
    assert sidebar(user) == ["Protect & Prepare"]


def test_the_administrator_has_the_councils_lists_as_well() -> None:
    cast.install()
    assert sidebar(cast.ADMINISTRATOR) == ["Protect & Prepare", "Council set-up"]


def test_the_auditor_has_the_trail_as_well() -> None:
    cast.install()
    assert sidebar(cast.AUDITOR) == ["Protect & Prepare", "Audit"]


def test_a_workspace_of_the_framework_that_comes_back_is_hidden_again() -> None:
    frappe.db.set_value("Workspace", "Tools", "is_hidden", 0)
    desk.hide_workspaces_of_the_framework()
    assert frappe.db.get_value("Workspace", "Tools", "is_hidden") == 1


def test_a_second_migrate_writes_nothing() -> None:
    install.after_migrate()
    with counted_queries() as queries:
        install.after_migrate()
    writes = [query for query in queries if query.lstrip().lower().startswith(("insert", "update", "delete"))]
    assert queries
    assert writes == []


def test_after_the_app_has_gone_the_framework_is_as_it_was() -> None:
    cast.install()
    uninstall.before_uninstall()
    assert frappe.db.exists("Role", {"name": ("in", roles.ALL)}) is None
    assert not frappe.db.exists("Custom DocPerm", {"parent": ("in", tuple(framework_rights.WITHDRAWN))})
    assert frappe.db.get_value("Workspace", "Tools", "is_hidden") == 0
    assert frappe.db.exists("Workflow", {"document_type": MINUTES}) is None
    assert frappe.get_all("User", {"name": ("in", list(cast.POSTS)), "user_type": "System User"}) == []
