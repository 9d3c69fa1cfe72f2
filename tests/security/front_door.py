"""The front door as it stands on a real site: nobody excepted, limits as delivered; and people who come to it."""

import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import frappe
import pyotp
import requests

from papg.security import half_login, second_factor
from papg.testing import cast
from papg.testing.factories import make_user
from provision.instance import Instance
from provision.paths import SITES
from tests.security.visitors import TOKEN, Visitor

KEY = re.compile(r'class="key">([A-Z2-7 ]+)<')
FORM = {"Accept": "text/html", "Sec-Fetch-Site": "same-origin"}
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


@contextmanager
def nobody_excepted(instance: Instance) -> Iterator[None]:
    """The site with its second factor for everybody and its limits; nobody has tried or set up anything yet."""
    forget_all()
    with configured(instance, second_factor_off_for_demonstration=None, rate_limit_factor=None):
        yield
    forget_all()


def forget_all() -> None:
    forget_counts()
    forget_factors()


def forget_counts() -> None:
    """Nobody has tried anything yet."""
    for pattern in COUNTED:
        for key in frappe.cache.keys(frappe.cache.make_key(pattern).decode()):
            frappe.cache.delete(key)


def forget_factors() -> None:
    """Nobody has set up a second factor yet."""
    frappe.db.rollback()
    for user in cast.POSTS:
        second_factor.forget(user)
    frappe.db.commit()


@contextmanager
def newcomer() -> Iterator[str]:
    """An account of its own, whose sessions nobody else uses."""
    frappe.db.rollback()
    email = make_user("newcomer@harbour.example", "Town Centre Manager", cast.PASSWORD).name
    frappe.db.commit()
    try:
        yield email
    finally:
        frappe.db.rollback()
        frappe.delete_doc("User", email, force=True)
        frappe.db.commit()


def code_of(secret: str, steps: int = 0) -> str:
    """The code of now, or of some half-minutes away."""
    return pyotp.TOTP(secret).generate_otp(int(time.time()) // 30 + steps)


class Caller(Visitor):
    """Somebody at the pages of the front door."""

    def fill_in(self, path: str, **fields: str) -> requests.Response:
        """Send a form of a page."""
        return self.ask("POST", path, data=fields, headers=FORM)

    def show_password(self, user: str, password: str = cast.PASSWORD) -> requests.Response:
        return self.fill_in("/login", email=user, password=password)

    def show_code(self, code: str) -> requests.Response:
        return self.fill_in("/second-factor", code=code)

    def take_step_of(self, token: str) -> None:
        """Carry a cookie of the way in, in place of one's own."""
        kept = {name: value for name, value in self.cookies.items() if name != half_login.COOKIE}
        self.cookies.clear()
        self.cookies.update({**kept, half_login.COOKIE: token})

    def secret_shown(self) -> str:
        """The key on the page that sets the second factor up."""
        found = KEY.search(self.see("/second-factor").text)
        assert found, "the page shows no key"
        return found[1].replace(" ", "")

    def come_in(self, user: str) -> str:
        """Log in for the first time, setting up the second factor; its secret."""
        assert self.show_password(user).headers["Location"] == "/second-factor"
        secret = self.secret_shown()
        assert self.show_code(code_of(secret)).status_code == 303
        return secret

    def is_in(self) -> bool:
        """Does the desk or the page of partners open?"""
        return self.see("/", allow_redirects=True).url.endswith(("/app", "/partner"))

    def take_token(self) -> None:
        """The token of the session, from the first page."""
        found = TOKEN.search(self.see("/", allow_redirects=True).text)
        assert found
        self.headers["X-Frappe-CSRF-Token"] = found[1]
