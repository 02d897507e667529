"""What is written into a file is there whole, or what was there before is."""

import errno
import os
import stat
from pathlib import Path

import pytest

from simulator.drafts import demand_place, draft_of, keep


def test_what_breaks_off_leaves_what_was_there(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    keep(page, "你好")
    with pytest.raises(OSError, match="full"):
        _half(page)
    assert page.read_bytes() == "你好".encode()
    assert os.listdir(tmp_path) == ["page.html"]


def test_a_disk_that_is_full_is_told_of_the_file_that_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a write that fails the system names no file; the data folder stood there, which had room."""

    def full(path: Path, data: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left") as told:
        keep(tmp_path / "report.json", "whole")
    assert told.value.filename == str(tmp_path / "report.json")


def _half(page: Path) -> None:
    with draft_of(page) as draft:
        draft.write_bytes(b"half")
        raise OSError("the disk is full")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    """So is a device: nobody who writes to /dev/null as root is to lose it."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reads = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    keep(pipe, b"whole")
    assert os.read(reads, 99) == b"whole"
    os.close(reads)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert os.listdir(tmp_path) == ["pipe"]


def test_a_place_is_looked_at_before_there_is_anything_to_keep(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    demand_place(page)
    assert os.listdir(tmp_path) == []
    keep(page, "mine")
    demand_place(page)
    assert page.read_text("utf-8") == "mine"
    demand_place(Path(os.devnull))
    with pytest.raises(FileNotFoundError, match="nowhere"):
        demand_place(tmp_path / "nowhere" / "page.html")
    with pytest.raises(IsADirectoryError):
        demand_place(tmp_path)
    assert os.listdir(tmp_path) == ["page.html"]


def test_of_a_place_where_nothing_can_be_changed_the_file_is_named_that_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(path: Path, *_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))

    monkeypatch.setattr(Path, "touch", never)
    monkeypatch.setattr(Path, "unlink", never)
    with pytest.raises(OSError, match="Read-only") as told:
        demand_place(tmp_path / "page.html")
    assert told.value.filename == str(tmp_path / "page.html")
