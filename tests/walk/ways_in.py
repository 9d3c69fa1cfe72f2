"""Every way in, collected from the framework and the app as they run; nobody keeps a list of them by hand."""

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import frappe
import frappe.app
from frappe.website.router import get_pages

from papg.security import allowlist, record_types
from provision.paths import ROOT
from tests.security import endpoints

METHOD, RECORD_METHOD, ARGUMENT, PATH, PAGE, RECORD_TYPE, LIVE = (
    "method",
    "method of a record",
    "argument",
    "path",
    "page",
    "record type",
    "live room",
)
# The dispatcher of `/api/resource`, which version 15 of the framework gives as a map of addresses.
RESOURCE = ("GET /api/resource/*", "POST /api/resource/*")
RECORD = ("GET /api/resource/*/*", "PUT /api/resource/*/*", "DELETE /api/resource/*/*")
RUN_METHOD = "/api/resource/*/*?run_method"
# Parameters in which a method is named that the framework then calls.
NAMING = ("method", "query", "tree_method", "function", "cmd")
KEY = "key"
LISTS = tuple(dict.fromkeys(name for names in allowlist.LISTS.values() for name in names))
WISHES = re.compile(r"const WISHES = \{(.*?)\};", re.S)
ROUTE = re.compile(r'request\.path\.startswith\("(/[^"]+)"\)')


@dataclass(frozen=True)
class WayIn:
    """One way in.

    Attributes:
        name: A method, a path, or what else a request names.
        sort: What it is.
        kinds: Kinds of user on whose list it stands; `key` for whoever comes with a key.
        function: What is called, where it is a method.
    """

    name: str
    sort: str
    kinds: frozenset[str] = frozenset()
    function: Callable[..., Any] | None = None


def every() -> dict[str, WayIn]:
    """All ways in, by name."""
    found = [*methods(), *record_methods(), *paths(), *pages(), *record_type_doors(), *live_rooms()]
    found += [argument for way in found if way.kinds for argument in naming_arguments(way)]
    return {way.name: way for way in found}


def listed_for(endpoint: str, verb: str = "") -> frozenset[str]:
    """Kinds of user an endpoint is listed for."""
    kinds = {kind for kind in allowlist.LISTS if matches(allowlist.find({kind}, endpoint), verb)}
    if matches(tuple(allowlist.entries(allowlist.TOKEN).get(endpoint, ())), verb):
        kinds.add(KEY)
    return frozenset(kinds)


def matches(entries: tuple[allowlist.Entry, ...], verb: str) -> bool:
    """Does an entry take this HTTP method?"""
    return any(not verb or verb in entry.verbs for entry in entries)


def methods() -> Iterator[WayIn]:
    """Whitelisted functions under every name a request could use, aliases and overriding ones included."""
    for name, function in {**endpoints.names(), **by_hand_of_the_framework()}.items():
        yield WayIn(name, METHOD, listed_for(name), function)


def by_hand_of_the_framework() -> dict[str, Any]:
    """Names the dispatcher itself knows, though no function stands behind them."""
    return {"login": None}


def record_methods() -> Iterator[WayIn]:
    """Whitelisted methods of classes, which `run_doc_method` reaches by name."""
    for function in sorted(frappe.whitelisted, key=lambda one: f"{one.__module__}.{one.__qualname__}"):
        owner, dot, name = function.__qualname__.rpartition(".")
        if dot and "<locals>" not in owner:
            yield WayIn(
                f"run_doc_method: {owner}.{name}", RECORD_METHOD, listed_for("run_doc_method"), function
            )


def paths() -> Iterator[WayIn]:
    """Addresses the application and the REST interface answer by themselves."""
    for door in (*RESOURCE, *RECORD):
        verb, _space, path = door.partition(" ")
        yield WayIn(door, PATH, listed_for(path, verb))
    yield WayIn(RUN_METHOD, PATH)
    for path in ROUTE.findall(inspect.getsource(frappe.app)):
        if path == "/private/files/":
            # No list holds it: each file is looked up through its record.
            yield WayIn("/private/files/*", PATH, frozenset(allowlist.LISTS))
        elif path != "/api/":
            yield WayIn(f"{path.rstrip('/')}/**", PATH, listed_for(path))


def pages() -> Iterator[WayIn]:
    """Pages of the website: files of `www`, forms, record types with a page, routes, and those of the app."""
    found = [f"/{route}" for route in get_pages() if not route.startswith("_test")]
    found += [f"/{route}" for route in frappe.get_all("Web Form", pluck="route")]
    views = frappe.get_all("DocType", {"has_web_view": 1}, ["name", "route"])
    found += [f"/{view.route or view.name.lower().replace(' ', '-')}" for view in views]
    found += [
        rule["from_route"].partition("<")[0].rstrip("/") for rule in frappe.get_hooks("website_route_rules")
    ]
    found += [rule["source"].partition("(")[0] for rule in frappe.get_hooks("website_redirects")]
    found += [
        path
        for name in (*LISTS, allowlist.OWN)
        for path in allowlist.entries(name)
        if path.startswith("/") and "*" not in path
    ]
    for path in dict.fromkeys(found):
        yield WayIn(path, PAGE, listed_for(path))
    for tree in ("/app/**", "/partner/**"):
        yield WayIn(tree, PAGE, listed_for(f"{tree[:-3]}/x"))


def record_type_doors() -> Iterator[WayIn]:
    """Record types of the framework that stand on no list: no list, letter, log or report of theirs is given out."""
    listed = {name for row in record_types.rows() for name in record_types.expanded(row["record type"])}
    for name in frappe.get_all("DocType", {"issingle": 0}, pluck="name", order_by="name"):
        if name not in listed:
            yield WayIn(f"record type: {name}", RECORD_TYPE)


def live_rooms() -> Iterator[WayIn]:
    """Rooms of the live server one can ask to enter, and one's own."""
    source = (ROOT / "provision" / "realtime" / "server.mjs").read_text()
    block = WISHES.search(source)
    events = re.findall(r"(\w+):", block[1]) if block else []
    # The live server lets in whom the web server knows as somebody of the desk.
    for event in (*events, "user room"):
        yield WayIn(f"live: {event}", LIVE, listed_for("frappe.realtime.get_user_info"))


def naming_arguments(way: WayIn) -> Iterator[WayIn]:
    """Arguments of a listed method in which a caller names another method."""
    if not way.function:
        return
    taken = set(inspect.signature(way.function).parameters)
    if "form_dict.method" in source_of(way.function):
        taken.add("method")
    for name in NAMING:
        if name in taken and is_called(way.function, name):
            yield WayIn(f"{way.name}?{name}", ARGUMENT)


def source_of(function: Callable[..., Any]) -> str:
    return inspect.getsource(inspect.unwrap(function))


def is_called(function: Callable[..., Any], name: str) -> bool:
    """Is a parameter of this name the name of something to call? A log takes one as mere words."""
    return "access_log" not in function.__module__
