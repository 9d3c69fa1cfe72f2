"""Keys that go out in a letter and open one thing: drawn at random, kept as a fingerprint, shown to nobody again."""

import hashlib
import secrets
from urllib.parse import quote

import frappe


def new() -> str:
    """A key nobody can guess."""
    return secrets.token_urlsafe(32)


def fingerprint(key: str) -> str:
    """What is stored of a key, which does not lead back to it."""
    return hashlib.sha256(key.encode()).hexdigest()


def address_of(page: str, key: str) -> str:
    """Where a key is used: at this site by its configured name, whoever asked under which."""
    return f"{frappe.conf.host_name.rstrip('/')}{page}?key={quote(key)}"
