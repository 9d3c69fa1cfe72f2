"""Puts the cast of the tests on a site, once, before its snapshot is taken: `python make_cast.py SITE`."""

import sys

import frappe

from papg.testing import cast


def main(site: str) -> None:
    """Make everybody and commit: what comes after finds them there."""
    frappe.init(site=site, sites_path=".")
    frappe.connect()
    cast.install()
    frappe.db.commit()
    frappe.destroy()


if __name__ == "__main__":
    main(sys.argv[1])
