"""The second factor: a code of an app on the person's own device, required of everybody.

The secret lies where the framework keeps it, encrypted with the key of the site. The framework's own second step is
not used: it keeps the password in clear in Redis meanwhile, mails a page with the secret, and takes a code twice.
"""

import time
from base64 import b64encode
from datetime import datetime
from io import BytesIO

import frappe
import pyotp
from frappe import _
from frappe.twofactor import clear_default, get_default, set_default
from frappe.utils.password import decrypt, encrypt
from pyqrcode import create

from papg import link_keys
from papg.oversight import changes

# Site configuration of a site with demo data or the tests' people, and whose accounts it is about.
OFF = "second_factor_off_for_demonstration"
INVENTED = ".example"
STEP_SECONDS = 30
# A clock may be half a minute off, and a person is slow.
WINDOW = 1
USED_SECONDS = STEP_SECONDS * (2 * WINDOW + 2)
DIGITS = 6


def is_off() -> bool:
    """Does this site ask people without a real address for no second factor?"""
    return bool(frappe.conf.get(OFF))


def is_required_of(user: str) -> bool:
    """Is it required of this account? Only the demonstration's invented people can be excepted."""
    return not (is_off() and user.lower().endswith(INVENTED))


def secret_of(user: str) -> str | None:
    """The secret of an account whose owner has proved to hold it; none before."""
    stored = get_default(f"{user}_otpsecret")
    return decrypt(stored) if stored and get_default(f"{user}_otplogin") else None


def new_secret() -> str:
    """A secret nobody holds yet."""
    return pyotp.random_base32()


def keep(user: str, secret: str) -> None:
    """Keep the secret of an account, once its owner has shown a code made with it."""
    set_default(f"{user}_otpsecret", encrypt(secret))
    set_default(f"{user}_otplogin", 1)
    changes.tell_of_account(user, _("second factor set up"))


def held_since(user: str) -> datetime | None:
    """When the owner of an account showed a code of the secret for the first time."""
    return frappe.db.get_value("DefaultValue", {"defkey": f"{user}_otplogin"}, "creation")


def forget(user: str) -> None:
    """Take the second factor off an account; the next login sets up a new one."""
    if secret_of(user):
        changes.tell_of_account(user, _("second factor taken off"))
    for name in ("_otpsecret", "_otplogin"):
        clear_default(f"{user}{name}")


def is_right(user: str, secret: str, code: str) -> bool:
    """Is this a code of the secret, of now, that was not used before?"""
    code = "".join(code.split())
    if len(code) != DIGITS or not code.isascii() or not code.isdigit():
        return False
    step = step_of(secret, code)
    if step is None:
        return False
    # A new phone may show its first code in the half-minute in which the old one showed its last.
    used = frappe.cache.make_key(f"papg_code:{user}:{link_keys.fingerprint(secret)}:{step}")
    # One command, so that of two requests at the same moment one gets through.
    return bool(frappe.cache.set(used, 1, nx=True, ex=USED_SECONDS))


def step_of(secret: str, code: str) -> int | None:
    """The half-minute a code was made for, if it is near now."""
    totp = pyotp.TOTP(secret)
    now = int(time.time()) // STEP_SECONDS
    near = range(now - WINDOW, now + WINDOW + 1)
    return next((step for step in near if pyotp.utils.strings_equal(totp.generate_otp(step), code)), None)


def drawing(user: str, secret: str) -> str:
    """What the app photographs, as an address with the picture in it."""
    address = pyotp.TOTP(secret).provisioning_uri(name=user, issuer_name=_("Protect & Prepare"))
    stream = BytesIO()
    create(address).svg(stream, scale=5, background="#fff", module_color="#000", quiet_zone=4)
    return f"data:image/svg+xml;base64,{b64encode(stream.getvalue()).decode()}"
