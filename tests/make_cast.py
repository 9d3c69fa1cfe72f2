"""Puts the cast of the tests on a site, once, before its snapshot is taken: `python make_cast.py SITE`."""

import sys

import frappe
from frappe.installer import update_site_config

from papg.testing import cast


def main(site: str) -> None:
    """Make everybody and commit: what comes after finds them there."""
    frappe.init(site=site, sites_path=".")
    frappe.connect()
    cast.install()
    # The people of the tests are invented and log in hundreds of times an hour; tests of the front door put both back.
    update_site_config("second_factor_off_for_demonstration", 1)
    update_site_config("rate_limit_factor", 1000)
    frappe.db.commit()
    frappe.destroy()


if __name__ == "__main__":
    main(sys.argv[1])
