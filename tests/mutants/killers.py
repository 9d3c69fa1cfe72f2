"""Which tests are to notice an open guard: those about its place, and all that knock at doors where there are none."""

from collections.abc import Iterable, Iterator

import pytest

from tests.mutants import mutants
from tests.mutants.mutants import Mutant

ACCESS = "tests/mutants/test_access.py"
DOORS = (
    *("tests/security", "tests/customising", "apps/papg/papg/permissions"),
    *("apps/papg/papg/printing/test_framework.py", "apps/papg/papg/meetings/test_minutes_doors.py"),
    *("apps/papg/papg/api/test_desk.py", "apps/papg/papg/security/test_mail.py"),
    "apps/papg/papg/actions/test_repeating_ends.py",
)
ALONE = "test_each_guard.py"
# They take long, or have their own way of finding fault.
LEFT_OUT = ("test_walk.py", "test_fuzz.py", "test_desk_journey.py", "test_new_field.py", "test_pictures.py")
# Tests of a guard by a part of its name.
PLACES = {
    "references": ("test_references.py",),
    "save_guard": ("test_saves.py", "test_files.py"),
    "printing.exports": ("test_exports.py",),
    "permissions.guards_": ("test_customising_doors.py", "test_role_doors.py", "test_minutes_workflow.py"),
    "permissions.guards_types": ("test_own_types", "test_form_doors.py"),
    "permissions.guards_webhooks": ("customising/test_webhooks.py",),
    "external_ids": ("security/test_external_ids.py", "test_own_types_twice.py"),
    "repeats": ("security/test_external_ids.py",),
    "workflow_guard": ("test_customising_doors.py", "test_workflow.py"),
    "permissions.guards": (
        "customising/test_guards.py",
        "test_customising_doors.py",
        "test_form_doors.py",
        "test_workflow.py",
    ),
    "permissions.document": ("test_child_rows.py", "test_minutes_doors.py"),
    "permissions.links": ("test_foreign_records.py", "test_saves.py"),
    "sessions": ("test_sessions.py", "test_session_rules.py", "test_leaving.py", "test_accounts.py"),
    "security.settings": ("test_settings.py", "test_second_factor.py"),
    "headers": ("test_headers.py", "test_sessions.py"),
    "security.users": ("test_accounts.py", "test_own_account.py", "test_new_device.py"),
    "file_access": ("test_files.py",),
    "security.files": ("test_files.py",),
    "gate": ("test_endpoints.py", "test_dispatch.py"),
    "calls": ("test_dispatch.py",),
    "listing": ("test_shapes.py", "test_lists.py"),
    "shapes": ("test_shapes.py", "test_lists.py"),
    "binding": ("test_shapes.py", "test_dispatch.py"),
    "records": ("test_shapes.py", "test_foreign_records.py"),
    "resources": ("test_dispatch.py", "test_foreign_records.py"),
    "titles": ("test_lists.py",),
    "printing": ("printing/test_framework.py",),
    "api.desk": ("api/test_desk.py", "test_foreign_records.py"),
    "publicity": ("test_never_public.py",),
    "customize_form": ("test_form_doors.py", "test_guards.py"),
    "security.mail": ("security/test_mail.py",),
    "recording": ("test_trail.py",),
    "security.openid": ("test_sign_on",),
    "security.programs": ("test_program",),
    "security.sign_on": ("test_sign_on",),
    "limits": ("test_limits.py",),
    "security.login": ("test_limits.py", "test_second_factor.py", "test_login_link.py", "test_sessions.py"),
    "lost_device": ("test_lost_device.py",),
    "actions.board": ("test_board.py",),
    "auto_repeat": ("test_repeating_ends.py",),
    "security.desk": ("test_foreign_records.py", "test_accounts.py"),
}


def of(mutant: Mutant, items: Iterable[pytest.Item]) -> Iterator[pytest.Item]:
    """Tests to try on a mutant."""
    access = [item for item in items if ACCESS in item.nodeid]
    doors = [item for item in items if ACCESS not in item.nodeid and not left_out(item)]
    if mutant.sort in (mutants.LIST, mutants.RECORD, mutants.CONDITION):
        about = f"[{mutant.name.partition(', ')[0]}]"
        behind = [item for item in access if item.nodeid.endswith(about)]
        yield from behind
        if behind:
            return
    alone = [item for item in doors if ALONE in item.nodeid]
    files = files_about(mutant)
    about_it = [item for file in files for item in doors if file in item.nodeid]
    subject = mutant.name.partition(", ")[0]
    named = (f"[{mutant.name}-", f"[{subject}-", f"[{subject}]")
    of_it = [item for item in about_it if any(name in item.nodeid for name in named)]
    yield from dict.fromkeys((*of_it, *about_it, *alone, *doors))


def left_out(item: pytest.Item) -> bool:
    return any(name in item.nodeid for name in LEFT_OUT)


def files_about(mutant: Mutant) -> list[str]:
    """Files with the tests about the place this guard stands at, the likeliest first."""
    place = "shapes" if mutant.sort == mutants.SHAPE else mutant.target
    return list(dict.fromkeys(file for part, files in PLACES.items() if part in place for file in files))
