"""One served site for all tests of the doors, two groups on it, and everybody of the cast at hand."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import frappe
import pytest
from authlib.integrations.requests_client import OAuth2Session
from frappe.utils import today

from papg.testing import cast
from papg.testing.factories import make_meeting
from provision.served import Served
from tests.journeys.rest import give_key
from tests.journeys.stories import committed
from tests.security import front_door, portal, provider
from tests.security.front_door import Caller
from tests.security.ground import Plot, lay_out_folders, sow
from tests.security.provider import Provider
from tests.security.stage import Stage
from tests.security.visitors import Visitor
from tests.walk.ground import Site

Visit = Callable[[str], Visitor]


@pytest.fixture(scope="package")
def plots(connection: None, server: Served) -> Iterator[dict[str, Plot]]:
    """Records of two groups, each with a word of its own."""
    with committed():
        lay_out_folders()
        found = {letter: sow(letter) for letter in ("A", "B")}
        frappe.db.commit()
        yield found


@pytest.fixture(scope="package")
def visit(plots: dict[str, Plot], server: Served) -> Visit:
    """Somebody of the cast with a session; the same one each time."""

    kept: dict[str, Visitor] = {}

    def logged_in(user: str) -> Visitor:
        """A test before may have ended everybody's sessions."""
        if user not in kept or not is_in(kept[user]):
            kept[user] = Visitor(server.url)
            assert kept[user].log_in(user).status_code == 200
        return kept[user]

    return logged_in


def is_in(visitor: Visitor) -> bool:
    """Does the session still stand?"""
    return visitor.see("/").headers.get("Location") != "/login"


@pytest.fixture
def caller(server: Served) -> Callable[[], Caller]:
    """Makes somebody who comes to the front door."""
    return lambda: Caller(server.url)


@pytest.fixture
def guest(plots: dict[str, Plot], server: Served) -> Visitor:
    """Somebody who is not logged in."""
    return Visitor(server.url)


@pytest.fixture(scope="package")
def program(plots: dict[str, Plot], server: Served) -> Visit:
    """A program with the key of somebody of the cast."""

    @cache
    def with_key(user: str) -> Visitor:
        frappe.db.rollback()
        visitor = Visitor(server.url)
        visitor.headers["Authorization"] = f"token {give_key(user)}"
        frappe.db.commit()
        return visitor

    return with_key


@pytest.fixture
def neighbour(visit: Visit) -> Visitor:
    """A member of staff of another group."""
    return visit(cast.NEIGHBOUR)


@pytest.fixture
def secretary(visit: Visit) -> Visitor:
    """The secretary of group A."""
    return visit(cast.SECRETARY)


@pytest.fixture
def partner(visit: Visit) -> Visitor:
    """A member of group A from outside the council."""
    return visit(cast.PARTNER)


@pytest.fixture
def stage(connection: None, server: Served) -> Iterator[Stage]:
    """A site that is put back as it was."""
    frappe.set_user("Administrator")
    frappe.db.rollback()
    cast.install()
    frappe.db.commit()
    site = Site()
    try:
        meeting = make_meeting(cast.group("A"), agenda_issued_on=today(), place="Committee Room 2")
        frappe.db.commit()
        yield Stage(server, meeting.name)
    finally:
        site.put_back()
        frappe.set_user("Administrator")


@pytest.fixture(scope="module")
def there(plots: dict[str, Plot]) -> Iterator[Provider]:
    with provider.serving() as found:
        yield found


@pytest.fixture(scope="module")
def entered(there: Provider, program: Visit) -> Iterator[Provider]:
    """The provider, entered by the council's administrator."""
    answer = program(cast.ADMINISTRATOR).ask("POST", provider.KEYS, json=provider.entry(there))
    assert answer.status_code == 200, answer.text
    yield there
    assert program(cast.ADMINISTRATOR).ask("DELETE", f"{provider.KEYS}/{provider.NAME}").status_code == 202


@pytest.fixture
def used(entered: Provider) -> Iterator[Provider]:
    """The provider with nobody's account tied to it yet."""
    yield entered
    entered.lie, entered.said = None, {}
    front_door.forget_counts()
    frappe.db.rollback()
    frappe.db.delete("User Social Login", {"provider": provider.NAME})
    frappe.db.commit()


@pytest.fixture(scope="module")
def portal_entered(plots: dict[str, Plot], program: Visit) -> Iterator[dict[str, Any]]:
    """A program, entered by the council's administrator."""
    sent = {
        "app_name": "Performance portal",
        "redirect_uris": portal.BACK,
        "skip_authorization": 1,
        "grant_type": "Implicit",
    }
    answer = program(cast.ADMINISTRATOR).ask("POST", portal.CLIENTS, json=sent)
    assert answer.status_code == 200, answer.text
    made = answer.json()["data"]
    yield made
    assert program(cast.ADMINISTRATOR).ask("DELETE", f"{portal.CLIENTS}/{made['name']}").status_code == 202


@pytest.fixture
def client(portal_entered: dict[str, Any], guest: Visitor) -> Iterator[OAuth2Session]:
    """What runs in the program; it forgets everything afterwards."""
    yield OAuth2Session(
        portal_entered["client_id"],
        portal_entered["client_secret"],
        redirect_uri=portal.BACK,
        token_endpoint_auth_method="client_secret_post",
        revocation_endpoint_auth_method="client_secret_post",
        code_challenge_method="S256",
        headers={"Accept": "application/json"},
    )
    front_door.forget_counts()
    frappe.db.rollback()
    frappe.db.delete("OAuth Bearer Token")
    frappe.db.commit()


@pytest.fixture
def at_door(caller: Callable[[], Caller]) -> Caller:
    """The secretary's browser."""
    one = caller()
    assert one.show_password(cast.SECRETARY).status_code == 303
    return one
