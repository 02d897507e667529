"""Materials of tests of loads."""

from collections.abc import Iterator

import pytest

from tests.postgres import own_database


@pytest.fixture
def database_url() -> Iterator[str]:
    """A database of the test's own on the server that all tests have."""
    with own_database() as url:
        yield url
