"""Taking turns at a database to which one at a time can write: whoever waits is woken, and does not ask again.

SQLite's own waiting sleeps for longer and longer, up to a tenth of a second, while the lock may be free.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock, Thread
from types import TracebackType
from typing import Protocol

try:
    import fcntl
except ModuleNotFoundError:  # Windows: SQLite's own waiting has to do
    fcntl = None  # type: ignore[assignment]


NAME = "turns.lock"
"""Of the file, beside the database."""


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
        self._waits = Lock()

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
        """A turn, unless it takes longer: then whoever has it may hang, and False. To be asked for by one thread."""
        if not self._waits.acquire(blocking=False):  # the turn of last time did not come yet
            yield False
            return
        came, left = Lock(), Lock()
        came.acquire()

        def wait() -> None:
            self.__enter__()
            came.release()
            with left, suppress(OSError, ValueError):  # until it was used, or nobody wants it any more: closed, too
                self.__exit__(None, None, None)
            self._waits.release()

        with left:
            Thread(target=wait, daemon=True).start()
            yield came.acquire(timeout=seconds)

    def close(self) -> None:
        file, self._file = self._file, -1
        os.close(file)
