"""When an app under test has done all that a key led to: seen in its event loop, not guessed from a nap.

Textual's pilot naps 20 ms and looks whether the process worked meanwhile: three times a key, tens of thousands of times
in this suite. What it waits for is known here: whatever is ready, and whatever is due soon. Where something
else may still bring work (a thread), it naps as before.
"""

import asyncio
import threading
from asyncio import BaseEventLoop, Future
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import textual.app
import textual.pilot
from textual._wait import SLEEP_GRANULARITY, SLEEP_IDLE, wait_for_idle

SOON = 0.06
"""Seconds: what is due within them is waited for. A key is held for 51 ms where it may be the beginning of a scan."""

_jobs = set["Future[Any]"]()
"""What is being done in threads on behalf of a loop."""
_known = set[threading.Thread]()
"""Threads that were there before the test: none of its app's."""


async def until_idle(min_sleep: float = SLEEP_GRANULARITY, max_sleep: float = 1) -> None:
    """As `wait_for_idle`, whose place it takes: until nothing is to be done, nor will be soon."""
    loop: Any = asyncio.get_running_loop()
    begun = woken = loop.time()
    horizon = begun + SOON
    quiet = 0
    while quiet < 2:  # between two rounds the loop has asked its readers and its timers
        await asyncio.sleep(0)
        if _elsewhere():
            return await wait_for_idle(min_sleep, max_sleep)
        now = loop.time()
        if now - begun >= max_sleep:
            return None
        quiet = 0 if loop._ready else quiet + 1
        if quiet == 2:
            if now - woken > SLEEP_IDLE:  # what was done may have led to something that is due a little later
                horizon = now + SOON
            due = min((handle.when() for handle in loop._scheduled if not handle.cancelled()), default=horizon)
            if due < horizon:
                await asyncio.sleep(due - now)
                quiet, woken = 0, loop.time()
    return None


def _elsewhere() -> bool:
    """Whether another thread works for the app."""
    return bool(_jobs) or any(
        thread not in _known and not thread.name.startswith("asyncio_") for thread in threading.enumerate()
    )


@contextmanager
def seen() -> Iterator[None]:
    """Every pilot of a test waits so."""
    _jobs.clear()
    _known.clear()
    _known.update(threading.enumerate())
    plain = BaseEventLoop.run_in_executor

    def counted(loop: BaseEventLoop, *what: Any) -> "Future[Any]":
        job: Future[Any] = plain(loop, *what)
        _jobs.add(job)
        job.add_done_callback(_jobs.discard)
        return job

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseEventLoop, "run_in_executor", counted)
        patch.setattr(textual.app, "wait_for_idle", until_idle)
        patch.setattr(textual.pilot, "wait_for_idle", until_idle)
        yield
