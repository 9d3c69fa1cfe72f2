"""Sizes that keep the code readable, and the habits a reader may rely on."""

import ast
import json
import statistics
from pathlib import Path

import pytest

from provision.paths import APPS, PROVISION, ROOT

APP = APPS / "papg" / "papg"
OURS = (APP, PROVISION, ROOT / "tests", ROOT / "config")
CONTROLLERS = [file for file in APP.glob("*/doctype/*/*.py") if file.stem == file.parent.name]
# A command is a request of its own, and the trail is written after the answer's own transaction has ended.
COMMITTING = (APP / "commands.py", APP / "oversight" / "trail.py")
RESERVED_WORDS = set(Path(__file__).with_name("reserved_words.txt").read_text().split())


def python_files() -> list[Path]:
    found = [file for folder in OURS for file in folder.rglob("*.py")]
    return [file for file in found if "node_modules" not in file.parts]


def functions(file: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(file.read_text())
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_file_is_longer_than_300_lines() -> None:
    long = {
        str(file): count for file in python_files() if (count := len(file.read_text().splitlines())) > 300
    }
    assert long == {}


def test_no_function_is_longer_than_40_lines_and_most_are_short() -> None:
    lengths = {f"{file}:{node.name}": length(node) for file in python_files() for node in functions(file)}
    assert {name: count for name, count in lengths.items() if count > 40} == {}
    product = [count for name, count in lengths.items() if "test_" not in name]
    assert statistics.median(product) < 12


def test_a_controller_is_at_most_120_lines() -> None:
    assert {file.name: n for file in CONTROLLERS if (n := len(file.read_text().splitlines())) > 120} == {}


def test_the_wiring_is_short() -> None:
    assert len((APP / "hooks.py").read_text().splitlines()) <= 150


def test_every_function_of_the_product_is_typed() -> None:
    untyped = [
        f"{file}:{node.lineno} {node.name}"
        for file in python_files()
        for node in functions(file)
        if node.returns is None
        or any(a.annotation is None for a in node.args.args if a.arg not in ("self", "cls"))
    ]
    assert untyped == []


@pytest.mark.parametrize("file", sorted(APP.glob("*/doctype/*/*.json")), ids=lambda file: file.stem)
def test_a_record_type_keeps_to_the_names_agreed(file: Path) -> None:
    record = json.loads(file.read_text())
    names = [field["fieldname"] for field in record["fields"]]
    assert record["name"].startswith("PAPG ")
    assert record["field_order"] == names
    assert not RESERVED_WORDS & set(names)
    assert not [field for field in record["fields"] if field.get("fetch_from")], (
        "a fetched value obeys no scope"
    )
    assert not record.get("track_changes"), "the framework's versions obey no scope"


def test_every_use_of_ignored_permissions_gives_its_reason_on_the_line() -> None:
    bare = [
        f"{file}:{number}"
        for file in APP.rglob("*.py")
        if not file.name.startswith("test_") and "testing" not in file.parts and "demo" not in file.parts
        for number, line in enumerate(file.read_text().splitlines(), 1)
        if "ignore_permissions" in line and "#" not in line
    ]
    assert bare == []


def test_nothing_of_the_app_commits_by_hand() -> None:
    found = [
        f"{file}:{number}"
        for file in APP.rglob("*.py")
        if not file.name.startswith("test_") and file not in COMMITTING
        for number, line in enumerate(file.read_text().splitlines(), 1)
        if "db.commit(" in line
    ]
    assert found == []
