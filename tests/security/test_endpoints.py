"""Whatever is not on the lists is refused, and what is on them exists."""

import frappe
import pytest

from papg.rules.membership import PARTNER
from papg.security import allowlist, kinds, shapes
from papg.security.binding import arguments_of
from papg.testing import cast
from tests.security.conftest import Visit
from tests.security.endpoints import whitelisted
from tests.security.visitors import Visitor

NOT_YOURS = "Your account cannot do this"
LISTS = tuple(dict.fromkeys(name for names in allowlist.LISTS.values() for name in names))
EVERY_LIST = (*LISTS, allowlist.TOKEN, allowlist.OWN)
ENTRIES = [entry for name in EVERY_LIST for found in allowlist.entries(name).values() for entry in found]


def refused_to(visitor: Visitor, kind: str) -> list[str]:
    """Functions on none of a kind's lists that did not answer with the gate's refusal."""
    listed = {name for name in whitelisted() if allowlist.find({kind}, name)}
    found = []
    for name in whitelisted():
        if name not in listed:
            answer = visitor.call(name)
            if answer.status_code != 403 or NOT_YOURS not in answer.text:
                found.append(f"{name}: {answer.status_code}")
    return found


def test_a_guest_reaches_no_function_that_is_not_on_the_list_of_guests(guest: Visitor) -> None:
    assert refused_to(guest, kinds.GUEST) == []


def test_a_partner_reaches_no_function_that_is_not_on_the_list_of_partners(partner: Visitor) -> None:
    assert refused_to(partner, PARTNER) == []


def test_somebody_without_a_position_reaches_nothing_but_their_own_account(visit: Visit) -> None:
    assert refused_to(visit(cast.DEPUTY), kinds.NOBODY) == []


def test_a_guest_and_a_partner_get_no_records_from_the_resource_interface(
    guest: Visitor, partner: Visitor
) -> None:
    for visitor in (guest, partner):
        for path in ("PAPG Meeting", "User", "Help Article", "File", "__Auth", "No Such Type"):
            answer = visitor.ask("GET", f"/api/resource/{path}")
            assert (answer.status_code, NOT_YOURS in answer.text) == (403, True), path


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.endpoint)
def test_every_endpoint_on_a_list_exists_and_its_arguments_have_known_shapes(
    entry: allowlist.Entry, connection: None
) -> None:
    assert entry.why
    assert entry.verbs <= {"GET", "POST", "PUT", "DELETE"}
    assert {argument.shape for argument in arguments_of(entry)} <= set(shapes.SHAPES)
    if not entry.endpoint.startswith("/") and entry.endpoint != "login":
        assert entry.endpoint in whitelisted()


def test_every_function_of_ours_that_can_be_named_is_on_a_list(connection: None) -> None:
    # Those that stand in for a function of the framework are named by its name only.
    overriding = {
        name for names in frappe.get_hooks("override_whitelisted_methods").values() for name in names
    }
    ours = {name for name in whitelisted() if name.startswith("papg.")}
    assert ours - overriding - set(allowlist.entries(allowlist.OWN)) == set()


def test_the_methods_of_every_listed_kind_are_ones_the_function_takes(connection: None) -> None:
    for entry in ENTRIES:
        if entry.endpoint.startswith("papg."):
            taken = set(frappe.allowed_http_methods_for_whitelisted_func[frappe.get_attr(entry.endpoint)])
            assert entry.verbs <= taken, entry.endpoint


def test_no_list_names_one_endpoint_twice_with_the_same_method() -> None:
    for name in (*LISTS, allowlist.TOKEN):
        for endpoint, entries in allowlist.entries(name).items():
            verbs = [verb for entry in entries for verb in entry.verbs]
            assert len(verbs) == len(set(verbs)), f"{name}: {endpoint}"
