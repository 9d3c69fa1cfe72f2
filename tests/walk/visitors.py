"""A person at the served site, coming in the way they work."""

import json
from typing import Any

import frappe
import requests

from papg.testing import cast
from tests.walk.answers import Answer
from tests.walk.people import GUEST, KEY, PROBE, Person

SECONDS = 120
# Paths that stand for all beneath them.
TREES = ("app", "partner", "backups", "files")


class Visitor:
    """One person's session, or key, at the served site."""

    def __init__(self, url: str, person: Person) -> None:
        self.url = url
        self.person = person
        self.asked: set[str] = set()
        self.session = requests.Session()
        self.token = ""
        if person.way in (KEY, PROBE):
            self.session.headers["Authorization"] = f"token {key_of(person.user)}"
        elif person.way != GUEST:
            self.log_in()

    def log_in(self) -> None:
        """Log in as the login page does, and take the token every page of the session carries."""
        answer = self.call("login", usr=self.person.user, pwd=cast.PASSWORD)
        assert answer.is_ok, f"{self.person.label} cannot log in: {answer.text}"
        kept = frappe.cache.hget("session", self.session.cookies["sid"])
        self.token = kept["data"]["csrf_token"]

    def call(self, method: str, verb: str = "POST", /, **arguments: Any) -> Answer:
        """Call a method of the framework's or of ours by its name."""
        sent = {name: encoded(value) for name, value in arguments.items() if value is not None}
        kind = "params" if verb == "GET" else "data"
        return self.ask(verb, f"/api/method/{method}", **{kind: sent})

    def get(self, method: str, /, **arguments: Any) -> Answer:
        """Call a method that only reads."""
        return self.call(method, "GET", **arguments)

    def rest(self, verb: str, record: str, name: str = "", **how: Any) -> Answer:
        """A request to the resource of a record type or a record."""
        return self.ask(verb, f"/api/resource/{record}{f'/{name}' if name else ''}", **how)

    def ask(self, verb: str, path: str, **how: Any) -> Answer:
        """Any request."""
        door = way_in(verb, path, how.get("data"))
        headers = {} if verb == "GET" else {"X-Frappe-CSRF-Token": self.token}
        if not door.startswith("/"):
            headers["Accept"] = "application/json"
        response = self.session.request(
            verb, f"{self.url}{path}", headers=headers, timeout=SECONDS, allow_redirects=False, **how
        )
        self.asked.add(door)
        return Answer.of(response, door)


def way_in(verb: str, path: str, form: Any = None) -> str:
    """The way in a request takes, as the lists of ways in call it."""
    if isinstance(form, dict) and "cmd" in form:
        return form["cmd"]
    parts = path.removeprefix("/").split("/")
    if parts[0] == "api" and parts[1] == "v1":
        parts = ["api", *parts[2:]]
    if parts[:2] == ["api", "method"]:
        return parts[2]
    if parts[:2] == ["api", "resource"]:
        return f"{verb} /api/resource/*{'/*' if len(parts) > 3 else ''}"
    if parts[:2] == ["private", "files"]:
        return "/private/files/*"
    tree = f"/{parts[0]}/**"
    return tree if len(parts) > 1 and parts[0] in TREES else path


def encoded(value: Any) -> Any:
    """A value as a form carries it."""
    return json.dumps(value) if isinstance(value, dict | list) else value


def key_of(user: str) -> str:
    """Key and secret of an account, made when they are first asked for."""
    account = frappe.get_doc("User", user)
    if not account.api_key:
        account.api_key = frappe.generate_hash(length=15)
        account.api_secret = frappe.generate_hash(length=15)
        account.save()
        frappe.db.commit()
    return f"{account.api_key}:{account.get_password('api_secret')}"
