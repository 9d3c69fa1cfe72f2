"""`python -m tests.openapi`: validator and made-up calls on the instance's own site, served for the purpose."""

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import frappe

from papg.permissions import rights
from papg.testing import cast
from provision.instance import Instance
from provision.paths import SITES
from provision.say import line
from provision.served import Served, served_site
from provision.services import running
from tests.journeys.rest import Program, programs_of
from tests.openapi.check import ADDRESS, lacking, make_up_calls

EXAMPLES = 10
FIELD = "custom_checked"
# Reads every record type there is; its memberships, those of the cast, add what a secretary may do.
ROLES = ("PAPG Administrator", "PAPG Auditor")


def main(arguments: list[str]) -> int:
    """Serve the site, check, print what was found; 1 if anything is not as the document says."""
    instance = Instance(os.environ.get("PAPG_INSTANCE", "test"))
    examples = int(arguments[0]) if arguments else EXAMPLES
    with running(instance), served_site(instance) as served:
        os.chdir(SITES)
        frappe.init(site=instance.site, sites_path=".")
        frappe.connect()
        try:
            frappe.get_doc("User", cast.INTEGRATION).add_roles(*ROLES)
            programs = programs_of(served.url, (cast.INTEGRATION, cast.ADMINISTRATOR))
        finally:
            frappe.destroy()
        return checked(served, programs[cast.INTEGRATION], programs[cast.ADMINISTRATOR], examples)


def checked(served: Served, program: Program, administrator: Program, examples: int) -> int:
    """Check the document while a field of the council's is on a form, and once more when it is not."""
    with field_of_the_council(administrator):
        found = program.ask("GET", ADDRESS).json()
        missing = lacking(found, rights.shipped(), FIELD)
        key = str(program.headers["Authorization"])
        number = os.environ.get("SEED") or str(secrets.randbelow(1_000_000))
        calls = make_up_calls(f"{served.url}{ADDRESS}", served.url, key, examples, ("--seed", number))
    stays = FIELD in program.ask("GET", ADDRESS).text
    line(calls.report)
    for name in missing:
        line(f"missing: {name}")
    if stays:
        line(f"still there: {FIELD}")
    line(f"SEED={number}")
    line(
        f"records={len(rights.shipped())} missing={len(missing)} paths={len(found['paths'])} calls={calls.sent} "
        f"answered={calls.answered} passed={int(calls.is_clean)}"
    )
    return int(bool(missing) or stays or not calls.is_clean or not calls.answered)


@contextmanager
def field_of_the_council(administrator: Program) -> Iterator[None]:
    """A field of actions, added over REST by the council's administrator and taken off again."""
    name = administrator.create("Custom Field", dt="PAPG Action", label="Checked", fieldtype="Data")["name"]
    try:
        yield
    finally:
        answer = administrator.ask("DELETE", f"/api/resource/Custom Field/{name}")
        assert answer.status_code == 202, answer.text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
