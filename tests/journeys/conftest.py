"""A fresh data folder, and a program in a terminal that plays on it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.journeys.fingers import Fingers
from tests.journeys.shadow import Shadow
from tests.journeys.terminal import Terminal


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def run(home: Path) -> Iterator[Callable[..., Terminal]]:
    """`run(*arguments, columns=, rows=)`: the program in a terminal, killed at the end of the test."""
    with ExitStack() as stack:
        yield lambda *arguments, **options: stack.enter_context(Terminal(*arguments, home=home, **options))


@pytest.fixture
def sit(home: Path) -> Iterator[Callable[[Terminal], Fingers]]:
    """`sit(terminal)`: fingers at the till that stands in it."""
    with ExitStack() as stack:

        def sit(terminal: Terminal) -> Fingers:
            terminal.see("BELT", "QUEUE")
            shadow = Shadow(home)
            stack.callback(shadow.close)
            terminal.meanwhile(shadow.find, "expected a run in the journal")
            return Fingers(terminal, shadow)

        yield sit
