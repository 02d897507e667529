"""Where a load's data lie that nobody wants to keep: in a folder of their own within the data folder, gone afterwards.

What a load that was killed left behind is taken away by a later one, once nobody plays it any more.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from uuid import uuid4

from simulator.store.holds import Holds

PREFIX = "stress-"
NAMED = "load"
"""By this a folder that somebody named is held."""
OLD = 3600.0
"""Seconds in which nothing of it changed: where a file system knows no locks, nobody can say who plays."""


@contextmanager
def somewhere(home: Path) -> Iterator[Path]:
    """A new folder. Raises OSError."""
    home.mkdir(parents=True, exist_ok=True)
    folder, holds = home / f"{PREFIX}{uuid4().hex[:8]}", Holds(home)
    _sweep(home, holds)
    holds.take(folder.name)
    try:
        folder.mkdir()
        yield folder
    finally:
        rmtree(folder, ignore_errors=True)
        holds.close()


@contextmanager
def alone(folder: Path) -> Iterator[bool]:
    """A folder that somebody named, which is made; False where another load is just played in it. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    holds = Holds(folder)
    try:
        yield holds.take(NAMED)
    finally:
        holds.close()


def played(folder: Path) -> bool:
    """Whether a load is played in a folder that somebody named."""
    holds = Holds(folder)
    try:
        return holds.elsewhere(NAMED)
    finally:
        holds.close()


def _sweep(home: Path, holds: Holds) -> None:
    for left in home.glob(f"{PREFIX}*"):
        if left.is_dir() and not holds.elsewhere(left.name) and time.time() - _changed(left) > OLD:
            rmtree(left, ignore_errors=True)


def _changed(folder: Path) -> float:
    """When something of it was written last."""
    found = [folder, *folder.rglob("*")]
    return max((path.lstat().st_mtime for path in found if path.exists()), default=0.0)
