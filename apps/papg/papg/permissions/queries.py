"""One query function a record type, made when it is asked for: the framework names no record type when it calls."""

from collections.abc import Callable
from typing import Any

from papg.permissions import own_types
from papg.permissions.policy import EVERYTHING, child_condition, condition
from papg.permissions.wiring import by_scrubbed_name, child_parents, scrub


def __getattr__(name: str) -> Callable[..., str]:
    record = by_scrubbed_name().get(name) or own_type(name)
    if record is None:
        raise AttributeError(name)

    def query(user: str | None = None, **kwargs: Any) -> str:
        """SQL for the rows this user may read; empty when that is every row."""
        if record in child_parents():
            found = child_condition(record, child_parents()[record], user)
        else:
            found = condition(record, "read", user)
        return "" if found == EVERYTHING else found

    return query


def own_type(name: str) -> str | None:
    """The record type made on the site whose query function carries this name."""
    return next((record for record in own_types.names() if scrub(record) == name), None)
