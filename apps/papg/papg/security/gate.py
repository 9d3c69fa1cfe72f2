"""The gate: every request passes here before it is answered, and what is on no list is refused."""

from typing import Any
from urllib.parse import quote

import frappe
from frappe import _
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Request

from papg.rules.membership import PARTNER
from papg.security import (
    allowlist,
    answers,
    binding,
    file_access,
    headers,
    kinds,
    limits,
    programs,
    recording,
    repeats,
    resources,
    sessions,
)
from papg.security.answers import Elsewhere, NoPosition, NotThere, Refusal
from papg.security.calls import EVERYWHERE, FILE, PAGE, RESOURCE, Call, resolve

HOMES = {kinds.GUEST: "/login", PARTNER: "/partner"}


def check() -> None:
    """Hook, last before dispatch: let the request pass or stop it.

    Raises:
        werkzeug.exceptions.HTTPException: The request stops here, with its answer.
    """
    request = frappe.local.request
    try:
        judge(request)
    except Refusal as refusal:
        response = answers.as_response(refusal, request)
        headers.harden(response, request)
        raise HTTPException(response=response) from None


def judge(request: Request) -> None:
    """Hold a request against the lists.

    Raises:
        Refusal: It stops here.
    """
    programs.recognise(request)
    call = resolve(request, frappe.form_dict)
    recording.remember(call)
    sessions.refuse_chosen_session(frappe.form_dict)
    sessions.refuse_bad_token(request)
    sessions.refuse_disabled()
    limits.of_call(call, sessions.has_token())
    sessions.refuse_spent(call)
    sessions.refuse_other_origin(request, call)
    of_kinds = kinds.of(frappe.session.user)
    if call.kind == FILE:
        file_access.refuse_unreadable(call.name)
    elif call.kind == PAGE:
        judge_page(call, of_kinds)
    else:
        judge_endpoint(call, of_kinds)
    sessions.give_token(call)


def judge_endpoint(call: Call, of_kinds: frozenset[str]) -> None:
    """Hold a method or a resource against the lists.

    Raises:
        Refusal: It is on none of the caller's lists, or an argument is not as listed.
    """
    found = allowlist.find(of_kinds, call.endpoint, sessions.has_token())
    if not found:
        raise answers.not_listed()
    entry = next((entry for entry in found if call.verb in entry.verbs), None)
    if entry is None:
        raise Refusal(_("{0} is not the way to ask for this.").format(call.verb))
    arguments = bound(entry, call, of_kinds)
    if name := repeats.made_before(call):
        judge_endpoint(repeats.as_reading(call, name, frappe.local.request), of_kinds)
    else:
        pass_on(arguments)


def bound(entry: allowlist.Entry, call: Call, of_kinds: frozenset[str]) -> dict[str, Any]:
    """Arguments of the call, checked."""
    if call.kind == RESOURCE:
        return resources.bind(entry, call, of_kinds, frappe.local.request)
    checked = binding.bind(entry, call.arguments, of_kinds)
    binding.refuse_missing(call.endpoint, checked)
    return checked


def pass_on(arguments: dict[str, Any]) -> None:
    """Give the framework the checked arguments in place of those that came."""
    kept = {name: frappe.form_dict[name] for name in EVERYWHERE if name in frappe.form_dict}
    frappe.local.form_dict = frappe._dict({**arguments, **kept})


def judge_page(call: Call, of_kinds: frozenset[str]) -> None:
    """Hold the address of a page against the lists; unknown parts of its query are dropped.

    Raises:
        Elsewhere: There is a better page.
        NotThere: It is on none of the caller's lists.
    """
    if call.endpoint in ("/", "/index"):
        raise Elsewhere(home_of(of_kinds))
    found = [entry for entry in allowlist.find(of_kinds, call.endpoint) if call.verb in entry.verbs]
    if not found:
        turn_away(call, of_kinds)
    taken = {argument.name for argument in binding.arguments_of(found[0])}
    known = {name: value for name, value in call.arguments.items() if name in taken}
    frappe.local.form_dict = frappe._dict(binding.bind(found[0], known, of_kinds))


def home_of(of_kinds: frozenset[str]) -> str:
    """Where a person starts."""
    if kinds.is_of_the_desk(of_kinds):
        return "/app"
    return next((HOMES[kind] for kind in of_kinds if kind in HOMES), "/no-position")


def turn_away(call: Call, of_kinds: frozenset[str]) -> None:
    """Answer for a page that is not this person's.

    Raises:
        Refusal: Always.
    """
    if kinds.NOBODY in of_kinds and is_beneath(call.endpoint, ("/no-position", "/app", "/partner", "/desk")):
        raise NoPosition
    if kinds.GUEST in of_kinds and is_beneath(call.endpoint, ("/app", "/partner", "/desk")):
        raise Elsewhere(f"/login?redirect-to={quote(call.endpoint)}")
    if PARTNER in of_kinds and is_beneath(call.endpoint, ("/app", "/desk")):
        raise Elsewhere(HOMES[PARTNER])
    if kinds.is_of_the_desk(of_kinds) and is_beneath(call.endpoint, (HOMES[PARTNER],)):
        raise Elsewhere(home_of(of_kinds))
    raise NotThere


def is_beneath(path: str, tops: tuple[str, ...]) -> bool:
    """Does the path lie beneath one of these?"""
    return any(path == top or path.startswith(f"{top}/") for top in tops)


def home_page(user: str) -> str:
    """Hook: where the login page sends people who do not work at the desk."""
    return home_of(kinds.of(user)).lstrip("/")
