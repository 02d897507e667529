"""A real pseudo-terminal: the program runs in it, a person's keys go in, what they would see is read back."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Self, TypeVar

import pyte

PATIENCE = 120.0
"""Seconds until a screen that should come is said not to come: generous, for it is no measurement."""

GLANCE = 0.02
"""Seconds between two looks at what stands elsewhere."""
T = TypeVar("T")

KEYS = {
    "enter": "\r", "tab": "\t", "escape": "\x1b", "space": " ", "backspace": "\x7f", "delete": "\x1b[3~",
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F",
    "f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS", "f5": "\x1b[15~", "f6": "\x1b[17~",
    "f7": "\x1b[18~", "f8": "\x1b[19~", "f9": "\x1b[20~", "f10": "\x1b[21~", "f12": "\x1b[24~", "shift+tab": "\x1b[Z",
    "f13": "\x1b[1;2P", "f14": "\x1b[1;2Q", "f15": "\x1b[1;2R", "f16": "\x1b[1;2S", "f17": "\x1b[15;2~",
    "f18": "\x1b[17;2~", "f19": "\x1b[18;2~", "insert": "\x1b[2~", "pageup": "\x1b[5~", "pagedown": "\x1b[6~",
    "f11": "\x1b[23~", "f20": "\x1b[19;2~", "f21": "\x1b[20;2~", "f22": "\x1b[21;2~", "f23": "\x1b[23;2~",
    "f24": "\x1b[24;2~", "ctrl+f1": "\x1b[1;5P", "ctrl+f2": "\x1b[1;5Q", "ctrl+f3": "\x1b[1;5R",
    "ctrl+f9": "\x1b[20;5~", "ctrl+f10": "\x1b[21;5~", "ctrl+f11": "\x1b[23;5~", "ctrl+f12": "\x1b[24;5~",
    "ctrl+f4": "\x1b[1;5S", "ctrl+f5": "\x1b[15;5~", "ctrl+f6": "\x1b[17;5~", "ctrl+f7": "\x1b[18;5~",
    "ctrl+f8": "\x1b[19;5~", "ctrl+home": "\x1b[1;5H", "ctrl+end": "\x1b[1;5F", "ctrl+delete": "\x1b[3;5~",
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"},
}  # fmt: skip
"""What terminals send; f13 .. f24 are Shift with f1 .. f12."""


class Unseen(AssertionError):
    """What was waited for did not come."""


class Ended(AssertionError):
    """The program ended while something was waited for."""


class Terminal:
    """`storedrill ARGUMENTS` in a terminal of `columns` x `rows`."""

    def __init__(
        self, *arguments: str, home: Path, columns: int = 120, rows: int = 40, env: Mapping[str, str] | None = None
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        environment = {
            **os.environ,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "STOREDRILL_HOME": str(home),
            "STOREDRILL_LANG": "en",
            "LC_ALL": "C.UTF-8",
            "LINES": str(rows),
            "COLUMNS": str(columns),
            **(env or {}),
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "simulator", *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment,
            start_new_session=True,
            close_fds=True,
        )
        os.close(slave)
        self.closed = False
        self.patience = PATIENCE

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    # --- the person

    def press(self, *keys: str) -> None:
        """Press keys by name, or any character; each is its own key event."""
        for key in keys:
            self.write(KEYS.get(key, key).encode())

    def scan(self, code: str) -> None:
        """A wedge scanner reads a label."""
        self.write(f"{code}\r".encode())

    def click(self, text: str, *, right: int = 0, nth: int = 0) -> None:
        """Wait for a text, and click on it; `right` columns from its beginning, `nth` from the top."""
        self.until(lambda _: len(self.places(text)) > nth, f"expected {text!r} to click on")
        row, column = self.places(text)[nth]
        self.click_at(row, column + right)

    def click_at(self, row: int, column: int) -> None:
        """Press and release the left button on a cell, counted from 0 (SGR mouse reports count from 1)."""
        self.write(f"\x1b[<0;{column + 1};{row + 1}M\x1b[<0;{column + 1};{row + 1}m".encode())

    def write(self, data: bytes) -> None:
        """Bytes as a wedge scanner writes them: all at once."""
        view = memoryview(data)
        while view:
            _, writable, _ = select.select([], [self._master], [], PATIENCE)
            assert writable, "the terminal takes no more keys"
            view = view[os.write(self._master, view[:4096]) :]

    def see(self, *texts: str, gone: str = "") -> str:
        """Wait until all `texts` stand on the screen (and `gone` does not); returns the screen."""
        return self.until(
            lambda shown: all(text in shown for text in texts) and not (gone and gone in shown),
            f"expected {texts!r}{f' without {gone!r}' if gone else ''}",
        )

    def until(self, seen: Callable[[str], bool], what: str) -> str:
        """Wait for a screen."""
        deadline = time.monotonic() + self.patience
        while not seen(shown := self.text):
            left = deadline - time.monotonic()
            if left <= 0:
                raise Unseen(f"{what}, got:\n{shown}")
            if not self._read(left):
                raise Ended(f"{what}, but the program ended with:\n{shown}")
        return shown

    def meanwhile(self, done: Callable[[], T], what: str) -> T:
        """Wait for something that stands elsewhere than on the screen, reading what comes to the screen."""
        deadline = time.monotonic() + self.patience
        while not (outcome := done()):
            if time.monotonic() > deadline:
                raise Unseen(f"{what}, got:\n{self.text}")
            if not self._read(GLANCE):
                raise Ended(f"{what}, but the program ended with:\n{self.text}")
        return outcome

    @property
    def text(self) -> str:
        """The screen as text, a line a row; wide characters stand once."""
        return "\n".join(self._row(row) for row in range(self.screen.lines))

    def _row(self, row: int) -> str:
        cells = self.screen.buffer[row]
        return "".join(cells[column].data for column in range(self.screen.columns)).rstrip()

    def places(self, text: str) -> list[tuple[int, int]]:
        """Where a text begins, (row, column) from the top left; cells, so wide characters count twice."""
        found = []
        for row in range(self.screen.lines):
            cells = [self.screen.buffer[row][column].data for column in range(self.screen.columns)]
            starts = [column for column, data in enumerate(cells) for _ in data]
            line, at = "".join(cells), -1
            while (at := line.find(text, at + 1)) >= 0:
                found.append((row, starts[at]))
        return found

    # --- the machine

    def glance(self) -> None:
        """Read what has come, if anything has."""
        self._read(GLANCE)

    def catch_up(self) -> None:
        """Read all that has come."""
        self._read(GLANCE)
        while not self.closed and select.select([self._master], [], [], 0)[0]:
            self._read(0)

    def _read(self, patience: float) -> bool:
        readable, _, _ = select.select([self._master], [], [], patience)
        if not readable:
            return True
        try:
            data = os.read(self._master, 65536)
        except OSError:  # the other end is closed
            data = b""
        if not data:
            self.closed = True
            return False
        self._stream.feed(data)
        return True

    @property
    def echoes(self) -> bool:
        """Whether the terminal shows what is typed, as it does at a shell's prompt."""
        return bool(termios.tcgetattr(self._master)[3] & termios.ECHO)

    def at_a_prompt(self) -> None:
        """A shell has the terminal: it shows what is typed, and hands it over line by line."""
        modes = termios.tcgetattr(self._master)
        modes[3] |= termios.ECHO | termios.ICANON
        termios.tcsetattr(self._master, termios.TCSANOW, modes)

    def wait(self) -> int:
        """Read until the program ends; returns its exit status."""
        deadline = time.monotonic() + PATIENCE
        while not self.closed and time.monotonic() < deadline:
            self._read(1.0)
        return self.process.wait(PATIENCE)

    def kill(self) -> None:
        """kill -9, and reap; what it had written before it died still comes to the screen."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        if self._master >= 0:
            while not self.closed and self._read(GLANCE) and select.select([self._master], [], [], 0)[0]:
                pass
            os.close(self._master)
            self._master = -1
