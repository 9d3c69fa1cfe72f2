"""What an identity token says of a person and of how they signed in. The claims are those of a token whose signature,
issuer, audience and time were found right; a genuine token can still be meant for somebody else, or prove too little.
"""

from collections.abc import Mapping
from hmac import compare_digest
from typing import Any

Claims = Mapping[str, Any]

# A session here lasts as long; a second factor shown longer ago is not that of this day's work.
FACTOR_SECONDS = 10 * 60 * 60
SECONDS_APART = 60
YES = (True, 1, "1", "true")


def is_answer_to(claims: Claims, client_id: str, nonce: str) -> bool:
    """Was the token made for this one question, and for us?

    OpenID Connect Core 1.0, paragraph 3.1.3.7, steps 4, 5 and 11.

    Args:
        claims: What the token says.
        client_id: What the provider calls this site.
        nonce: What was sent along with the question, once.
    """
    audience, party = claims.get("aud"), claims.get("azp")
    is_for_many = isinstance(audience, list) and len(audience) > 1
    if is_for_many and party is None:
        return False
    is_for_us = party in (None, client_id)
    return (
        is_for_us and bool(nonce) and compare_digest(str(claims.get("nonce") or "").encode(), nonce.encode())
    )


def verified_email(claims: Claims) -> str:
    """The person's address, if the provider vouches for it; else nothing.

    OpenID Connect Core 1.0, paragraph 5.1: `email_verified`. Entra ID has `xms_edov` in its place, which says that the
    domain of the address belongs to the organisation; the address alone is whatever somebody wrote there.
    """
    email = claims.get("email")
    is_vouched_for = any(_is_yes(claims.get(name)) for name in ("email_verified", "xms_edov"))
    return email.strip() if isinstance(email, str) and is_vouched_for else ""


def shows_second_factor(claims: Claims, now: int) -> bool:
    """Does the provider say that a second factor was shown, and in this day's work?

    RFC 8176, paragraph 2: `mfa` in `amr`. OpenID Connect Core 1.0, paragraph 2: `auth_time`.

    Args:
        claims: What the token itself says; what is merely asked of the provider afterwards is not signed.
        now: Seconds since 1970.
    """
    methods, shown = claims.get("amr"), claims.get("auth_time")
    if not isinstance(methods, list) or "mfa" not in methods:
        return False
    if not isinstance(shown, int) or isinstance(shown, bool):
        return False
    return -SECONDS_APART <= now - shown <= FACTOR_SECONDS


def _is_yes(value: Any) -> bool:
    """Some providers write yes as text or as a number."""
    return isinstance(value, bool | int | str) and value in YES
