"""Arrows go one way: rules ← rooms ← doors. Rules know no framework; only doors are asked from outside."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from provision.paths import APPS

APP = APPS / "papg" / "papg"
ROOMS = {"membership", "meetings", "actions", "maturity", "duties", "learning", "oversight"}
DOORS = {"api", "www"}


def modules(*folders: str) -> list[Path]:
    """Python files of the product in these folders; tests may import what they like."""
    return [
        file
        for folder in folders
        for file in sorted((APP / folder).rglob("*.py"))
        if not file.name.startswith("test_") and file.name != "conftest.py"
    ]


def imported(file: Path) -> Iterator[str]:
    """Dotted names a file imports, wherever in the file it does so."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def shelf(name: str) -> str | None:
    """Folder of the app a dotted name belongs to."""
    parts = name.split(".")
    return parts[1] if parts[0] == "papg" and len(parts) > 1 else None


@pytest.mark.parametrize("file", modules("rules"), ids=lambda file: file.stem)
def test_a_rule_imports_no_framework_and_nothing_of_ours_but_rules(file: Path) -> None:
    names = set(imported(file))
    assert not {name for name in names if name.split(".")[0] in {"frappe", "werkzeug", "redis", "pymysql"}}
    assert {shelf(name) for name in names if shelf(name)} <= {"rules"}


def test_access_knows_rules_and_nothing_else_of_ours() -> None:
    for file in modules("permissions"):
        used = {shelf(name) for name in imported(file) if shelf(name)}
        assert used <= {"permissions", "rules"}, f"{file.name} imports {used}"


def test_a_room_asks_no_door() -> None:
    for file in modules(*ROOMS):
        used = {shelf(name) for name in imported(file) if shelf(name)}
        assert not used & (DOORS | {"security", "testing", "setup"}), f"{file} imports {used}"


def test_nothing_of_the_product_imports_what_is_made_for_tests() -> None:
    for file in modules("."):
        if file.is_relative_to(APP / "testing"):
            continue
        used = {shelf(name) for name in imported(file)}
        assert "testing" not in used, f"{file} imports the tests' helpers"
