"""What the pages of the front door do, each step once."""

from typing import Any

import frappe

from papg.security import gate, half_login, kinds, limits, login, second_factor
from papg.security.half_login import HalfLogin


def user_of(email: str, password: str) -> str | None:
    """Whose address and password these are; None whatever is wrong with them."""
    try:
        return login.by_password(frappe.local.login_manager, email, password)
    except frappe.AuthenticationError:
        return None


def begin(user: str, onwards: str) -> HalfLogin | None:
    """Remember the first factor; None where no second one is asked for."""
    return half_login.begin(user, onwards) if second_factor.is_required_of(user) else None


def is_second_right(half: HalfLogin, code: str) -> bool:
    """Is this the code? The first right one of a new secret keeps it.

    Raises:
        limits.TooMany: Too many codes were tried for this account.
    """
    limits.take(limits.CODES, half.user)
    secret = second_factor.secret_of(half.user)
    if half.secret and secret:
        return False  # set up meanwhile in another window: the code is asked for by the one who holds it
    if not second_factor.is_right(half.user, secret or half.secret, code):
        return False
    if not secret:
        second_factor.keep(half.user, half.secret)
    limits.forget(limits.CODES, half.user)
    return True


def set_up(half: HalfLogin) -> dict[str, Any]:
    """What somebody needs to set up the app, shown until the first right code and never again."""
    return for_the_app(half.user, half.secret)


def for_the_app(user: str, secret: str) -> dict[str, Any]:
    """A secret as the app photographs it and as people type it."""
    grouped = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return {"drawing": second_factor.drawing(user, secret), "secret": grouped, "user": user}


def inside(user: str, onwards: str) -> str:
    """Make the session; where to go in it."""
    login.let_in(user)
    return f"/{onwards.lstrip('/')}" if onwards else gate.home_of(kinds.of(user))
