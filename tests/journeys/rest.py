"""A program as it calls the site: with a key, over the documented addresses only."""

import json
from collections.abc import Iterable
from typing import Any

import frappe
import requests


class Program(requests.Session):
    """Calls the served site in the name of an account, with its key and without a cookie."""

    def __init__(self, url: str, key: str) -> None:
        super().__init__()
        self.site = url
        self.headers["Authorization"] = f"token {key}"
        self.headers["Accept"] = "application/json"

    def ask(self, verb: str, path: str, **kwargs: Any) -> requests.Response:
        """One call; cookies of the answer before are not sent back."""
        self.cookies.clear()
        return self.request(verb, f"{self.site}{path}", allow_redirects=False, timeout=60, **kwargs)

    def create(self, record_type: str, **fields: Any) -> dict[str, Any]:
        return read(self.ask("POST", f"/api/resource/{record_type}", json=fields))["data"]

    def get_record(self, record_type: str, name: str) -> dict[str, Any]:
        return read(self.ask("GET", f"/api/resource/{record_type}/{name}"))["data"]

    def change(self, record_type: str, name: str, **fields: Any) -> dict[str, Any]:
        return read(self.ask("PUT", f"/api/resource/{record_type}/{name}", json=fields))["data"]

    def names(self, record_type: str, **filters: Any) -> set[str]:
        """Names of the records the account sees."""
        query = {"filters": json.dumps(filters), "fields": json.dumps(["name"])}
        rows = read(self.ask("GET", f"/api/resource/{record_type}", params=query))["data"]
        return {row["name"] for row in rows}

    def call(self, method: str, **arguments: Any) -> Any:
        """Call a method; what it returns."""
        return read(self.ask("POST", f"/api/method/{method}", json=arguments)).get("message")

    def take_step(self, name: str, action: str, record_type: str = "PAPG Minutes") -> requests.Response:
        """A step of the workflow, as the answer came."""
        doc = json.dumps({"doctype": record_type, "name": name})
        return self.ask(
            "POST", "/api/method/frappe.model.workflow.apply_workflow", json={"doc": doc, "action": action}
        )

    def step(self, name: str, action: str, record_type: str = "PAPG Minutes") -> dict[str, Any]:
        return read(self.take_step(name, action, record_type))["message"]

    def download(self, print_name: str, record_type: str, name: str, kind: str = "pdf") -> requests.Response:
        """A paper as a file: `pdf`, or `docx` where it can be had as one."""
        query = {"print_name": print_name, "doctype": record_type, "name": name}
        return self.ask("GET", f"/api/method/papg.printing.download.{kind}", params=query)


def read(answer: requests.Response) -> dict[str, Any]:
    """What an answer says; anything but a success fails with what it said."""
    assert answer.status_code == 200, (
        f"{answer.request.method} {answer.url}: {answer.status_code} {said(answer)}"
    )
    return answer.json()


def said(answer: requests.Response) -> str:
    """Messages of a refusal, in plain text."""
    try:
        body = answer.json()
    except ValueError:
        return answer.text[:300]
    shown = [json.loads(message)["message"] for message in json.loads(body.get("_server_messages", "[]"))]
    return " ".join(shown) or str(body.get("message") or body)[:300]


def programs_of(url: str, users: Iterable[str]) -> dict[str, Program]:
    """A program for each account, with a key the served site knows: what was prepared until now is committed."""
    keys = {user: give_key(user) for user in users}
    frappe.db.commit()
    return {user: Program(url, key) for user, key in keys.items()}


def give_key(user: str) -> str:
    """A key for an account, as its owner would make one; the transaction is the caller's."""
    account = frappe.get_doc("User", user)
    account.api_key = account.api_key or frappe.generate_hash(length=15)
    account.api_secret = secret = frappe.generate_hash(length=24)
    account.save()
    return f"{account.api_key}:{secret}"
