"""Signing on with an account of the council's own provider (OpenID Connect), in place of a password.

A sign-on finds an account and never makes one: who somebody is comes from the provider, what they may do from their
positions. A browser is known on its way there and back by a cookie nobody can guess, and only a button here lets in.
"""

import hashlib
import secrets
from base64 import urlsafe_b64encode
from dataclasses import asdict, dataclass
from typing import Any

import frappe
from frappe import _
from frappe.utils.password import get_decrypted_password
from werkzeug.wrappers import Response

from papg import link_keys
from papg.security import kinds, limits, login, openid
from papg.security.openid import Identity, NotGenuine, Provider

RECORD = "Social Login Key"
PAGE = "/sign-on"
BACK = "/sign-on/back"
COOKIE = "papg_sign_on"
SECONDS = 600


class NotLetIn(Exception):
    """Nobody is let in by this sign-on; the page does not say why."""


@dataclass(frozen=True)
class Question:
    """What was asked of a provider, until the browser comes back."""

    provider: str
    state: str
    nonce: str
    verifier: str
    onwards: str


@dataclass(frozen=True)
class Arrival:
    """Whom which provider vouched for, until the button is pressed.

    Attributes:
        user: The account.
        provider: Name of the provider's record.
        subject: The provider's lasting name for its owner.
        has_shown_second: Does the provider's own second factor count?
        onwards: Where to go afterwards.
    """

    user: str
    provider: str
    subject: str
    has_shown_second: bool
    onwards: str


def providers() -> list[Provider]:
    """Those switched on, without their secrets."""
    rows = frappe.get_all(
        RECORD,
        {"enable_social_login": 1, "redirect_url": BACK},
        ["name", "provider_name", "base_url", "client_id"],
        order_by="provider_name",
    )
    return [Provider(row.name, row.provider_name, row.base_url, row.client_id, "") for row in rows]


def provider(name: str) -> Provider:
    """One of those switched on, with its secret.

    Raises:
        NotLetIn: There is none of this name.
    """
    found = next((each for each in providers() if each.name == name), None)
    if found is None:
        raise NotLetIn
    secret = get_decrypted_password(RECORD, name, "client_secret", raise_exception=False) or ""
    return Provider(**{**asdict(found), "client_secret": secret})


def back_address() -> str:
    """Where the provider sends browsers back to: this site by its configured name."""
    return f"{frappe.conf.host_name.rstrip('/')}{BACK}"


def begin(name: str, onwards: str) -> tuple[str, str]:
    """Send a browser to a provider.

    Returns:
        Where it goes, and what its cookie says.

    Raises:
        NotLetIn: There is no such provider, or it does not answer.
        limits.TooMany: Tried too often from this place.
    """
    limits.take(limits.LOGINS, limits.address())
    asked = Question(name, *(secrets.token_urlsafe(32) for _each in range(3)), onwards)
    challenge = urlsafe_b64encode(hashlib.sha256(asked.verifier.encode()).digest()).decode().rstrip("=")
    with_whom = provider(name)
    try:
        address = openid.question(with_whom, back_address(), asked.state, asked.nonce, challenge)
    except NotGenuine as error:
        raise told(error) from None
    return address, keep(asked)


def come_back(token: str, state: str, code: str, issuer: str) -> tuple[Arrival, str]:
    """A browser is back from the provider; the question is answered once.

    Args:
        token: What its cookie says.
        state: What it carries of our question.
        code: What the provider gave it.
        issuer: Who says so (RFC 9207), where the provider tells.

    Returns:
        Whom it brings, and what its cookie says from now on.

    Raises:
        NotLetIn: It answers no question of ours, or brings nobody who may have a session.
        limits.TooMany: Tried too often from this place.
    """
    limits.take(limits.LOGINS, limits.address())
    asked = take(token, Question)
    if asked is None or not secrets.compare_digest(asked.state.encode(), state.encode()) or not code:
        raise NotLetIn
    with_whom = provider(asked.provider)
    if issuer and issuer != with_whom.issuer:
        raise NotLetIn
    try:
        found = openid.identity(with_whom, code, back_address(), asked.nonce, asked.verifier)
    except NotGenuine as error:
        raise told(error) from None
    user = account_of(with_whom, found)
    arrival = Arrival(user, with_whom.name, found.subject, found.has_shown_second, asked.onwards)
    return arrival, keep(arrival)


