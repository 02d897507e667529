"""Taking turns at a database to which one at a time can write: whoever waits is woken, and does not ask again.

SQLite's own waiting sleeps for longer and longer, up to a tenth of a second, while the lock may be free.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Protocol

try:
    import fcntl
except ModuleNotFoundError:  # Windows: SQLite's own waiting has to do
    fcntl = None  # type: ignore[assignment]


NAME = "turns.lock"
"""Of the file, beside the database."""
AGAIN = 0.002
"""Seconds between two looks whether it is free: a group of tills is written in some ten times that."""


class Turns(Protocol):
    """A turn is taken by entering."""

    def __enter__(self) -> None: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None: ...


class _Nobody:
    """Nobody else writes."""

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        pass


NO_TURNS: Turns = _Nobody()


class FileTurns:
    """Turns by a lock of the operating system on a file: it dies with the process that has it."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)

    def __enter__(self) -> None:
        if fcntl is not None:
            fcntl.flock(self._file, fcntl.LOCK_EX)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        if fcntl is not None:
            fcntl.flock(self._file, fcntl.LOCK_UN)

    @contextmanager
    def soon(self, seconds: float) -> Iterator[bool]:
        """A turn, unless it takes longer: then whoever has it may hang, and False."""
        mine = self._comes(time.monotonic() + seconds)
        try:
            yield mine
        finally:
            if mine:
                self.__exit__(None, None, None)

    def _comes(self, until: float) -> bool:
        """Asked again and again: who waits in the kernel cannot stop waiting."""
        while fcntl is not None:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > until:
                    return False
                time.sleep(AGAIN)
            else:
                break
        return True

    def close(self) -> None:
        os.close(self._file)
