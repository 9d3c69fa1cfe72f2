"""Every function of the framework and of the app that a request could name."""

import importlib
import pkgutil
import sys
from functools import cache
from types import ModuleType

import frappe
import frappe.handler

import papg

# Modules that need programs or services which are left out, or that begin to work when they are imported.
LEFT_OUT = ("test", "tests", "commands", "utils.bench_helper", "coverage", "parallel_test_runner", "build")


@cache
def names() -> dict[str, object]:
    """Each name a request could use, with the function behind it; a function has one in every module that uses it."""
    for package in (frappe, papg):
        load(package)
    modules = [name for name in sys.modules if name.split(".")[0] in ("frappe", "papg")]
    found = {
        f"{module}.{name}": value
        for module in modules
        for name, value in vars(sys.modules[module]).copy().items()
        if is_listed(value)
    }
    # A name without a dot is looked up among the names of the handler.
    return found | {name: value for name, value in vars(frappe.handler).items() if is_listed(value)}


@cache
def whitelisted() -> tuple[str, ...]:
    """One name for each function that may be named by a request, the framework's and ours."""
    own = {name for name, value in names().items() if name.startswith(f"{getattr(value, '__module__', '')}.")}
    reached = [names()[name] for name in own]
    others = {name for name, value in names().items() if value not in reached or "." not in name}
    return tuple(sorted(own | others))


def is_listed(value: object) -> bool:
    """May a request name it?"""
    try:
        return callable(value) and value in frappe.whitelisted
    except TypeError:
        return False


def load(package: ModuleType) -> None:
    """Import everything in a package that can be imported."""
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.", onerror=lambda name: None):
        parts = module.name.split(".")
        if any(part.startswith("test") or part in LEFT_OUT for part in parts):
            continue
        try:
            importlib.import_module(module.name)
        except (ImportError, AttributeError, OSError, TypeError, frappe.ValidationError):
            continue
