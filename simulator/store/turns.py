"""Taking turns at a database to which one at a time can write: whoever waits is woken, and does not ask again.

SQLite's own waiting sleeps for longer and longer, up to a tenth of a second, while the lock may be free.
"""

import os
from pathlib import Path
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

    def __enter__(self) -> None:
        if fcntl is not None:
            fcntl.flock(self._file, fcntl.LOCK_EX)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        if fcntl is not None:
            fcntl.flock(self._file, fcntl.LOCK_UN)

    def close(self) -> None:
        os.close(self._file)
