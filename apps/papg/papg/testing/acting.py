"""Acting as somebody inside a test, and counting what it costs."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import frappe

from papg.permissions import scope


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
def answering(request: Any) -> Iterator[None]:
    """Inside the block the framework believes that this request has come in."""
    try:
        frappe.local.request = request
        yield
    finally:
        del frappe.local.request


@contextmanager
def undone_to(mark: str) -> Iterator[None]:
    """What is written inside the block does not stay; whoever acts has to be named.

    Args:
        mark: Name of the point in the transaction, one of its own for each block inside another.
    """
    frappe.db.savepoint(mark)
    frappe.set_user("Administrator")
    scope.forget()
    yield
    frappe.db.rollback(save_point=mark)
    # The whole cache is not emptied: reading every record type anew would cost each test seconds.
    frappe.db.value_cache.clear()
    frappe.clear_messages()
    frappe.set_user("Administrator")
    scope.forget()


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
