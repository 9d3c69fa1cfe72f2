"""Every shape refuses what does not fit it, before anything else sees it."""

from typing import Any

import frappe
import pytest

from papg.rules.membership import STAFF
from papg.security import binding, shapes
from papg.security.allowlist import Argument, Entry
from papg.security.answers import Refusal
from papg.testing import cast
from papg.testing.acting import acting_as
from papg.testing.factories import make_meeting

KINDS = frozenset({STAFF})
NOWHERE = "fedcba9876"
FOREIGN = "its name"
DEEP = "[" * 100_000
# What the shape is about, and values it refuses; `FOREIGN` stands for a meeting of another group.
REFUSED: dict[str, tuple[str, tuple[Any, ...]]] = {
    "words": ("", ("x" * 201, ["x"], {"a": 1})),
    "text": ("", ("x" * 2_001, ["x"])),
    "password": ("", ("x" * 513, ["x"])),
    "new password": ("", ("x" * 73, ["x"])),
    "long": ("", ("x" * 200_001, {"a": 1})),
    "number": ("", ("1.5", "one", "9" * 10, [1], 1.5)),
    "page": ("", ("-1", "2501", "all")),
    "offset": ("", ("-1", -1, "all")),
    "flag": ("", ("2", "maybe", [1])),
    "day": ("", ("14 June 2026", "2026-02-31", 20260614, "2026-06-14x")),
    "one": ("asc|desc", ("sideways", "asc|desc", ["asc"])),
    "json": ("", ("{", "x" * 200_001, DEEP)),
    "pairs": ("", (7, "7", "[]", '[{"name": 1}]', "null", "{", DEEP)),
    "numbers": ("", ("7", '["1"]', "[1.5]", "[true]", "[[1]]", "{", DEEP)),
    "delimiter": ("", (",,", "x", ["x"], 7)),
    "rows": ("", ("7", '{"name": 1}', "[null]", '["x"]', '[["x"]]', "{", DEEP)),
    "type": ("list", ("User", "No Such Type", ["PAPG Meeting"])),
    "record": ("PAPG Meeting", (NOWHERE, FOREIGN, ["x"], {"a": 1}, True)),
    "record or new": ("PAPG Meeting", (NOWHERE, FOREIGN, ["x"])),
    "names": ("PAPG Meeting", (f'["{NOWHERE}"]', "x", '{"a": 1}', '[["x"]]')),
    "doc": (
        "save",
        ("[]", '{"doctype": "User"}', "{", f'{{"doctype": "PAPG Meeting", "name": "{NOWHERE}"}}'),
    ),
    "stored": ("form", ("[]", '{"doctype": "User"}', f'{{"doctype": "PAPG Meeting", "name": "{NOWHERE}"}}')),
    "fields": (
        "PAPG Meeting",
        ('["count(name)"]', '["no_such_field"]', '["`tabUser`.`name`"]', '"name"', '{"name": 1}', "{"),
    ),
    "list fields": ("PAPG Meeting", ('["papg_group.purpose as papg_group_purpose"]', '["(select 1)"]')),
    "field": ("PAPG Meeting", ("api_key", "count(name)", '["(select 1)"]', {"a": 1})),
    "filters": (
        "PAPG Meeting",
        (
            *(
                '"1=1"',
                '[["no_such_field", "=", 1]]',
                '{"title": ["regexp", "x"]}',
                '{"title": ["like", ["x"]]}',
            ),
            *("[" + ", ".join(['["title", "=", "x"]'] * 51) + "]", '{"title": {"a": 1}}'),
        ),
    ),
    "filters or name": ("PAPG Meeting", (NOWHERE, FOREIGN, '[["User", "name", "=", "x"]]')),
    "order": ("PAPG Meeting", ("rand()", "title sideways", "no_such_field asc", ["title"])),
    "path": ("", ("//example.org", "https://example.org", ["/app"])),
    "assets": (
        "",
        ('["assets/../x.js"]', '["/assets/frappe/x.css"]', '["https://example.org/x.js"]', '"x"', "[7]"),
    ),
    "desk page": ("", ("setup-wizard", "no-such-page", ["print"])),
    "report": ("", ("Permitted Documents For User", "No Such Report", ["x"])),
    "own comment": ("", (NOWHERE, ["x"])),
    "workspace": ("", ('{"name": "Build"}', '{"name": ["x"]}', "[]")),
    "card filters": ("", ("[]",)),
    "people": ("", ('"x"', '{"a": 1}', "7")),
}
# Refuse nothing: what was sent is put aside, or another check follows.
PASSING = {"drop", "own account"}


