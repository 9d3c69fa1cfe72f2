"""The front door as it stands on a real site: nobody excepted, limits as delivered; and people who come to it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import frappe

from provision.instance import Instance
from provision.paths import SITES

COUNTED = ("papg_limit:*", "papg_code:*", "papg_login_link*", "papg_half_login:*", "login_failed_*")


@contextmanager
def configured(instance: Instance, **values: Any) -> Iterator[None]:
    """The site with other settings in its configuration, as every request reads it."""
    file = SITES / instance.site / "site_config.json"
    before = file.read_text()
    config = {**json.loads(before), **values}
    file.write_text(json.dumps({name: value for name, value in config.items() if value is not None}))
    try:
        with mock.patch.dict(frappe.local.conf, values):
            yield
    finally:
        file.write_text(before)


def forget_counts() -> None:
    """Nobody has tried anything yet."""
    for pattern in COUNTED:
        for key in frappe.cache.keys(frappe.cache.make_key(pattern).decode()):
            frappe.cache.delete(key)
