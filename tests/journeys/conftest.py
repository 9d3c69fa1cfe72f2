"""A picture of every open window when a journey fails."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.journeys.browser import OPEN, SCREENSHOTS, keep_picture


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Hook: keep what was on the screen, and what had gone wrong by then."""
    outcome: Any = yield
    report = outcome.get_result()
    if not (report.failed and report.when == "call"):
        return
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    for person in OPEN:
        picture = SCREENSHOTS / f"failed-{item.name[:60]}-{person.user.partition('@')[0]}.png"
        keep_picture(person.page, picture)
        report.sections.append((f"Window of {person.user}", "\n".join([person.page.url, *person.troubles])))
