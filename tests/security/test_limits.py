"""How often something may be asked for, over HTTP, with limits a test can reach."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import frappe
import pytest

from papg.security import limits
from papg.testing import cast
from provision.served import Served
from tests.security import front_door
from tests.security.conftest import Visit
from tests.security.front_door import Caller
from tests.security.ground import Plot
from tests.security.visitors import Visitor

OWN = "/api/method/papg.api.home.overdue"


@pytest.fixture(autouse=True)
def fresh(plots: dict[str, Plot]) -> Iterator[None]:
    front_door.forget_counts()
    yield
    front_door.forget_counts()


@pytest.fixture
def limited(server: Served) -> Iterator[Callable[..., Any]]:
    """The site with small limits."""
    with ExitStack() as small:

        def begin(**chosen: list[int]) -> None:
            wanted = {name.replace("_", " "): limit for name, limit in chosen.items()}
            limits_of_the_test = {"rate_limit_factor": None, "rate_limits": wanted}
            small.enter_context(front_door.configured(server.instance, **limits_of_the_test))
            front_door.forget_counts()  # what was asked before is not counted

        yield begin


def statuses(visitor: Visitor, path: str, times: int, **kwargs: Any) -> list[int]:
    return [visitor.ask("GET", path, **kwargs).status_code for _each in range(times)]


def test_who_asks_too_often_is_told_when_to_come_back(
    limited: Callable[..., Any], visit: Visit, secretary: Visitor, server: Served
) -> None:
    other = visit(cast.MEMBER)
    front_door.forget_counts()
    limited(calls_of_a_person=[3, 60])
    assert statuses(secretary, OWN, 4) == [200, 200, 200, 429]
    answer = secretary.ask("GET", OWN)
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    assert answer.json()["message"] == "Too many tries. Wait a minute and try again."
    assert "Content-Security-Policy" in answer.headers
    assert statuses(other, OWN, 1) == [200], "somebody else is not counted with them"


def test_a_page_says_it_as_a_page(limited: Callable[..., Any], server: Served) -> None:
    limited(calls_of_an_address_without_an_account=[1, 600])
    guest = Visitor(server.url)
    assert guest.see("/login").status_code == 200
    page = guest.see("/login")
    assert (page.status_code, page.headers["Content-Type"].partition(";")[0]) == (429, "text/html")
    assert "Wait 10 minutes" in page.text


def test_the_time_over_it_is_answered_again(limited: Callable[..., Any], secretary: Visitor) -> None:
    limited(calls_of_a_person=[1, 1])
    assert statuses(secretary, OWN, 2) == [200, 429]
    frappe.cache.delete(limits.key_of(limits.CALLS, cast.SECRETARY))
    assert statuses(secretary, OWN, 1) == [200]


@pytest.mark.parametrize(
    "header", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "Remote-Addr", "Client-IP", "X-Client-IP"]
)
def test_a_header_does_not_make_another_address(
    header: str, limited: Callable[..., Any], server: Served
) -> None:
    limited(calls_of_an_address_without_an_account=[2, 60])
    guest = Visitor(server.url)
    answers = [guest.see("/login", headers={header: f"192.0.2.{n}"}).status_code for n in range(3)]
    assert answers == [200, 200, 429]


def test_many_accounts_tried_from_one_address_are_stopped(
    limited: Callable[..., Any], server: Served
) -> None:
    limited(logins_of_an_address=[3, 600])
    for path, name, secret in (("/login", "email", "password"), ("/api/method/login", "usr", "pwd")):
        front_door.forget_counts()
        guest = Caller(server.url)
        answers = [
            guest.ask("POST", path, data={name: f"somebody{n}@harbour.example", secret: "x"}).status_code
            for n in range(4)
        ]
        assert answers == [401, 401, 401, 429]


def test_five_wrong_passwords_lock_an_account_whether_there_is_one_or_not(server: Served) -> None:
    said = []
    for email in (cast.BOARD, "nobody@nowhere.example"):
        guest = Caller(server.url)
        answers = [guest.show_password(email, "wrong") for _try in range(6)]
        assert [answer.status_code for answer in answers] == [401] * 5 + [429]
        said.append({answer.text.replace(email, "") for answer in answers})
    assert said[0] == said[1]
    locked = Caller(server.url).show_password(cast.BOARD)
    assert locked.status_code == 429
    assert 800 < int(locked.headers["Retry-After"]) <= 900


def test_the_right_password_begins_the_count_anew(server: Served) -> None:
    guest = Caller(server.url)
    for _round in range(2):
        assert [guest.show_password(cast.BOARD, "wrong").status_code for _try in range(4)] == [401] * 4
        assert Caller(server.url).show_password(cast.BOARD).status_code == 303


def test_a_locked_account_is_locked_at_every_door(server: Served) -> None:
    guest = Caller(server.url)
    for _try in range(5):
        guest.show_password(cast.BOARD, "wrong")
    assert Visitor(server.url).log_in(cast.BOARD).status_code == 429


def test_a_code_sent_along_does_not_let_passwords_be_tried(server: Served) -> None:
    guest = Caller(server.url)
    answers = [
        guest.ask("POST", "/api/method/login", data={"usr": cast.BOARD, "pwd": "wrong", "otp": "123456"})
        for _try in range(6)
    ]
    assert [answer.status_code for answer in answers] == [401] * 5 + [429]


def test_papers_and_exports_are_counted(limited: Callable[..., Any], secretary: Visitor) -> None:
    limited(papers_and_exports_of_a_person=[2, 60])
    answers = [
        secretary.call(
            "frappe.desk.reportview.export_query",
            doctype="PAPG Meeting",
            fields=["`tabPAPG Meeting`.`name`"],
            file_format_type="CSV",
            title="x",
        ).status_code
        for _each in range(3)
    ]
    assert answers == [200, 200, 429]


def test_a_password_longer_than_anybody_s_is_not_worked_on(server: Served) -> None:
    guest = Caller(server.url)
    assert guest.show_password(cast.BOARD, "x" * 513).status_code == 400
    answer = guest.ask("POST", "/api/method/login", data={"usr": cast.BOARD, "pwd": "x" * 513})
    assert answer.status_code == 401


def test_a_page_of_the_desk_is_far_from_the_limit(connection: None) -> None:
    """The first page of the desk asks about thirty times; ten a minute leave room for forms and lists."""
    limit = limits.DEFAULTS[limits.CALLS]
    assert limit.times / limit.seconds * 60 >= 10 * 30