def test_every_shape_is_tried_here() -> None:
    assert set(REFUSED) | PASSING | {"form name"} == set(shapes.SHAPES)


@pytest.mark.parametrize(
    ("shape", "what", "value"),
    [(shape, what, value) for shape, (what, values) in REFUSED.items() for value in values],
    ids=lambda part: str(part)[:30],
)
def test_a_value_that_does_not_fit_is_refused(shape: str, what: str, value: Any, foreign: str) -> None:
    sent = {"given": foreign if value == FOREIGN else value}
    entry = Entry("x", frozenset(), (Argument("given", shape, what, True),), "x")
    with acting_as(cast.SECRETARY), pytest.raises(Refusal):
        binding.bind(entry, sent, KINDS)


@pytest.fixture
def foreign(site: None) -> str:
    """A meeting of a group the secretary does not sit in."""
    cast.install()
    return make_meeting(cast.group("B")).name


@pytest.mark.parametrize("name", ["Permitted Documents For User", "No Such Report"])
def test_a_report_of_the_framework_is_no_form(name: str, site: None) -> None:
    entry = Entry(
        "x", frozenset(), (Argument("doctype", "words"), Argument("name", "form name", "", True)), "x"
    )
    with acting_as(cast.SECRETARY), pytest.raises(Refusal):
        binding.bind(entry, {"doctype": "Report", "name": name}, KINDS)


def test_somebody_elses_account_is_replaced_by_ones_own(site: None) -> None:
    entry = Entry("x", frozenset(), (Argument("user", "own account"),), "x")
    with acting_as(cast.SECRETARY):
        assert binding.bind(entry, {"user": cast.CHAIR}, KINDS) == {"user": cast.SECRETARY}


def test_accounts_out_of_reach_are_left_out(site: None) -> None:
    cast.install()
    entry = Entry("x", frozenset(), (Argument("users", "people"),), "x")
    with acting_as(cast.SECRETARY):
        sent = frappe.as_json([cast.CHAIR, cast.NEIGHBOUR, "Administrator"])
        assert frappe.parse_json(binding.bind(entry, {"users": sent}, KINDS)["users"]) == [cast.CHAIR]


@pytest.mark.parametrize("given", [{}, {"given": ""}, {"given": "x", "more": "x"}])
def test_what_is_missing_empty_or_not_taken_is_refused(given: dict[str, str], site: None) -> None:
    entry = Entry("x", frozenset(), (Argument("given", "words", "", True),), "x")
    with pytest.raises(Refusal, match="Argument"):
        binding.bind(entry, given, KINDS)


def test_a_function_gets_what_it_cannot_do_without(site: None) -> None:
    endpoint = "frappe.core.doctype.user.user.test_password_strength"
    with pytest.raises(Refusal, match="Argument “new_password”: it must be given"):
        binding.refuse_missing(endpoint, {"key": "x"})
    binding.refuse_missing(endpoint, {"new_password": ""})


@pytest.mark.parametrize("endpoint", ["login", "logout", "upload_file"])
def test_what_the_dispatcher_does_itself_needs_nothing_of_a_function(endpoint: str, site: None) -> None:
    binding.refuse_missing(endpoint, {})
