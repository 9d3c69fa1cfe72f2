"""`python -m tests.fuzz`: made-up calls on the instance's own site, served for the purpose."""

import os
import secrets
import sys

import frappe

from provision.instance import Instance
from provision.paths import SITES
from provision.say import line
from provision.served import served_site
from provision.services import running
from tests.fuzz.fuzz import fuzz

CALLS = 20_000


def main(arguments: list[str]) -> int:
    """Serve the site, call, print what went wrong; 1 if anything did."""
    instance = Instance(os.environ.get("PAPG_INSTANCE", "test"))
    number = int(os.environ.get("SEED") or secrets.randbelow(1_000_000))
    total = int(arguments[0]) if arguments else CALLS
    line(f"SEED={number}")
    os.environ.setdefault("WEB_WORKERS", "2")
    with running(instance), served_site(instance) as served:
        os.chdir(SITES)
        frappe.init(site=instance.site, sites_path=".")
        frappe.connect()
        try:
            account = fuzz(served, line, number, total)
        finally:
            frappe.destroy()
    for text in account.findings():
        line(text)
    line(f"accepted={account.accepted}")
    line(account.last_line())
    return int(not account.is_clean)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
