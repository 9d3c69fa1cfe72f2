"""Holds the arguments of a call against what its endpoint takes, before anything else sees them."""

import inspect
from collections.abc import Callable
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

import frappe
from frappe import _

from papg.permissions import rights
from papg.permissions.wiring import scrub
from papg.security.allowlist import Argument, Entry
from papg.security.answers import BadArgument
from papg.security.desk_shapes import SHAPES
from papg.security.shapes import DROPPED, Context

BY_TYPE = {"int": "number", "bool": "flag", "date": "day", "datetime": "day", "dict": "json", "list": "json"}


def bind(entry: Entry, given: dict[str, Any], of_kinds: frozenset[str]) -> dict[str, Any]:
    """The arguments as the endpoint is to get them.

    Args:
        entry: The endpoint on the list.
        given: Arguments as they came.
        of_kinds: Kinds of user the caller is of.

    Raises:
        BadArgument: One is missing, unknown or of the wrong shape.
        NotThere: One names a record that is not there or not the caller's to see.
    """
    taken = {argument.name: argument for argument in arguments_of(entry)}
    for name in given:
        if name not in taken:
            raise BadArgument(name, _("this address does not take it"))
    for argument in taken.values():
        if argument.is_required and given.get(argument.name) in (None, ""):
            raise BadArgument(argument.name, _("it must be given"))
    checked = {name: shaped(taken[name], value, given, of_kinds) for name, value in given.items()}
    return {name: value for name, value in checked.items() if value is not DROPPED}


def refuse_missing(endpoint: str, given: dict[str, Any]) -> None:
    """What a function cannot do without is given, also where its list does not say so.

    Raises:
        BadArgument: The function would break for want of an argument.
    """
    for name in needed(endpoint):
        if name not in given:
            raise BadArgument(name, _("it must be given"))


@cache
def needed(endpoint: str) -> tuple[str, ...]:
    """Parameters without a default of the function behind a method; none for what the dispatcher does itself."""
    name = frappe.get_hooks("override_whitelisted_methods").get(endpoint, [endpoint])[-1]
    if "." not in name:
        return ()
    parameters = inspect.signature(frappe.get_attr(name)).parameters.values()
    named = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    empty = inspect.Parameter.empty
    return tuple(one.name for one in parameters if one.kind in named and one.default is empty)


def shaped(argument: Argument, value: Any, given: dict[str, Any], of_kinds: frozenset[str]) -> Any:
    """One argument, checked; what is empty and need not be given stays empty."""
    if value in (None, "") and not argument.is_required and argument.shape not in ("drop", "own account"):
        return value
    return SHAPES[argument.shape](value, Context(argument.name, argument.what, given, of_kinds))


def arguments_of(entry: Entry) -> tuple[Argument, ...]:
    """Arguments of an endpoint: as listed, or from the signature of a method of ours."""
    return entry.arguments if entry.arguments is not None else of_signature(entry.endpoint)


@cache
def of_signature(endpoint: str) -> tuple[Argument, ...]:
    """Arguments of a method of ours."""
    method: Callable[..., Any] = frappe.get_attr(endpoint)
    parameters = inspect.signature(method).parameters.values()
    return tuple(of_parameter(p) for p in parameters if p.kind is not inspect.Parameter.VAR_KEYWORD)


def of_parameter(parameter: inspect.Parameter) -> Argument:
    """Argument for a parameter: one named after a record type takes the name of such a record."""
    is_required = parameter.default is inspect.Parameter.empty
    if record_type := by_parameter_name().get(parameter.name):
        return Argument(parameter.name, "record", record_type, is_required)
    return Argument(parameter.name, BY_TYPE.get(type_name(parameter.annotation), "long"), "", is_required)


@cache
def by_parameter_name() -> dict[str, str]:
    """Record types of groups by the name links to them carry: `meeting`, `papg_group`."""
    names = {
        scrub(record).removeprefix("papg_"): record for record in rights.shipped() if rights.is_scoped(record)
    }
    group = names.pop("group")
    return {**names, "papg_group": group}


def type_name(annotation: Any) -> str:
    """Name of a type, without what makes it optional or says what is in it."""
    if isinstance(annotation, str):
        return annotation.partition(" |")[0].partition("[")[0]
    if get_origin(annotation) in (Union, UnionType):
        annotation = next(one for one in get_args(annotation) if one is not type(None))
    return getattr(get_origin(annotation) or annotation, "__name__", "str")
