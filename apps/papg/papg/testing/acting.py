"""Acting as somebody inside a test, and counting what it costs."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import frappe


@contextmanager
def acting_as(user: str) -> Iterator[None]:
    """Inside the block the session is this person's."""
    before = frappe.session.user
    frappe.set_user(user)
    try:
        yield
    finally:
        frappe.set_user(before)


@contextmanager
def counted_queries() -> Iterator[list[str]]:
    """Inside the block every query is written into the list."""
    queries: list[str] = []
    run = frappe.db.sql

    def counting(query: str, *args: Any, **kwargs: Any) -> Any:
        queries.append(str(query))
        return run(query, *args, **kwargs)

    frappe.db.sql = counting
    try:
        yield queries
    finally:
        frappe.db.sql = run
