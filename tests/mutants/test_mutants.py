"""The mutants are those the live hooks give, and one of each sort is noticed: a small part of `make walk-mutants`."""

from collections.abc import Callable
from typing import Any

import frappe
import pytest

from papg.permissions import rights
from papg.permissions.wiring import child_parents
from papg.rules.membership import STAFF
from papg.security import binding, sessions
from papg.security.allowlist import Argument, Entry
from papg.security.answers import Refusal
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make_meeting
from tests.mutants import access, mutants, opening, refusals
from tests.mutants.mutants import Mutant
from tests.walk.rows import Field

HOOKS_OF_ALL = "*, before_validate, papg.security.save_guard.check"


def live(hook: str) -> dict[str, list[str]]:
    """A hook of the app as the framework reads it."""
    return frappe.get_hooks(hook, app_name="papg")


def named(sort: str) -> set[str]:
    """Names of the mutants of a sort."""
    return {mutant.name for mutant in mutants.everyone() if mutant.sort == sort}


@pytest.mark.parametrize(
    ("sort", "hook"),
    [
        (mutants.LIST, "permission_query_conditions"),
        (mutants.RECORD, "has_permission"),
        (mutants.METHOD, "override_whitelisted_methods"),
        (mutants.CLASS, "override_doctype_class"),
    ],
)
def test_every_entry_of_a_hook_is_a_mutant(sort: str, hook: str, connection: None) -> None:
    assert named(sort) == set(live(hook))


def test_every_record_type_every_table_and_every_condition_is_a_mutant() -> None:
    assert {*rights.records(), *child_parents()} <= named(mutants.LIST)
    assert set(rights.records()) <= named(mutants.RECORD)
    conditions = {f"{grant.record}, {grant.when}" for grant in rights.table()}
    general = ("always", rights.COUNCIL_WIDE)
    assert named(mutants.CONDITION) == {name for name in conditions if name.partition(", ")[2] not in general}


def test_every_guard_of_the_other_hooks_is_a_mutant(connection: None) -> None:
    found = {
        f"{record}, {event}, {target}"
        for record, events in live("doc_events").items()
        for event, targets in events.items()
        for target in ([targets] if isinstance(targets, str) else targets)
        if target.startswith(mutants.GUARDS)
    }
    assert named(mutants.EVENT) == found
    assert {name.partition(", ")[2] for name in named(mutants.HOOK)} == {
        target for hook in mutants.PLAIN_HOOKS for target in live(hook)
    }


def test_every_function_that_refuses_is_a_mutant_or_says_why_not() -> None:
    targets = set(refusals.targets())
    assert set(refusals.NOT_GUARDS) <= targets
    assert set(refusals.functions()) == targets - set(refusals.NOT_GUARDS)


def test_no_two_mutants_have_one_name() -> None:
    names = [str(mutant) for mutant in mutants.everyone()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("sort", "name"),
    [
        (mutants.LIST, "PAPG Minutes"),
        (mutants.LIST, "PAPG Restricted Item"),
        (mutants.LIST, "PAPG Tier"),
        (mutants.RECORD, "PAPG Action"),
        (mutants.RECORD, "PAPG Strand"),
        (mutants.CONDITION, "PAPG Restricted Item, in its audience"),
        (mutants.CONDITION, "PAPG Minutes, agreed for boards"),
        (mutants.CONDITION, "PAPG Action, open and own"),
    ],
)
def test_behind_the_doors_an_open_question_is_noticed(sort: str, name: str, field: Field) -> None:
    record = name.partition(", ")[0]
    with opening.open_guard(mutant(sort, name)):
        assert next(access.of_records(field, record), None)


def test_behind_the_doors_an_open_table_is_noticed(field: Field) -> None:
    child = "PAPG Agenda Item"
    with opening.open_guard(mutant(mutants.LIST, child)):
        assert next(access.of_tables(field, child, child_parents()[child]), None)


def mutant(sort: str, name: str) -> Mutant:
    """The mutant of a name; its target comes from the hooks."""
    return next(one for one in mutants.everyone() if (one.sort, one.name) == (sort, name))


def a_share() -> None:
    """A share of a record of ours, which the guard never lets be stored."""
    name = make_meeting().name
    share = {"share_doctype": "PAPG Meeting", "share_name": name, "user": cast.NEIGHBOUR, "read": 1}
    frappe.get_doc({"doctype": "DocShare", **share}).insert()


def markup() -> None:
    """A meeting with markup in a plain field."""
    make_meeting(title="<b>Meeting</b>")


def a_public_file() -> None:
    """A file everybody could fetch."""
    file = {"doctype": "File", "file_name": "x.txt", "content": "x", "is_private": 0}
    if frappe.get_doc(file).insert().is_private:
        raise Refusal("kept private")


def a_sessions_id() -> None:
    sessions.refuse_chosen_session({"sid": "x"})


def an_odd_order() -> None:
    bound("order", "PAPG Meeting", "rand()")


def a_foreign_table() -> None:
    bound("fields", "PAPG Meeting", '["`tabUser`.`name`"]')


def bound(shape: str, what: str, value: Any) -> None:
    entry = Entry("x", frozenset(), (Argument("given", shape, what, True),), "x")
    binding.bind(entry, {"given": value}, frozenset({STAFF}))


@pytest.mark.parametrize(
    ("sort", "name", "attempt"),
    [
        (mutants.EVENT, "DocShare, before_validate, papg.security.references.refuse", a_share),
        (mutants.EVENT, HOOKS_OF_ALL, markup),
        (mutants.CLASS, "File", a_public_file),
        (mutants.SHAPE, "order", an_odd_order),
        (mutants.REFUSAL, "papg.security.listing.own_table", a_foreign_table),
        (mutants.REFUSAL, "papg.security.sessions.refuse_chosen_session", a_sessions_id),
        (mutants.REFUSAL, "papg.security.references.refuse", a_share),
    ],
    ids=lambda part: part.__name__ if callable(part) else str(part),
)
def test_a_guard_refuses_until_it_is_open_and_again_afterwards(
    sort: str, name: str, attempt: Callable[[], None], site: None
) -> None:
    refused = (Refusal, frappe.ValidationError, frappe.PermissionError)
    with acting_as("Administrator"):
        for _time in range(2):
            with pytest.raises(refused):
                attempt()
            frappe.db.rollback()
            with opening.open_guard(mutant(sort, name)):
                attempt()
            frappe.db.rollback()
