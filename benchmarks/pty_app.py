"""A program in a pseudo-terminal, read as raw bytes: a terminal emulator in between would be measured as well."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

_ESCAPES = re.compile(rb"\x1b\[[0-9;:?<>=]*[ -/]*[@-~]|\x1b[@-_]|\x1b\][^\x07]*\x07")
ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60.0
INSTALLED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""The environment of a program that was installed: its modules are not compiled anew at every start."""


class PtyApp:
    """120 x 40 columns, true colour."""

    def __init__(self, arguments: Sequence[str], home: Path) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        environment = {
            **INSTALLED,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "STOREDRILL_HOME": str(home),
            "PYTHONPATH": str(ROOT),
            "STOREDRILL_LANG": "en",
            "COLUMNS": "120",
            "LINES": "40",
        }
        self.process = subprocess.Popen(
            list(arguments), stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
        )
        os.close(slave)
        self._seen = b""
        self._torn = b""

    def __enter__(self) -> "PtyApp":
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.close(self._master)

    def write(self, data: bytes) -> None:
        """All bytes, as fast as the program takes them; what it prints meanwhile is read."""
        view = memoryview(data)
        while view:
            readable, writable, _ = select.select([self._master], [self._master], [], PATIENCE)
            if readable:
                self._read()
            if writable:
                view = view[os.write(self._master, view[:1024]) :]

    def forget(self) -> None:
        """Start looking from here."""
        self._seen = b""

    def wait_for(self, words: str) -> float:
        """Read until `words` were printed; the moment at which they were."""
        wanted = words.encode()
        deadline = perf_counter() + PATIENCE
        while wanted not in self._seen:
            readable, _, _ = select.select([self._master], [], [], max(0.0, deadline - perf_counter()))
            if not readable:
                raise TimeoutError(f"expected {words!r} on the screen, got {self._seen[-2000:]!r}")
            self._read()
        return perf_counter()

    def drain(self, quiet: float = 0.3) -> None:
        """Read until nothing was printed for `quiet` seconds."""
        while select.select([self._master], [], [], quiet)[0]:
            self._read()
        self._seen = b""

    def _read(self) -> None:
        """What was printed, without escape sequences; one that is torn waits for its other half."""
        data = self._torn + os.read(self._master, 1 << 16)
        last = data.rfind(b"\x1b")
        torn = last >= 0 and _ESCAPES.match(data, last) is None
        data, self._torn = (data[:last], data[last:]) if torn else (data, b"")
        self._seen = (self._seen + _ESCAPES.sub(b"", data))[-(1 << 18) :]
