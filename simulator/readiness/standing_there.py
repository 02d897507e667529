"""Whoever stands at the lane, through a terminal: what they read, what they see, and a scanner that is a keyboard."""

import os
import select
import sys
import time
from collections.abc import Callable

from simulator.locale import Words
from simulator.readiness.checking import Person
from virtual_devices.scanner import Wedge


def at_terminal(words: Words, wait: float) -> Person:
    """Hints go to standard error, so that a list as JSON stays one."""

    def tell(id: str, **params: object) -> None:
        print(words(id, **params), file=sys.stderr, flush=True)

    here = sys.stdin.isatty() and sys.stderr.isatty()

    def opened() -> bool:
        if not here:
            return False
        tell("readiness.drawer_asked")
        return sys.stdin.readline().strip().casefold() in ("y", "yes", "是", "shi")

    return Person(tell, opened, listen if here and os.name == "posix" else None, wait)


def listen(wanted: Callable[[str], bool], seconds: float) -> str:
    """A code by the speed of its keys, as at the till; typing is none. `read`, `other_code` or `no_code`."""
    import termios
    import tty

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    wedge, found, end = Wedge[str](), "no_code", time.monotonic() + seconds
    try:
        tty.setcbreak(terminal)
        while (left := end - time.monotonic()) > 0:
            if not select.select([terminal], [], [], left)[0]:
                break
            now = time.monotonic_ns() // 1_000_000
            for character in os.read(terminal, 512).decode("utf-8", "replace"):
                name = "enter" if character in "\r\n" else character
                heard = wedge.press(name, None if name == "enter" else character, now, character)
                if heard.code and wanted(heard.code):
                    return "read"
                found = "other_code" if heard.code else found
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
    return found
