"""Logging in and staying logged in."""

from base64 import b64encode

import frappe
import pytest

from papg.testing import cast
from provision.served import Served
from tests.security.conftest import Visit
from tests.security.ground import Plot
from tests.security.visitors import TOKEN, Visitor, is_refusal


def sid_of(visitor: Visitor) -> str:
    return visitor.cookies.get("sid") or "Guest"


def test_a_session_chosen_by_an_argument_is_refused(guest: Visitor, secretary: Visitor) -> None:
    stolen = sid_of(secretary)
    for verb, way in (("GET", {"params": {"sid": stolen}}), ("POST", {"data": {"sid": stolen}})):
        answer = guest.ask(verb, "/api/method/frappe.auth.get_logged_user", **way)
        assert answer.status_code == (403 if verb == "GET" else 400)
        assert "sid" not in answer.cookies
    # Pages take arguments nobody listed, and a guest may ask for this one.
    page = guest.see("/login", params={"sid": stolen})
    assert (page.status_code, "chosen by an argument" in page.text) == (403, True)
    assert "sid" not in page.cookies


def test_logging_in_by_a_link_is_refused(guest: Visitor) -> None:
    secrets = {"usr": cast.MEMBER, "pwd": cast.PASSWORD}
    for path in ("/api/method/login", "/?cmd=login", "/login?cmd=login"):
        answer = guest.ask("GET", path, params=secrets)
        assert answer.status_code == 401
        assert sid_of(guest) == "Guest"
    assert guest.ask("POST", "/api/method/login", params=secrets).status_code == 401


@pytest.mark.parametrize("header", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_logging_in_from_another_site_is_refused(header: dict[str, str], guest: Visitor) -> None:
    secrets = {"usr": cast.MEMBER, "pwd": cast.PASSWORD}
    assert guest.ask("POST", "/api/method/login", data=secrets, headers=header).status_code == 401
    assert sid_of(guest) == "Guest"


def test_the_built_in_account_and_programs_get_no_session(guest: Visitor, server: Served) -> None:
    built_in = guest.log_in("Administrator", server.instance.settings.admin_password)
    wrong = guest.log_in("Administrator", "wrong")
    assert (built_in.status_code, built_in.json().get("message")) == (401, wrong.json().get("message"))
    assert guest.log_in(cast.INTEGRATION).status_code == 401
    assert sid_of(guest) == "Guest"


def test_a_request_that_changes_something_carries_the_sessions_token(
    plots: dict[str, Plot], server: Served
) -> None:
    visitor = Visitor(server.url)
    visitor.log_in(cast.MEMBER)
    token = visitor.headers.pop("X-Frappe-CSRF-Token")
    for headers in ({}, {"X-Frappe-CSRF-Token": "0" * 56}):
        answer = visitor.ask("POST", "/api/method/frappe.sessions.clear", headers=headers)
        assert answer.status_code in (400, 403), answer.text[:200]
    assert visitor.ask("POST", "/api/method/frappe.sessions.clear", headers={"X-Frappe-CSRF-Token": token}).ok


def test_a_session_has_its_token_before_any_page_is_loaded(guest: Visitor) -> None:
    assert guest.ask("POST", "/api/method/login", data={"usr": cast.MEMBER, "pwd": cast.PASSWORD}).ok
    answer = guest.ask("POST", "/api/method/logout")
    assert answer.status_code == 400
    assert guest.see("/app").status_code == 200


@pytest.mark.parametrize("header", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_a_request_from_another_site_changes_nothing(header: dict[str, str], secretary: Visitor) -> None:
    answer = secretary.ask("POST", "/api/method/frappe.sessions.clear", headers=header)
    is_refusal(answer, 403, "This request comes from another site.")


def test_a_request_from_a_page_of_this_site_is_answered(secretary: Visitor) -> None:
    near = {"Origin": secretary.site, "Sec-Fetch-Site": "same-origin"}
    assert secretary.ask("POST", "/api/method/frappe.sessions.clear", headers=near).ok


def test_the_key_of_a_disabled_account_opens_nothing(program: Visit) -> None:
    auditor = program(cast.AUDITOR)
    whoami = "/api/method/frappe.auth.get_logged_user"
    assert auditor.ask("GET", whoami).json()["message"] == cast.AUDITOR
    try:
        switch(cast.AUDITOR, 0)
        is_refusal(auditor.ask("GET", whoami), 401, "This key is not valid.")
    finally:
        switch(cast.AUDITOR, 1)


def switch(user: str, enabled: int) -> None:
    """Switch an account on or off for everybody to see."""
    frappe.db.set_value("User", user, "enabled", enabled)
    frappe.db.commit()


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": "token wrong:wrong"},
        {"Authorization": "Bearer wrong"},
        {"Authorization": "Basic d3Jvbmc6d3Jvbmc="},
        {"Authorization": "nonsense"},
    ],
)
def test_a_wrong_key_makes_nobody_of_the_caller(headers: dict[str, str], guest: Visitor) -> None:
    for path in ("/api/method/frappe.auth.get_logged_user", "/login"):
        assert guest.ask("GET", path, headers=headers).status_code == 401