def arrived(token: str) -> Arrival:
    """Whom the button lets in, once; from now on the account is tied to the provider's name for its owner.

    Raises:
        NotLetIn: The ten minutes are over, or it is nobody's to come in to any more.
    """
    arrival = take(token, Arrival)
    if arrival is None or not is_for(arrival.user):
        raise NotLetIn
    if not is_bound(arrival.user, arrival.provider, arrival.subject):
        row = {"parent": arrival.user, "parenttype": "User", "parentfield": "social_logins"}
        row |= {"provider": arrival.provider, "userid": arrival.subject}
        frappe.get_doc({"doctype": "User Social Login", **row}).db_insert()
        frappe.clear_document_cache("User", arrival.user)
    return arrival


def account_of(with_whom: Provider, found: Identity) -> str:
    """The account of somebody the provider vouches for, who holds a position or a role by hand today.

    Raises:
        NotLetIn: There is none, or it belongs to somebody else of this provider's.
    """
    frappe.flags.papg_signing_on = found.email
    user = frappe.db.get_value("User", {"name": found.email}) if found.email else None
    # The database takes letters with and without accents for the same.
    if not user or user.casefold() != found.email.casefold() or not is_for(user):
        raise NotLetIn
    is_bound(user, with_whom.name, found.subject)
    return user


def is_for(user: str) -> bool:
    """May this account come in by a sign-on? Who has left every group has nothing to come in to."""
    return login.may_log_in(user) and kinds.NOBODY not in kinds.of(user)


def is_bound(user: str, name: str, subject: str) -> bool:
    """Is an account tied to the provider's lasting name for its owner? An address can change hands.

    Raises:
        NotLetIn: The account is another person's of this provider, or this person has another account.
    """
    rows = frappe.get_all(
        "User Social Login",
        {"provider": name, "parenttype": "User"},
        ["parent", "userid"],
        or_filters={"parent": user, "userid": subject},
    )
    if any((row.parent, row.userid) != (user, subject) for row in rows):
        frappe.flags.papg_refused_for = _("the provider knows another person by this address")
        raise NotLetIn
    return bool(rows)


def told(error: NotGenuine) -> NotLetIn:
    """Whoever comes learns nothing; the trail keeps the reason."""
    frappe.flags.papg_refused_for = str(error)
    return NotLetIn()


def keep(what: Question | Arrival) -> str:
    """Remember it for ten minutes; what the cookie says, of which only a hash is stored."""
    token = link_keys.new()
    frappe.cache.set_value(place_of(token, type(what)), asdict(what), expires_in_sec=SECONDS)
    return token


def take(token: str, kind: Any) -> Any:
    """What was kept under a cookie; from now on nothing."""
    place = place_of(token, kind)
    stored = frappe.cache.get_value(place, expires=True)
    # Of two requests at the same moment only one finds something to delete.
    is_first = bool(frappe.cache.delete(frappe.cache.make_key(place)))
    return kind(**stored) if stored and is_first else None


def place_of(token: str, kind: Any) -> str:
    return f"papg_sign_on:{kind.__name__}:{link_keys.fingerprint(token)}"


def put_cookie(response: Response, token: str) -> None:
    """Hand the token to the browser; it has to come along when the provider sends it back."""
    is_secure = frappe.request.scheme == "https"
    response.set_cookie(COOKIE, token, max_age=SECONDS, httponly=True, secure=is_secure, samesite="Lax")


def take_cookie(response: Response) -> None:
    response.delete_cookie(COOKIE, httponly=True, samesite="Lax")
