"""Opens one guard in this process, and closes it again."""

import importlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import frappe

from papg.permissions.conditions import CONDITIONS
from papg.permissions.policy import EVERYTHING
from papg.security import binding
from papg.security.shapes import SHAPES
from tests.mutants import mutants, refusals
from tests.mutants.mutants import Mutant

Close = Callable[[], None]


def put_in(mutant: Mutant) -> Close:
    """Open the guard; what comes back closes it."""
    if mutant.sort == mutants.CONDITION:
        return replaced(CONDITIONS, tuple(mutant.name.split(", ", 1)), lambda table, scope: EVERYTHING)
    if mutant.sort == mutants.SHAPE:
        return replaced(SHAPES, mutant.name, lambda value, context: value)
    if mutant.sort == mutants.LIST:
        return attribute(mutant.target, no_condition)
    if mutant.sort == mutants.CLASS:
        return without_class(mutant)
    return everywhere(mutant.target, opened(mutant))


@contextmanager
def open_guard(mutant: Mutant) -> Iterator[None]:
    """Inside the block the guard is open."""
    close = put_in(mutant)
    try:
        yield
    finally:
        close()


def opened(mutant: Mutant) -> Callable[..., Any]:
    """What stands in for the function of the guard."""
    if mutant.sort == mutants.REFUSAL:
        return refusals.without_refusals(mutant.target)
    if mutant.sort == mutants.METHOD:
        owner, name = refusals.owner_of(mutant.name)
        return getattr(owner, name, do_nothing)  # a later version of the framework may have more of them
    if mutant.sort == mutants.HOOK:
        return do_nothing
    original = refusals.found(mutant.target)
    if mutant.sort == mutants.RECORD:
        return allowing(original, mutant.name)
    record, event, _target = mutant.name.split(", ")
    return passing(original, record, event)


def no_condition(user: str | None = None, **kwargs: Any) -> str:
    return ""


def do_nothing(*args: Any, **kwargs: Any) -> None:
    return None


def allowing(original: Callable[..., Any], record: str) -> Callable[..., Any]:
    """A record check that allows everything on one record type."""

    def check(doc: Any, ptype: str = "read", user: str | None = None, **kwargs: Any) -> bool:
        return doc.doctype == record or original(doc, ptype, user, **kwargs)

    return check


def passing(original: Callable[..., Any], record: str, event: str) -> Callable[..., Any]:
    """An event's guard that lets records of one type pass."""

    def guard(doc: Any, method: str | None = None, *args: Any) -> Any:
        if record in ("*", doc.doctype) and method in (event, None):
            return None
        return original(doc, method, *args)

    return guard


def replaced(table: dict[Any, Any], key: Any, value: Any) -> Close:
    """Put something else into a table."""
    before, table[key] = table[key], value
    return lambda: table.__setitem__(key, before)


def attribute(target: str, value: Any) -> Close:
    """Put something else under the name of a function, also where a module makes its functions when asked."""
    path, _dot, name = target.rpartition(".")
    module = importlib.import_module(path)
    before = vars(module).get(name)
    setattr(module, name, value)
    return lambda: setattr(module, name, before) if before else delattr(module, name)


def everywhere(target: str, value: Any) -> Close:
    """Put something else in place of a function wherever it is known, also under another module's name."""
    owner, name = refusals.owner_of(target)
    before = getattr(owner, name)
    places = [(owner, name), *known_as(before)]
    put(places, value)
    return lambda: put(places, before)


def known_as(function: Any) -> list[tuple[Any, str]]:
    """Modules of ours that know a function, each with the name it has there."""
    return [
        (module, name)
        for module in ours()
        for name, value in vars(module).copy().items()
        if value is function
    ]


def ours() -> list[Any]:
    """Modules of the app and of its tests."""
    return [
        module
        for name, module in sys.modules.copy().items()
        if name.split(".")[0] in ("papg", "apps", "tests")
    ]


def put(places: list[tuple[Any, str]], value: Any) -> None:
    """Put something in these places; what was worked out of what stood there is forgotten."""
    for owner, name in places:
        setattr(owner, name, value)
    binding.needed.cache_clear()
    binding.of_signature.cache_clear()


def without_class(mutant: Mutant) -> Close:
    """The framework's class in place of ours."""
    module, _dot, name = mutant.target.rpartition(".")
    own = refusals.found(mutant.target)
    base = next(cls for cls in own.__mro__ if cls.__module__.startswith("frappe."))
    setattr(importlib.import_module(module), name, base)
    frappe.controllers.clear()

    def close() -> None:
        setattr(importlib.import_module(module), name, own)
        frappe.controllers.clear()

    return close
