"""A picture of every open window when a test fails, as for the journeys."""

from tests.journeys.conftest import pytest_runtest_makereport

__all__ = ["pytest_runtest_makereport"]
