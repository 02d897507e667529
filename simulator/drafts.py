"""A file is written whole or not at all: beside its place first, and put there once it is complete."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def draft_of(path: Path) -> Iterator[Path]:
    """Where to write what becomes `path` at the end. After an error what was there stays, and nothing beside it; the
    error is about the file that was asked for, or about the folder that it should be in. What is no file that could be
    replaced (a device, a pipe) is written to as it is."""
    if path.exists() and not path.is_file():
        yield path
        return
    if not path.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path.parent))
    draft = path.with_name(f"{path.name}.part")
    try:
        yield draft
        draft.replace(path)
    except OSError as error:
        if error.filename == str(draft):
            error.filename, error.filename2 = str(path), None
        elif error.errno and error.filename is None:  # so the system tells of a write on a full disk
            error.filename = str(path)
        raise
    finally:
        with suppress(OSError):  # it is not there, or nothing can be changed there: what was wrong is told already
            draft.unlink()


def keep(path: Path, data: bytes | str) -> None:
    """Write all of it into a file, or leave what was there. Raises OSError."""
    with draft_of(path) as draft:
        draft.write_bytes(data.encode() if isinstance(data, str) else data)


def demand_place(path: Path) -> None:
    """Before long work whose outcome is to be kept there: that a file can be. Raises OSError as keeping would."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if path.exists() and not path.is_file():
        return
    with suppress(_Tried), draft_of(path) as draft:
        draft.touch()
        raise _Tried


class _Tried(Exception):
    """There is room for a file: none is to be kept yet."""
