"""Which guards there are: read from the live hooks, the table of rights and the code that refuses."""

from collections.abc import Iterator
from dataclasses import dataclass

from papg import hooks
from papg.permissions.conditions import CONDITIONS
from papg.security.shapes import SHAPES
from tests.mutants import refusals

LIST = "list condition"
RECORD = "record check"
CONDITION = "condition"
EVENT = "event"
HOOK = "hook"
METHOD = "method"
CLASS = "class"
SHAPE = "shape"
REFUSAL = "refusal"
GUARDS = ("papg.security.", "papg.permissions.")
PLAIN_HOOKS = ("auth_hooks", "on_login", "after_request", "extend_bootinfo")
# These let everything pass as they are.
OPEN_SHAPES = ("drop",)


@dataclass(frozen=True)
class Mutant:
    """One guard to be opened.

    Attributes:
        sort: How it is opened.
        name: What of: a record type, an event of one, a condition of the table, a hook, a function.
        target: Dotted name of the function or class behind it.
    """

    sort: str
    name: str
    target: str = ""

    def __str__(self) -> str:
        return f"{self.sort}: {self.name}"


def everyone() -> tuple[Mutant, ...]:
    """All mutants, in the order in which they are tried: those tried in one process first."""
    return (*of_access(), *of_hooks(), *of_steps())


def of_access() -> Iterator[Mutant]:
    """The two questions of the framework, for each record type, and each condition of the table."""
    for record, target in hooks.permission_query_conditions.items():
        yield Mutant(LIST, record, target)
    for record, target in hooks.has_permission.items():
        yield Mutant(RECORD, record, target)
    for record, when in CONDITIONS:
        yield Mutant(CONDITION, f"{record}, {when}")


def of_hooks() -> Iterator[Mutant]:
    """The other hooks behind which a guard stands."""
    for record, event, target in guarded_events():
        yield Mutant(EVENT, f"{record}, {event}, {target}", target)
    for hook in PLAIN_HOOKS:
        for target in getattr(hooks, hook):
            yield Mutant(HOOK, f"{hook}, {target}", target)
    for method, target in hooks.override_whitelisted_methods.items():
        yield Mutant(METHOD, method, target)
    for record, target in hooks.override_doctype_class.items():
        yield Mutant(CLASS, record, target)


def guarded_events() -> Iterator[tuple[str, str, str]]:
    """Record type, event and function of each guard that is asked when a record is stored or deleted."""
    for record, events in hooks.doc_events.items():
        for event, targets in events.items():
            named = [targets] if isinstance(targets, str) else targets
            yield from ((record, event, target) for target in named if target.startswith(GUARDS))


def of_steps() -> Iterator[Mutant]:
    """Steps of the gate and of the guards that are functions of their own."""
    for name in SHAPES:
        if name not in OPEN_SHAPES:
            yield Mutant(SHAPE, name)
    shapes = set(map(id, SHAPES.values()))
    for target, function in refusals.functions().items():
        if id(function) not in shapes:
            yield Mutant(REFUSAL, target, target)
