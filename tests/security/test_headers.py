"""Headers of answers, and what answers do not say."""

import re

import pytest
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request, Response

from papg.security import headers
from papg.testing import cast
from tests.security.conftest import Visit
from tests.security.ground import Plot
from tests.security.visitors import Visitor

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def test_every_answer_carries_the_headers(
    guest: Visitor, secretary: Visitor, partner: Visitor, plots: dict[str, Plot]
) -> None:
    answers = (
        guest.see("/login"),
        guest.see("/nowhere"),
        guest.ask("GET", "/api/method/ping"),
        secretary.see("/app"),
        secretary.ask("GET", plots["A"].file_url),
        secretary.call("frappe.sessions.clear"),
        partner.see("/partner"),
        partner.see("/nowhere"),
    )
    for answer in answers:
        for name, value in ALWAYS.items():
            assert answer.headers[name] == value, f"{answer.url}: {name}"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"], answer.url
        assert answer.headers["X-Frame-Options"] in ("DENY", "SAMEORIGIN")


@pytest.mark.parametrize("path", ["/login", "/update-password", "/nowhere"])
def test_pages_before_the_login_run_no_script_that_is_not_theirs(path: str, guest: Visitor) -> None:
    policy = guest.see(path).headers["Content-Security-Policy"]
    scripts = policy.partition("script-src")[2].partition(";")[0]
    assert "unsafe" not in scripts
    assert "frame-ancestors 'none'" in policy


def test_the_pages_of_partners_run_no_script_at_all(partner: Visitor) -> None:
    assert "script-src" not in partner.see("/partner").headers["Content-Security-Policy"]


def test_the_desk_loads_nothing_from_elsewhere(secretary: Visitor) -> None:
    policy = secretary.see("/app").headers["Content-Security-Policy"]
    parts = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
    assert parts["img-src"] == "'self' data: blob:"
    assert parts["frame-ancestors"] == "'self'"
    assert parts["object-src"] if "object-src" in parts else parts["default-src"] == "'none'"


@pytest.mark.parametrize("body", [b"{not json", b'["a", "list"]', b'"text"', b"\xff\xfe"])
def test_a_body_that_is_no_json_is_the_callers_mistake_and_shows_nothing_of_the_inside(
    body: bytes, guest: Visitor, program: Visit
) -> None:
    for visitor in (guest, program(cast.SECRETARY)):
        answer = visitor.ask(
            "POST", "/api/resource/PAPG Meeting", data=body, headers={"Content-Type": "application/json"}
        )
        assert 400 <= answer.status_code < 500, answer.status_code
        assert "Traceback" not in answer.text and "frappe" not in answer.text.replace("frappe_", "")


def test_a_missing_argument_is_named(secretary: Visitor) -> None:
    answer = secretary.call("frappe.desk.reportview.get")
    assert answer.status_code == 400
    assert answer.json()["message"] == "Argument “doctype”: it must be given"


def test_a_refusal_by_the_framework_shows_nothing_of_the_inside(visit: Visit, plots: dict[str, Plot]) -> None:
    """The member reads the action and may not write it."""
    doc = {"doctype": "PAPG Action", "name": plots["A"].action, "title": "Changed"}
    answer = visit(cast.MEMBER).call("frappe.client.save", doc=doc)
    assert answer.status_code in (403, 417)
    for word in ("Traceback", 'exc"', "exception", ".py", "pymysql"):
        assert word not in answer.text


def test_an_unknown_field_is_named_to_a_program(program: Visit) -> None:
    answer = program(cast.SECRETARY).ask("POST", "/api/resource/PAPG Meeting", json={"no_such_field": 1})
    assert answer.status_code == 400
    assert answer.json()["message"] == "Argument “no_such_field”: this record type has no such field"


@pytest.mark.parametrize(
    "endpoint",
    [
        "version",
        "ping",
        "frappe.utils.change_log.get_versions",
        "frappe.ping",
        "frappe.handler.ping",
        "frappe.utils.telemetry.boot",
    ],
)
def test_a_guest_is_not_told_what_runs_here(endpoint: str, guest: Visitor) -> None:
    for verb in ("GET", "POST"):
        answer = guest.call(endpoint, verb)
        assert answer.status_code == 403
        assert "15." not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/login",
        "/login-link",
        "/forgotten",
        "/update-password",
        "/nowhere",
        "/second-factor",
        "/assets/nowhere.js",
    ],
)
def test_no_page_for_guests_names_the_programs_behind_it(path: str, guest: Visitor) -> None:
    answer = guest.see(path, allow_redirects=True)
    assert 'name="generator"' not in answer.text
    for name in ("gunicorn", "werkzeug", "python"):
        assert name not in str(answer.headers).lower()
        assert name not in answer.text.lower()


@pytest.mark.parametrize("status", [400, 403, 404, 417, 500, 503])
def test_whatever_goes_wrong_on_a_page_shows_nothing_of_the_inside(status: int, site: None) -> None:
    page = '<html><meta name="generator" content="frappe"><pre>Traceback: File "frappe/x.py"</pre></html>'
    response = Response(page, status, mimetype="text/html")
    headers.after_request(response, Request(EnvironBuilder("/x").get_environ()))
    assert response.status_code == status
    for word in ("Traceback", "frappe", ".py"):
        assert word not in response.get_data(as_text=True)


def test_the_desk_runs_no_script_that_is_written_into_it_without_its_number(secretary: Visitor) -> None:
    first, second = secretary.see("/app"), secretary.see("/app/papg-group")
    numbers = []
    for page in (first, second):
        policy = page.headers["Content-Security-Policy"]
        scripts = policy.partition("script-src ")[2].partition(";")[0].split()
        [number] = [part for part in scripts if part.startswith("'nonce-")]
        assert set(scripts) == {"'self'", number, "'unsafe-eval'"}
        plain = number.removeprefix("'nonce-").rstrip("'")
        tags = re.findall(r"<script[^>]*>", page.text.partition("<body>")[2])
        assert len(tags) > 3
        assert all(f'nonce="{plain}"' in tag for tag in tags), tags
        numbers.append(plain)
    assert numbers[0] != numbers[1]
