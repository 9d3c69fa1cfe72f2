"""`python -m tests.walk`: the walk on the instance's own site, served for the purpose."""

import os
import sys

import frappe

from provision.instance import Instance
from provision.paths import SITES
from provision.say import line
from provision.served import served_site
from provision.services import running
from tests.walk import verdicts
from tests.walk.walk import is_clean, report, walk


def main(arguments: list[str]) -> int:
    """Serve the site, walk, print what went wrong; 1 if anything did."""
    instance = Instance(os.environ.get("PAPG_INSTANCE", "test"))
    only = next((argument for argument in arguments if not argument.startswith("-")), "")
    with running(instance), served_site(instance) as served:
        os.chdir(SITES)
        frappe.init(site=instance.site, sites_path=".")
        frappe.connect()
        try:
            ledger = walk(served, line, "--every-row" in arguments, only)
        finally:
            frappe.destroy()
    for text in (*(verdicts.table(ledger) if "--doors" in arguments else ()), *report(ledger)):
        line(text)
    return int(not is_clean(ledger))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
