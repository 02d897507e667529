"""The suite is the same every time: laws are tried on examples that depend on the test alone.

`.ci/thorough` asks for many more (STOREDRILL_EXAMPLES), and draws them anew each time.
"""

import os

import pytest
from hypothesis import settings

settings.register_profile("suite", derandomize=True, deadline=None)
settings.register_profile("thorough", deadline=None, print_blob=True)
settings.load_profile("thorough" if "STOREDRILL_EXAMPLES" in os.environ else "suite")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """`-n auto`: more than there are cores, as tests of screens and terminals wait most of their time."""
    return 2 * (os.cpu_count() or 1) + 1
