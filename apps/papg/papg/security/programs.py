"""Programs that work for a person who allowed it (OAuth 2): which there are, and the tokens they hold.

The framework's records keep programs and tokens; of a token only a hash is stored, under which the framework's own
check does not find it. What the framework does with them is not used, and its addresses stay shut.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_to_date, now_datetime
from werkzeug.wrappers import Request

from papg import link_keys
from papg.oversight import changes
from papg.rules import programs as rules
from papg.security import kinds, login
from papg.security.answers import NotKnown

RECORD, CODE, TOKEN = "OAuth Client", "OAuth Authorization Code", "OAuth Bearer Token"
BEARER = "bearer "


class NotGranted(Exception):
    """No token is given; `error` is the word of RFC 6749, section 5.2."""

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


@dataclass(frozen=True)
class Consent:
    """What a person allowed a program, until the program fetches its token."""

    user: str
    client: str
    redirect_uri: str
    challenge: str


@dataclass(frozen=True)
class Allowed:
    """A program somebody allowed to work for them."""

    client: str
    title: str
    used_at: datetime


def title_of(client: str) -> str:
    """What a program is called; nothing when there is none."""
    return frappe.db.get_value(RECORD, {"name": client}, "app_name") or ""


def sends_back_to(client: str, address: str) -> bool:
    """Is this one of the program's own addresses, letter by letter?"""
    return address in (frappe.db.get_value(RECORD, {"name": client}, "redirect_uris") or "").split()


def is_for(user: str) -> bool:
    """May programs work for this account? For who has left every group they do nothing."""
    return login.may_log_in(user) and kinds.NOBODY not in kinds.of(user)


def allow(consent: Consent) -> str:
    """Note what a person allowed; the code by which the program fetches its token, once and within a minute."""
    code = link_keys.new()
    kept = {"name": link_keys.fingerprint(code), "authorization_code": link_keys.fingerprint(code)}
    kept |= {"user": consent.user, "client": consent.client, "validity": "Valid"}
    kept |= {"redirect_uri_bound_to_authorization_code": consent.redirect_uri}
    kept |= {"code_challenge": consent.challenge, "code_challenge_method": "s256"}
    frappe.get_doc({"doctype": CODE, **kept}).db_insert()
    changes.tell_of_account(consent.user, _("program allowed: {0}").format(title_of(consent.client)))
    return code


def for_code(client: str, code: str, redirect_uri: str, verifier: str) -> dict[str, Any]:
    """The token for a code, which is spent by it.

    Raises:
        NotGranted: The code is spent, too old, another program's, for another address, or brought by somebody else.
    """
    wanted = {
        "name": link_keys.fingerprint(code),
        "client": client,
        "redirect_uri_bound_to_authorization_code": redirect_uri,
    }
    columns = ["name", "user", "code_challenge", "creation"]
    row = frappe.db.get_value(CODE, wanted, columns, as_dict=True, for_update=True)
    frappe.db.delete(CODE, {"name": wanted["name"]})
    is_good = row and rules.is_still_good(age_of(row), rules.CODE_SECONDS)
    if not is_good or not rules.answers_challenge(verifier, row.code_challenge) or not is_for(row.user):
        raise NotGranted("invalid_grant")
    return give(client, row.user)


def age_of(row: Any) -> float:
    """Seconds since something was given out."""
    return (now_datetime() - row.creation).total_seconds()


def for_refresh(client: str, refresh: str) -> dict[str, Any]:
    """A new token for an old one's second half, which is spent by it.

    Raises:
        NotGranted: It is spent, too old, another program's, or of somebody who has left.
    """
    held = {"refresh_token": link_keys.fingerprint(refresh), "client": client, "status": "Active"}
    row = frappe.db.get_value(TOKEN, held, ["name", "user", "creation"], as_dict=True, for_update=True)
    if row is None:
        raise NotGranted("invalid_grant")
    frappe.db.delete(TOKEN, {"name": row.name})
    if not rules.is_still_good(age_of(row), rules.REFRESH_SECONDS) or not is_for(row.user):
        raise NotGranted("invalid_grant")
    return give(client, row.user)


