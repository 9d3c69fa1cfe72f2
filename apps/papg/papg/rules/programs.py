"""What a program shows to work for a person who allowed it (OAuth 2), and for how long what it holds is good."""

import hashlib
import re
from base64 import urlsafe_b64encode
from hmac import compare_digest
from urllib.parse import urlsplit

CODE_SECONDS = 60
ACCESS_SECONDS = 60 * 60
REFRESH_SECONDS = 30 * 24 * 60 * 60
LOOPBACK = ("127.0.0.1", "localhost", "::1")
# What an address may be written with, less what ends a part of a policy or a list; its record takes no longer one.
WRITTEN = re.compile(r"[A-Za-z0-9\-._~:/?\[\]@!$&()*+=%]{1,140}")
CHALLENGE = re.compile(r"[A-Za-z0-9\-_]{43}")
VERIFIER = re.compile(r"[A-Za-z0-9\-._~]{43,128}")


def may_send_back(address: str) -> bool:
    """May a browser be sent to this address of a program's with a code?

    RFC 8252, paragraph 7: an https address, one on the person's own machine, or the name of a program as a scheme,
    which has a dot in it. A place within the page is none of it (RFC 6749, paragraph 3.1.2).
    """
    if not WRITTEN.fullmatch(address):
        return False
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return False
    if parts.scheme in ("http", "https"):
        return bool(host) and not parts.username and (parts.scheme == "https" or host in LOOPBACK)
    return "." in parts.scheme


def is_challenge(text: str) -> bool:
    """Is it what RFC 7636, paragraph 4.2 makes of a verifier with SHA-256?"""
    return bool(CHALLENGE.fullmatch(text))


def answers_challenge(verifier: str, challenge: str) -> bool:
    """Does whoever brings a code know what only whoever asked for it knows? RFC 7636, paragraph 4.6."""
    if not VERIFIER.fullmatch(verifier):
        return False
    made = urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
    return compare_digest(made.encode(), challenge.encode())


def is_still_good(age: float, seconds: int) -> bool:
    """Is something good that was given out some seconds ago? RFC 6749, paragraph 10.5 (this product's own spans)."""
    return age <= seconds
