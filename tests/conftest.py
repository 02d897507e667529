"""The suite is the same every time: laws are tried on examples that depend on the test alone.

`.ci/thorough` asks for many more (STOREDRILL_EXAMPLES), and draws them anew each time.
"""

import gc
import os
from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import settings

from simulator import wall_clock
from tests.compiling import allow, compile_share

allow()
settings.register_profile("suite", derandomize=True, deadline=None)
settings.register_profile("thorough", deadline=None, print_blob=True)
settings.load_profile("thorough" if "STOREDRILL_EXAMPLES" in os.environ else "suite")

LONG = ("tests/journeys/", "tests/stress/", "tests/store/test_kill.py", "tests/screens/test_whole_drills.py")
"""Tests of half a minute, which wait most of it."""
EARLY = 0.75
"""In which part of a worker's share they are begun."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """`-n auto`: more than there are cores, as tests of screens and terminals wait most of their time."""
    return 3 * (os.cpu_count() or 1)


@pytest.fixture(scope="session", autouse=True)
def _noon() -> Iterator[None]:
    """What runs in this process finds it noon when the suite begins, so that midnight falls into no test of it."""
    kept, now = wall_clock.now, wall_clock.now()
    noon = now.replace(hour=12, minute=0, second=0) - timedelta(days=now.hour < 12)
    wall_clock.now = lambda: noon + (kept() - now)
    yield
    wall_clock.now = kept


def pytest_configure(config: pytest.Config) -> None:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if worker:
        compile_share(config, int(worker.removeprefix("gw")), int(os.environ["PYTEST_XDIST_WORKER_COUNT"]))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where several workers take turns, the long tests are dealt out to all of them and begun early: else the last one
    is begun when all others are done, or several wait while a core rests.
    """
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    if workers > 1:
        long = [item for item in items if item.nodeid.startswith(LONG)]
        short = [item for item in items if not item.nodeid.startswith(LONG)]
        items[:] = [item for n in range(workers) for item in _share(long[n::workers], _part(short, n, workers))]


def _part(items: list[pytest.Item], n: int, of: int) -> list[pytest.Item]:
    return items[len(items) * n // of : len(items) * (n + 1) // of]


def _share(long: list[pytest.Item], short: list[pytest.Item]) -> list[pytest.Item]:
    """A worker's tests, the long ones among the others."""
    early = int(len(short) * EARLY)
    mixed = [one for n, item in enumerate(long) for one in (item, *_part(short[:early], n, len(long)))]
    return [*mixed, *(short[early:] if long else short)]


def pytest_collection_finish() -> None:
    """What all tests are made of stays until the end: nobody needs to look through it for garbage, nor as often."""
    gc.freeze()
    frozen = gc.get_freeze_count()
    gc.get_freeze_count = lambda: frozen  # who asks wants to know whether there is any: to count takes 20 ms and more
    gc.set_threshold(10_000, 20, 20)
