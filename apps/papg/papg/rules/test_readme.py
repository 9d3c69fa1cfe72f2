"""The table in README.md names every rule and a test that is really there."""

import ast
import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
README = (FOLDER / "README.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| [^|]+ \| [^|]+ \| `(?P<function>\w+\.\w+)` \| `(?P<test>\w+)` \|$", re.MULTILINE)
NOT_RULES = {"wording.unless", "wording.listed", "people.plain", "quorum_terms.rule_phrase"}
"""Tools the rules are written with."""


def functions_in(path: Path) -> dict[str, str]:
    """Return the public functions of a module with their docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        f"{path.stem}.{node.name}": ast.get_docstring(node) or ""
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    }


def is_test(path: Path) -> bool:
    return path.stem.startswith("test_")


MODULES = [path for path in sorted(FOLDER.glob("*.py")) if not is_test(path) and path.stem != "conftest"]
RULES = {name: text for path in MODULES for name, text in functions_in(path).items() if name not in NOT_RULES}
TESTS = {name.split(".")[1] for path in FOLDER.glob("test_*.py") for name in functions_in(path)}


def test_the_table_lists_every_rule_once_and_nothing_else() -> None:
    listed = [row["function"] for row in ROW.finditer(README)]
    assert sorted(listed) == sorted(RULES)


def test_every_test_the_table_names_exists() -> None:
    named = {row["test"] for row in ROW.finditer(README)}
    assert named <= TESTS, sorted(named - TESTS)


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_rule_says_where_it_comes_from(rule: str) -> None:
    assert re.search(r"guidance|paragraph|GOV\.UK|public example|committee page|Act 20\d\d", RULES[rule]), (
        RULES[rule]
    )


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_rules_import_nothing_but_python_and_other_rules_and_read_no_clock(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    imported = set(re.findall(r"^\s*(?:from|import) (\S+)", text, re.MULTILINE))
    assert not {name for name in imported if name.startswith(("frappe", "papg")) and "papg.rules" not in name}
    assert not re.findall(r"\.(?:today|now|utcnow|time)\(\)", text)
