"""A process that was halted and goes on: by a job control, a container, a machine that sleeps.

Textual takes the terminal over whenever it is told to go on. Where it had not let go of it before (only Ctrl+Z says so
beforehand) it read the keys twice, did not end, and left the terminal without an echo. A shell that saw it halted had
the terminal meanwhile, with its own echo and its own line: keys were shown and meant nothing once it went on.
"""

import signal
import sys
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any


def keep_the_terminal(paint: Callable[[], object]) -> None:
    """Who was halted unasked goes on with the terminal as it was, painted anew: others may have written on it."""
    if not hasattr(signal, "SIGCONT") or threading.current_thread() is not threading.main_thread():
        return
    leave, come_back = signal.getsignal(signal.SIGTSTP), signal.getsignal(signal.SIGCONT)
    if not callable(leave) or not callable(come_back):
        return  # nothing took a terminal over
    ours, gone = _modes(), False

    def leaves(number: int, frame: FrameType | None) -> None:
        nonlocal gone
        gone = True
        leave(number, frame)

    def goes_on(number: int, frame: FrameType | None) -> None:
        nonlocal gone
        if gone:
            gone = False
            come_back(number, frame)
        else:
            _take(ours)
            paint()

    signal.signal(signal.SIGTSTP, leaves)
    signal.signal(signal.SIGCONT, goes_on)


def _modes() -> list[Any]:
    """How the terminal hands keys over just now; empty where that cannot be known."""
    import termios

    try:
        return termios.tcgetattr(sys.__stdin__.fileno()) if sys.__stdin__ else []
    except (termios.error, OSError, ValueError):
        return []


def _take(modes: list[Any]) -> None:
    """Whoever goes on in the background is halted here until it is called to the front: the terminal is another's."""
    import termios

    try:
        if modes and sys.__stdin__:
            termios.tcsetattr(sys.__stdin__.fileno(), termios.TCSANOW, modes)
    except (termios.error, OSError, ValueError):
        return  # nobody's terminal any more
