"""Demo data: what councils have published of their groups and duties, and one invented council whose group meets.

North Yorkshire and York 2013, Westminster 2015 and Barnet 2016 are retold from public papers, in our own words and
with posts for names. Eastmere is invented; everything about it is dated from the day it is loaded, so that the demo
never ages.
"""

import json
import os
from pathlib import Path

import frappe

from papg.setup.demo import barnet, eastmere, figures, logins, structures

PASSWORD_VARIABLE = "PAPG_DEMO_PASSWORD"  # noqa: S105 the name of a variable


def load() -> None:
    """Load everything, once, on a site that has no groups yet; keep its logins and a key for programs beside the site.

    Raises:
        frappe.ValidationError: The site is in use.
    """
    if frappe.db.count("PAPG Group"):
        frappe.throw("This site has groups already; the demo data are for an empty one.")
    structures.load_north_yorkshire()
    structures.load_westminster()
    barnet.load()
    eastmere.load()
    figures.load()
    frappe.set_user("Administrator")
    accounts = logins.make(os.environ.get(PASSWORD_VARIABLE) or frappe.generate_hash(length=16))
    keep("demo-logins.json", json.dumps(accounts, indent=1))
    keep("demo-key", logins.make_key())


def keep(file: str, text: str) -> None:
    """Keep something beside the site, to be read by whoever runs the bench."""
    path = Path(frappe.get_site_path("private", file))
    path.touch(mode=0o600)
    path.write_text(text)
