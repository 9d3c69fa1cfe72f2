"""What tests of the duties room share."""

import pytest

from papg.testing import cast


@pytest.fixture(autouse=True)
def people(site: None) -> None:
    """Everybody of the cast, on the test site."""
    cast.install()
