"""Whoever calls the served site over HTTP: guests, people with a session, programs with a key."""

import json
import re
from typing import Any

import requests

from papg.testing import cast

TOKEN = re.compile(r'csrf_token(?:\s*=\s*"|" value=")([0-9a-f]+)"')
PAGE = {"Accept": "text/html"}


class Visitor(requests.Session):
    """Calls the site and keeps its cookies. Redirects are answers, not orders."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.site = url
        self.headers["Accept"] = "application/json"

    def ask(self, verb: str, path: str, **kwargs: Any) -> requests.Response:
        """One call."""
        kwargs.setdefault("allow_redirects", False)
        return self.request(verb, f"{self.site}{path}", timeout=60, **kwargs)

    def see(self, path: str, **kwargs: Any) -> requests.Response:
        """A page, as a browser asks for it."""
        return self.ask("GET", path, headers={**PAGE, **kwargs.pop("headers", {})}, **kwargs)

    def call(self, endpoint: str, verb: str = "POST", /, **arguments: Any) -> requests.Response:
        """A method of the site, with its arguments as a form sends them."""
        sent = {
            name: value if isinstance(value, str | int) else json.dumps(value)
            for name, value in arguments.items()
        }
        where = {"params": sent} if verb in ("GET", "DELETE") else {"data": sent}
        return self.ask(verb, f"/api/method/{endpoint}", **where)

    def log_in(self, user: str, password: str = cast.PASSWORD) -> requests.Response:
        """Log in and take the token of the session from the first page."""
        answer = self.ask("POST", "/api/method/login", data={"usr": user, "pwd": password})
        if answer.status_code == 200:
            page = self.see("/", allow_redirects=True)
            if found := TOKEN.search(page.text):
                self.headers["X-Frappe-CSRF-Token"] = found[1]
        return answer


def said(answer: requests.Response) -> str:
    """What a refusal says."""
    return str(answer.json().get("message"))


def is_refusal(answer: requests.Response, status: int, words: str) -> bool:
    """Is this the gate's own answer, with these words?"""
    assert answer.status_code == status, f"{answer.url}: {answer.status_code} {answer.text[:300]}"
    assert words in said(answer), said(answer)
    return True
