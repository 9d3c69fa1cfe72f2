"""A lost phone: who may take the second factor off an account, and what is left of it."""

from collections.abc import Iterator
from typing import Any

import frappe
import pytest

from papg import notices
from papg.security import lost_device, second_factor
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make_member
from papg.testing.trail import last_number, rows_after
from provision.served import Served
from tests.security import front_door
from tests.security.conftest import Visit
from tests.security.front_door import Caller
from tests.security.ground import Plot
from tests.security.visitors import Visitor, is_refusal

METHOD = "papg.security.lost_device.take_off_second_factor"


@pytest.fixture(autouse=True)
def fresh(plots: dict[str, Plot]) -> Iterator[None]:
    front_door.forget_counts()
    front_door.forget_factors()
    yield
    front_door.forget_factors()
    front_door.forget_counts()


@pytest.fixture
def letters(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Letters that would have been sent, were there a mail account."""
    sent: list[dict[str, Any]] = []
    monkeypatch.setattr(notices, "can_send", lambda: True)
    monkeypatch.setattr(frappe, "sendmail", lambda **letter: sent.append(letter))
    return sent


@pytest.fixture
def people(site: None) -> None:
    cast.install()


def take_off(member: str, user: str = cast.ADMINISTRATOR) -> bool:
    with acting_as(user):
        return lost_device.take_off_second_factor(member)


def test_the_administrator_takes_it_off_sessions_end_and_the_trail_says_so(
    server: Served, visit: Visit
) -> None:
    administrator = visit(cast.ADMINISTRATOR)
    lost = Caller(server.url)
    assert lost.log_in(cast.PARTNER).status_code == 200
    frappe.db.rollback()
    second_factor.keep(cast.PARTNER, second_factor.new_secret())
    frappe.db.commit()
    number = last_number()
    member = cast.member(cast.PARTNER)
    assert administrator.call(METHOD, member=member).json()["message"] is True
    rows = [(row.kind, row.user, row.record_name, row.detail) for row in rows_after(number)]
    assert rows == [("Rights changed", cast.ADMINISTRATOR, cast.PARTNER, "second factor taken off")]
    assert not lost.is_in() and second_factor.secret_of(cast.PARTNER) is None
    assert administrator.call(METHOD, member=member).json()["message"] is False


@pytest.mark.parametrize("user", [cast.SECRETARY, cast.CHAIR, cast.MEMBER, cast.NEIGHBOUR, cast.AUDITOR])
def test_nobody_else_can(user: str, visit: Visit) -> None:
    is_refusal(visit(user).call(METHOD, member=cast.member(cast.PARTNER)), 403, "Your account cannot do this")


def test_neither_can_partners_and_guests(partner: Visitor, guest: Visitor) -> None:
    for visitor in (partner, guest):
        answer = visitor.call(METHOD, member=cast.member(cast.MEMBER))
        is_refusal(answer, 403, "Your account cannot do this")


def test_behind_the_gate_the_secretary_is_refused_as_well(people: None) -> None:
    second_factor.keep(cast.PARTNER, second_factor.new_secret())
    with pytest.raises(frappe.PermissionError, match="Only your systems officer takes off a second factor"):
        take_off(cast.member(cast.PARTNER), cast.SECRETARY)
    assert second_factor.secret_of(cast.PARTNER)


def test_one_s_own_is_not_taken_off_without_the_phone(people: None) -> None:
    row = make_member(cast.group("A"), full_name="Systems Officer")
    frappe.db.set_value("PAPG Member", row.name, "user", cast.ADMINISTRATOR)
    second_factor.keep(cast.ADMINISTRATOR, second_factor.new_secret())
    with pytest.raises(frappe.PermissionError, match="This is your own account"):
        take_off(row.name)
    assert second_factor.secret_of(cast.ADMINISTRATOR)


def test_the_person_gets_a_letter_that_says_it_and_nothing_more(
    people: None, letters: list[dict[str, Any]]
) -> None:
    secret = second_factor.new_secret()
    second_factor.keep(cast.PARTNER, secret)
    take_off(cast.member(cast.PARTNER))
    [letter] = letters
    assert letter["recipients"] == [cast.PARTNER]
    assert letter["subject"] == "Your second factor was taken off your account"
    assert f'href="{frappe.conf.host_name}/login"' in letter["message"]
    assert not [word for word in (secret, cast.GROUP_A, cast.ADMINISTRATOR) if word in str(letter)]


def test_without_one_nothing_is_done_and_nobody_is_written_to(
    people: None, letters: list[dict[str, Any]]
) -> None:
    assert take_off(cast.member(cast.PARTNER)) is False
    assert letters == []


@pytest.mark.parametrize("account", [None, ""])
def test_a_member_without_an_account_is_named(account: str | None, people: None) -> None:
    row = make_member(cast.group("A"), full_name="Harbour Master", email=None)
    frappe.db.set_value("PAPG Member", row.name, "user", account)
    with pytest.raises(frappe.ValidationError, match=r"Harbour Master has no account\."):
        take_off(row.name)
