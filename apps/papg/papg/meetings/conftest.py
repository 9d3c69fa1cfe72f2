"""The room's tests share one cast: made once, and each test undone back to it."""

from collections.abc import Iterator

import frappe
import pytest

from papg.testing import cast
from papg.testing.acting import undone_to
from papg.testing.prepared import prepare
from papg.testing.series import TODAY

START = "papg_meetings_start"
PREPARED = "papg_meetings_prepared"


@pytest.fixture(scope="package")
def cast_of_the_room(connection: None) -> Iterator[None]:
    """The site with everybody in place; nothing of it stays."""
    frappe.set_user("Administrator")
    cast.install()
    yield
    frappe.db.rollback()
    frappe.clear_cache()


@pytest.fixture
def room(cast_of_the_room: None) -> Iterator[None]:
    """The cast as it was before the test; whoever acts has to be named."""
    with undone_to(START):
        yield


@pytest.fixture
def day_of_series(monkeypatch: pytest.MonkeyPatch) -> None:
    """Series are planned as on one day, whatever day the tests run on."""
    for module in ("papg.meetings.series", "papg.meetings.series_meetings"):
        monkeypatch.setattr(f"{module}.today", lambda: TODAY)


@pytest.fixture(scope="module")
def prepared_minutes(cast_of_the_room: None) -> Iterator[None]:
    """Minutes at each stage for the tests of a module."""
    frappe.db.savepoint(PREPARED)
    prepare()
    yield
    frappe.db.rollback(save_point=PREPARED)
    frappe.db.value_cache.clear()
