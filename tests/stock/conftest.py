"""What every test of the stockroom may ask for."""

import pytest

from tests.stock.backroom import Backroom


@pytest.fixture
def shop() -> Backroom:
    return Backroom()
