"""OpenID Connect as the side that asks: what a provider says of itself, and whether its word about a person is genuine.

The framework's own sign-on takes whatever it is handed: it checks no signature, no issuer, no audience and no nonce.
"""

import json
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

import jwt
import requests
from frappe import _

from papg.rules import sign_on as rules

# A key shared with the provider would let whoever reads our configuration write tokens.
ALGORITHMS = tuple(f"{family}{bits}" for family in ("RS", "PS", "ES") for bits in (256, 384, 512))
REQUIRED = ("iss", "sub", "aud", "exp", "iat", "nonce")
SECONDS = 10
MOST_BYTES = 500_000
LOOPBACK = ("127.0.0.1", "localhost")


class NotGenuine(Exception):
    """What came from the provider cannot be relied on; says why, for whoever looks after the sign-on."""


@dataclass(frozen=True)
class Provider:
    """One provider, as the administrator entered it."""

    name: str
    title: str
    issuer: str
    client_id: str
    client_secret: str


@dataclass(frozen=True)
class Identity:
    """Somebody the provider vouches for: by a name that never changes, and by an address."""

    subject: str
    email: str
    has_shown_second: bool


def is_safe(address: Any) -> bool:
    """May this address be asked? Only what is encrypted, or does not leave this machine."""
    try:
        parts = urlsplit(str(address))
    except ValueError:
        return False
    is_here = parts.scheme == "http" and parts.hostname in LOOPBACK
    return bool(parts.hostname) and not parts.username and (parts.scheme == "https" or is_here)


def fetch(verb: str, address: str, **sent: Any) -> dict[str, Any]:
    """Ask the provider something; the answer is a JSON object of bearable size.

    Raises:
        NotGenuine: There is no such answer.
    """
    if not is_safe(address):
        raise NotGenuine(_("{0} is no address that begins with https://.").format(address))
    try:
        with requests.request(
            verb, address, timeout=SECONDS, allow_redirects=False, stream=True, **sent
        ) as answer:
            text = next(answer.iter_content(MOST_BYTES + 1), b"")
    except requests.RequestException:
        raise NotGenuine(_("{0} does not answer.").format(address)) from None
    if answer.status_code != requests.codes.ok or len(text) > MOST_BYTES:
        raise NotGenuine(_("{0} answers with {1}.").format(address, answer.status_code))
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise NotGenuine(_("{0} does not answer in JSON.").format(address))
    return found


def described(issuer: str) -> dict[str, Any]:
    """What the provider says of itself, at the address OpenID Connect Discovery 1.0 names.

    Raises:
        NotGenuine: It does not say it, or speaks for somebody else.
    """
    said = fetch("GET", f"{issuer.rstrip('/')}/.well-known/openid-configuration")
    if said.get("issuer") != issuer:
        raise NotGenuine(_("It calls itself {0}, not {1}.").format(said.get("issuer"), issuer))
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        if not is_safe(said.get(name)):
            raise NotGenuine(_("Its {0} is no address that begins with https://.").format(name))
    return said


def question(provider: Provider, back: str, state: str, nonce: str, challenge: str) -> str:
    """Where the browser goes to sign in.

    Raises:
        NotGenuine: The provider does not say where.
    """
    asked = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": back,
        "scope": "openid email",
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        "max_age": rules.FACTOR_SECONDS,
    }
    address = described(provider.issuer)["authorization_endpoint"]
    return f"{address}{'&' if urlsplit(address).query else '?'}{urlencode(asked)}"


def identity(provider: Provider, code: str, back: str, nonce: str, verifier: str) -> Identity:
    """Who has signed in.

    Args:
        provider: Who was asked.
        code: What the browser brought back.
        back: Where it was sent back to.
        nonce: What went along with the question.
        verifier: What only who asked knows.

    Raises:
        NotGenuine: The answer is not one to this question, or not the provider's.
    """
    said = described(provider.issuer)
    token = exchanged(provider, said, code, back, verifier)
    claims = claims_of(str(token.get("id_token") or ""), fetch("GET", said["jwks_uri"]), provider)
    if not rules.is_answer_to(claims, provider.client_id, nonce):
        raise NotGenuine(_("The token is for another question or another site."))
    email = rules.verified_email(claims) or asked_for_email(said, token, claims)
    return Identity(str(claims["sub"]), email, rules.shows_second_factor(claims, int(time.time())))


def exchanged(
    provider: Provider, said: dict[str, Any], code: str, back: str, verifier: str
) -> dict[str, Any]:
    """The tokens the provider gives for a code."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "code_verifier": verifier,
    }
    ways = said.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    if "client_secret_basic" in ways:
        secret = (provider.client_id, provider.client_secret)
        return fetch("POST", said["token_endpoint"], data=form, auth=secret)
    form |= {"client_id": provider.client_id, "client_secret": provider.client_secret}
    return fetch("POST", said["token_endpoint"], data=form)


def claims_of(token: str, published: dict[str, Any], provider: Provider) -> dict[str, Any]:
    """What a token says, once signature, issuer, audience and time are found right.

    Raises:
        NotGenuine: One of them is not.
    """
    try:
        wanted = jwt.get_unverified_header(token).get("kid")
        keys = [
            key
            for key in jwt.PyJWKSet.from_dict(published).keys
            if key.public_key_use in (None, "sig") and wanted in (None, key.key_id)
        ]
        if len(keys) != 1:
            raise NotGenuine(_("The token is signed with a key the provider does not publish."))
        return jwt.decode(
            token,
            keys[0],
            algorithms=list(ALGORITHMS),
            audience=provider.client_id,
            issuer=provider.issuer,
            leeway=rules.SECONDS_APART,
            options={"require": list(REQUIRED)},
        )
    except jwt.PyJWTError as error:
        raise NotGenuine(_("The token is not genuine: {0}.").format(error)) from None


def asked_for_email(said: dict[str, Any], token: dict[str, Any], claims: dict[str, Any]) -> str:
    """The address by a further question, for providers that keep it out of the token; of the same person only."""
    if not is_safe(said.get("userinfo_endpoint")) or not token.get("access_token"):
        return ""
    bearer = {"Authorization": f"Bearer {token['access_token']}"}
    more = fetch("GET", said["userinfo_endpoint"], headers=bearer)
    if more.get("sub") != claims["sub"]:
        raise NotGenuine(_("The provider speaks of two people."))
    return rules.verified_email(more)