@pytest.mark.parametrize(
    "sent_by_a_browser", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "none"}]
)
def test_a_key_of_the_scheme_basic_is_taken_from_programs_and_from_no_browser(
    sent_by_a_browser: dict[str, str], program: Visit, guest: Visitor
) -> None:
    key = str(program(cast.INTEGRATION).headers["Authorization"]).partition(" ")[2]
    guest.headers["Authorization"] = f"Basic {b64encode(key.encode()).decode()}"
    whoami = "/api/method/frappe.auth.get_logged_user"
    assert guest.ask("GET", whoami).json()["message"] == cast.INTEGRATION
    is_refusal(guest.ask("GET", whoami, headers=sent_by_a_browser), 401, "This key is not valid.")


def test_a_key_may_not_be_looked_up_elsewhere(program: Visit) -> None:
    headers = {"Frappe-Authorization-Source": "User"}
    answer = program(cast.INTEGRATION).ask("GET", "/api/method/frappe.auth.get_logged_user", headers=headers)
    is_refusal(answer, 401, "This key is not valid.")


@pytest.mark.parametrize(
    "target", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_logging_in_leads_nowhere_else(target: str, guest: Visitor, secretary: Visitor) -> None:
    for visitor in (guest, secretary):
        answer = visitor.see("/login", params={"redirect-to": target})
        assert answer.status_code == 400
        assert "evil" not in answer.headers.get("Location", "")


def test_everybody_starts_where_they_work(
    guest: Visitor, secretary: Visitor, partner: Visitor, visit: Visit
) -> None:
    homes = (
        (guest, "/login"),
        (secretary, "/app"),
        (partner, "/partner"),
        (visit(cast.DEPUTY), "/no-position"),
    )
    for visitor, home in homes:
        answer = visitor.see("/")
        assert (answer.status_code, answer.headers["Location"]) == (302, home)


def test_somebody_without_a_position_is_told_so_and_can_log_out(visit: Visit) -> None:
    page = visit(cast.DEPUTY).see("/no-position")
    assert page.status_code == 403
    assert "You hold no position in any group today." in page.text
    assert TOKEN.search(page.text)


def test_the_session_is_not_written_into_the_desk(secretary: Visitor) -> None:
    assert sid_of(secretary) not in secretary.see("/app").text


PAGES = (
    "/me /list /search /contact /about /blog /rss.xml /third-party-apps /printview /backups/x /website_script "
    "/qrcode /unsubscribe /files/x.txt /profile /kb/x"
)


@pytest.mark.parametrize("path", PAGES.split())
def test_pages_of_the_framework_nobody_needs_are_not_there(
    path: str, guest: Visitor, partner: Visitor, secretary: Visitor
) -> None:
    for visitor in (guest, partner, secretary):
        answer = visitor.see(path, params={"doctype": "Help Article", "txt": "<b>x</b>"})
        assert answer.status_code in (400, 404)
        assert "<b>x</b>" not in answer.text


def test_partners_and_guests_are_led_from_the_desk_to_their_own_pages(
    guest: Visitor, partner: Visitor
) -> None:
    assert partner.see("/app/papg-group").headers["Location"] == "/partner"
    assert guest.see("/app/papg-group").headers["Location"] == "/login?redirect-to=/app/papg-group"
