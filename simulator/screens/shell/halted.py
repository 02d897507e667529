"""A process that was halted and goes on: by a job control, a container, a machine that sleeps.

Textual takes the terminal over whenever it is told to go on. Where it had not let go of it before (only Ctrl+Z says so
beforehand) it read the keys twice, did not end, and left the terminal without an echo.
"""

import signal
import threading
from collections.abc import Callable
from types import FrameType


def keep_the_terminal(paint: Callable[[], object]) -> None:
    """Who was halted unasked goes on with the terminal as it is, painted anew: others may have written on it."""
    if not hasattr(signal, "SIGCONT") or threading.current_thread() is not threading.main_thread():
        return
    leave, come_back = signal.getsignal(signal.SIGTSTP), signal.getsignal(signal.SIGCONT)
    if not callable(leave) or not callable(come_back):
        return  # nothing took a terminal over
    gone = False

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
            paint()

    signal.signal(signal.SIGTSTP, leaves)
    signal.signal(signal.SIGCONT, goes_on)
