"""Whose turn it is to write, where one at a time can."""

from pathlib import Path

import pytest

from simulator.store.turns import FileTurns, fcntl

pytestmark = pytest.mark.skipif(fcntl is None, reason="SQLite's own waiting has to do here")


def test_a_turn_that_does_not_come_soon_is_let_go(tmp_path: Path) -> None:
    mine, theirs = FileTurns(tmp_path / "turns"), FileTurns(tmp_path / "turns")
    with theirs, mine.soon(0.0) as came:
        assert not came
    with mine.soon(0.0) as came, theirs.soon(0.0) as taken:
        assert (came, taken) == (True, False)
    with theirs.soon(0.0) as came:
        assert came, "it was given back"
    mine.close()
    theirs.close()
