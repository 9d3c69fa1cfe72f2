"""The table of known holes speaks of all of them, of code that is there and of tests that are there."""

import ast
import importlib
from functools import cache

import pytest

from papg.security import settings
from provision.advisories import Group, groups
from provision.paths import CONFIG, ROOT

KNOWN = [f"R{number:02}" for number in range(1, 34)]
GROUPS = groups()


def test_the_table_has_a_line_for_every_group() -> None:
    assert [group.code for group in GROUPS] == KNOWN


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.code)
def test_what_closes_a_hole_is_there(group: Group) -> None:
    assert group.closed_by
    assert [name for name in group.closed_by if not is_there(name)] == []


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.code)
def test_what_shows_that_a_hole_is_closed_is_there(group: Group) -> None:
    assert group.tests
    assert [test for test in group.tests if test.partition("::")[2] not in found_beside(test)] == []


def test_something_that_is_not_there_would_be_noticed() -> None:
    for name in ("papg.security.gate.no_such_check", "papg.no_such_module", "setting:none", "config:none"):
        assert not is_there(name)
    assert "test_none" not in found_beside("tests/security/test_lists.py::test_none")


def is_there(name: str) -> bool:
    """Is there such a function, module, setting, entry of the configuration, folder or rule of the proxy?"""
    kind, colon, rest = name.partition(":")
    if not colon:
        return (ROOT / name).is_dir() or is_code(name)
    if kind == "proxy":
        return any(rest in file.read_text() for file in CONFIG.glob("nginx*"))
    known = {
        "setting": {*settings.SYSTEM, "allow_consecutive_login_attempts"},
        "config": {*settings.NEEDED, *settings.SWITCHED_OFF},
    }
    return rest in known[kind]


def is_code(name: str) -> bool:
    """Is it a module of ours, or a function or class in one?"""
    module, _dot, attribute = name.rpartition(".")
    for candidate, wanted in ((name, ""), (module, attribute)):
        try:
            found = importlib.import_module(candidate)
        except ImportError:
            continue
        return not wanted or hasattr(found, wanted)
    return False


@cache
def functions_of(file: str) -> frozenset[str]:
    tree = ast.parse((ROOT / file).read_text())
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def found_beside(test: str) -> frozenset[str]:
    """Functions of the file a test is in."""
    file = test.partition("::")[0]
    return functions_of(file) if (ROOT / file).exists() else frozenset()
