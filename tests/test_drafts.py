"""What is written into a file is there whole, or what was there before is."""

import os
import stat
from pathlib import Path

import pytest

from simulator.drafts import draft_of, keep


def test_what_breaks_off_leaves_what_was_there(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    keep(page, "你好")
    with pytest.raises(OSError, match="full"):
        _half(page)
    assert page.read_bytes() == "你好".encode()
    assert os.listdir(tmp_path) == ["page.html"]


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