def give(client: str, user: str) -> dict[str, Any]:
    """Make a token; only hashes of its two halves stay."""
    access, refresh = link_keys.new(), link_keys.new()
    row = {"client": client, "user": user, "scopes": "all", "status": "Active"}
    row |= {"access_token": link_keys.fingerprint(access), "refresh_token": link_keys.fingerprint(refresh)}
    row |= {"expires_in": rules.ACCESS_SECONDS}
    row |= {"expiration_time": add_to_date(now_datetime(), seconds=rules.ACCESS_SECONDS)}
    frappe.get_doc({"doctype": TOKEN, "name": row["access_token"], **row}).db_insert()
    return {
        "access_token": access,
        "token_type": "Bearer",
        "expires_in": rules.ACCESS_SECONDS,
        "refresh_token": refresh,
        "scope": "all",
    }


def refuse_unknown(client: str, secret: str) -> None:
    """A program shows who it is.

    Raises:
        NotGranted: There is none of this name, or the secret is not its own.
    """
    kept = frappe.db.get_value(RECORD, {"name": client}, "client_secret") or ""
    if not kept or not secrets.compare_digest(kept.encode(), secret.encode()):
        raise NotGranted("invalid_client")


def take_back(client: str, token: str) -> None:
    """A program gives a token back, by either half (RFC 7009)."""
    for half in ("access_token", "refresh_token"):
        frappe.db.delete(TOKEN, {half: link_keys.fingerprint(token), "client": client})


def recognise(request: Request) -> None:
    """Let a program work as the person it holds a token of.

    Raises:
        NotKnown: The token is none of ours, over, or of somebody who has left.
    """
    header = request.headers.get("Authorization") or ""
    if not header.lower().startswith(BEARER):
        return
    user, arguments = owner_of(header[len(BEARER) :].strip()), frappe.local.form_dict
    if user is None:
        raise NotKnown(_("This key is not valid."))
    frappe.set_user(user)
    frappe.local.form_dict = arguments


def owner_of(token: str) -> str | None:
    """Whose token this is, while it is good and they have not left."""
    held = {"name": link_keys.fingerprint(token), "status": "Active"}
    row = frappe.db.get_value(TOKEN, held, ["user", "client", "expiration_time"], as_dict=True)
    if row is None or row.expiration_time < now_datetime() or not title_of(row.client):
        return None
    return row.user if is_for(row.user) else None


def allowed_by(user: str) -> list[Allowed]:
    """Programs that hold a token of a person, by name."""
    rows = frappe.get_all(TOKEN, {"user": user, "status": "Active"}, ["client", "creation"])
    last = {row.client: row.creation for row in sorted(rows, key=lambda row: row.creation)}
    return sorted((Allowed(name, title_of(name), at) for name, at in last.items()), key=lambda one: one.title)


def forbid(user: str, client: str) -> None:
    """A person takes back what they allowed a program."""
    if frappe.db.exists(TOKEN, {"user": user, "client": client}):
        frappe.db.delete(TOKEN, {"user": user, "client": client})
        changes.tell_of_account(user, _("program no longer allowed: {0}").format(title_of(client)))


def check_client(client: Document, method: str | None = None) -> None:
    """Hook, before a program is stored: one way of asking, always with a question to the person.

    Raises:
        frappe.ValidationError: It would be sent to an address that is nobody's in particular.
    """
    addresses = list(
        dict.fromkeys(f"{client.redirect_uris or ''} {client.default_redirect_uri or ''}".split())
    )
    if not addresses:
        frappe.throw(_("Redirect URIs: give the address a browser is sent back to with the answer."))
    for address in addresses:
        if not rules.may_send_back(address):
            message = _(
                "Redirect URIs: “{0}” cannot be used. Give an https address, or one on the person's own machine."
            )
            frappe.throw(message.format(address))
    before = client.get_doc_before_save()
    client.client_secret = before.client_secret if before else secrets.token_urlsafe(32)
    client.update({"redirect_uris": " ".join(addresses), "default_redirect_uri": addresses[0], "user": None})
    client.update({"grant_type": "Authorization Code", "response_type": "Code", "scopes": "all"})
    client.skip_authorization = 0


def end_all(client: Document, method: str | None = None) -> None:
    """Hook, before a program is deleted: nothing it holds is good any more."""
    for given_out in (CODE, TOKEN):
        frappe.db.delete(given_out, {"client": client.name})


def forget_old() -> None:
    """Job of every day: codes nobody fetched and tokens too old to be renewed go."""
    for given_out, seconds in ((CODE, rules.CODE_SECONDS), (TOKEN, rules.REFRESH_SECONDS)):
        before = add_to_date(now_datetime(), seconds=-seconds)
        frappe.db.delete(given_out, {"creation": ("<", before)})
