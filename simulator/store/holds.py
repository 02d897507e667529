"""Who is playing a run right now: a lock of the operating system for each, in a file beside the database.

The lock dies with its process, killed or not, so nothing has to be waited for or cleaned up after a crash. A file
system that knows no locks holds nobody off; what the database refuses (`RunTaken`) stands in any case.

In the file stands until when a run was lived: a journal knows the last thing that happened, and whoever thinks for a
minute and is killed then has had that minute.
"""

import os
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

FOLDER = "playing"

DIGITS = 15

PATIENCE = 20
"""Tries, 10 ms apart: somebody who only looks holds the lock for an instant."""

try:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

except ModuleNotFoundError:
    import msvcrt

    def _lock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]


class Holds:
    """The runs that this process plays, and whether another plays one."""

    def __init__(self, home: Path) -> None:
        self._folder = home / FOLDER
        self._mine: dict[str, int] = {}

    def __contains__(self, run: str) -> bool:
        """Whether this process plays it."""
        return run in self._mine

    def take(self, run: str) -> bool:
        """Play a run from now on; False while somebody else does."""
        if run in self._mine:
            return True
        for _ in range(PATIENCE):
            try:
                self._folder.mkdir(exist_ok=True)
                file = os.open(self._path(run), os.O_RDWR | os.O_CREAT, 0o644)
            except OSError:  # a full or unwritable folder is said by the database, in its own words
                return True
            if not _taken(file) and self._stands(file, run):
                self._mine[run] = file
                return True
            os.close(file)
            time.sleep(0.01)
        return False

    def elsewhere(self, run: str) -> bool:
        """Whether another process plays it."""
        if run in self._mine:
            return False
        try:
            file = os.open(self._path(run), os.O_RDWR)
        except OSError:
            return False
        try:
            return _taken(file)
        finally:
            os.close(file)

    def mark(self, run: str, at: int) -> None:
        """A run that this process plays was lived until `at`. A kill loses none of it, a power cut what the system had
        not written yet."""
        file = self._mine.get(run)
        if file is not None:
            with suppress(OSError):  # a full disk is said by the database, in its own words
                os.lseek(file, 0, os.SEEK_SET)
                os.write(file, f"{at:0{DIGITS}}".encode())

    def marked(self, run: str) -> int:
        """Until when it was lived, as far as anybody marked it."""
        try:
            told = self._path(run).read_bytes()[:DIGITS]
        except OSError:
            return 0
        return int(told) if told.isdigit() else 0

    def let_go(self, run: str, *, over: bool = False) -> None:
        """Play it no more. What was marked of one that is not over stays."""
        file = self._mine.pop(run, None)
        if file is not None:
            if over or not self.marked(run):
                with suppress(OSError):  # Windows removes no open file: there it stays, empty
                    self._path(run).unlink()
            os.close(file)

    def close(self) -> None:
        """Let go of all."""
        for run in list(self._mine):
            self.let_go(run)

    def _path(self, run: str) -> Path:
        return self._folder / f"{quote(run, safe='')}.lock"

    def _stands(self, file: int, run: str) -> bool:
        """Whether the file that was locked is still the one of that name: who let go may have removed it between."""
        try:
            return os.path.samestat(os.fstat(file), os.stat(self._path(run)))
        except OSError:
            return False


def _taken(file: int) -> bool:
    """Lock an open file; whether somebody else has."""
    try:
        _lock(file)
    except (BlockingIOError, PermissionError):
        return True
    except OSError:  # no locks here
        return False
    return False
