"""The functions that refuse, found by reading the code of the guards, and each without its refusals."""

import ast
import importlib
import inspect
import textwrap
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from provision.paths import APPS

FOLDERS = ("security", "permissions")
THROW = "frappe.throw"
# Each refuses, but nobody at a door.
NOT_GUARDS = {
    "papg.permissions.queries.__getattr__": "says that there is no such function",
    "papg.security.around.guarded": "hands on a fault, which is nobody's refusal",
    "papg.security.settings.assert_all": "stops a migration, not a person",
    "papg.security.shapes.limited": "makes shapes, which are mutants of their own",
}


def targets() -> Iterator[str]:
    """Dotted names of the functions and methods that refuse by themselves."""
    for folder in FOLDERS:
        for file in sorted((APPS / "papg" / "papg" / folder).glob("*.py")):
            if not file.name.startswith("test_"):
                module = f"papg.{folder}.{file.stem}"
                yield from (f"{module}.{name}" for name in refusing(ast.parse(file.read_text())))


def refusing(tree: ast.AST, inside: str = "") -> Iterator[str]:
    """Names of the functions in a piece of code that raise or throw."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef):
            yield from refusing(node, f"{node.name}.")
        elif isinstance(node, ast.FunctionDef) and any(map(is_refusal, ast.walk(node))):
            yield f"{inside}{node.name}"


def is_refusal(node: ast.AST) -> bool:
    """Does this statement refuse?"""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        return ast.unparse(node.value.func) == THROW
    return isinstance(node, ast.Raise)


@cache
def functions() -> dict[str, Callable[..., Any]]:
    """Every function that refuses somebody, by its dotted name."""
    return {target: found(target) for target in targets() if target not in NOT_GUARDS}


def found(target: str) -> Callable[..., Any]:
    """The function of a dotted name."""
    owner, name = owner_of(target)
    return getattr(owner, name)


def owner_of(target: str) -> tuple[Any, str]:
    """Module or class a function stands in, and its name there."""
    path, _dot, name = target.rpartition(".")
    head, _dot, last = path.rpartition(".")
    if last[:1].isupper():
        return getattr(importlib.import_module(head), last), name
    return importlib.import_module(path), name


class Passing(ast.NodeTransformer):
    """Takes the refusals out of a function."""

    def __init__(self, owner: str) -> None:
        self.owner = owner

    def visit_Raise(self, node: ast.Raise) -> ast.AST:
        return ast.copy_location(ast.Pass(), node)

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        return ast.copy_location(ast.Pass(), node) if is_refusal(node) else self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """Outside its class `super` has to be told where it is."""
        if ast.unparse(node) == "super()":
            return ast.copy_location(ast.parse(f"super({self.owner}, self)", mode="eval").body, node)
        return self.generic_visit(node)


def without_refusals(target: str) -> Callable[..., Any]:
    """The function as it would be if it refused nothing; where it ended in a refusal it gives back what it got."""
    function = inspect.unwrap(found(target))
    owner, name = owner_of(target)
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    node = Passing(getattr(owner, "__name__", "")).visit(tree.body[0])
    node.decorator_list = []
    given = [argument.arg for argument in node.args.args if argument.arg not in ("self", "cls")]
    if given and ast.unparse(node.returns) not in ("None", "NoReturn"):
        node.body.append(ast.Return(ast.Name(given[0], ast.Load())))
    made: dict[str, Any] = {}
    whole = ast.fix_missing_locations(ast.Module([node], []))
    exec(compile(whole, f"<{target}>", "exec"), function.__globals__, made)  # noqa: S102 our own code, changed
    return made[name]
