"""Between the two factors: who has shown the first one is known by a cookie nobody can guess, for ten minutes."""

import hashlib
import secrets
from dataclasses import asdict, dataclass

import frappe
from werkzeug.wrappers import Response

from papg.security import second_factor

COOKIE = "papg_step"
SECONDS = 600


@dataclass
class HalfLogin:
    """Somebody on the way in.

    Attributes:
        user: The account whose first factor was shown.
        onwards: Where to go afterwards.
        secret: A secret being set up, of an account that has none.
        token: What the cookie says; only its hash is stored.
    """

    user: str
    onwards: str
    secret: str
    token: str = ""


def begin(user: str, onwards: str) -> HalfLogin:
    """Remember that an account has shown its first factor."""
    secret = "" if second_factor.secret_of(user) else second_factor.new_secret()
    half = HalfLogin(user, onwards, secret, secrets.token_urlsafe(32))
    stored = {name: value for name, value in asdict(half).items() if name != "token"}
    frappe.cache.set_value(key_of(half.token), stored, expires_in_sec=SECONDS)
    return half


def current() -> HalfLogin | None:
    """Who is on the way in by this request's cookie."""
    token = frappe.request.cookies.get(COOKIE)
    stored = frappe.cache.get_value(key_of(token), expires=True) if token else None
    return HalfLogin(**stored, token=token) if stored else None


def end(half: HalfLogin) -> bool:
    """Forget it; false if another request was quicker."""
    return bool(frappe.cache.delete(frappe.cache.make_key(key_of(half.token))))


def key_of(token: str) -> str:
    return f"papg_half_login:{hashlib.sha256(token.encode()).hexdigest()}"


def put_cookie(response: Response, half: HalfLogin) -> None:
    """Hand the token to the browser, for requests from this site's own pages."""
    is_secure = frappe.request.scheme == "https"
    response.set_cookie(
        COOKIE, half.token, max_age=SECONDS, httponly=True, secure=is_secure, samesite="Strict"
    )


def take_cookie(response: Response) -> None:
    response.delete_cookie(COOKIE, httponly=True, samesite="Strict")
