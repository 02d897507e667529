"""A serial or network scanner, read in a thread of its own; it reconnects by itself and never raises into the app."""

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from simulator.hardware.lines import BROKEN, LineError, line_error
from simulator.hardware.urls import ScannerAddress
from virtual_devices.scanner import Scanner
from virtual_devices.upos import ErrorName

if TYPE_CHECKING:
    from serial import SerialBase

log = logging.getLogger(__name__)

_Said = TypeVar("_Said")

_POLL: Final = 0.1
"""Seconds that a read waits: how soon a closed reader ends, and an unended code is taken as whole."""


class ScannerState(NamedTuple):
    """The scanner is there (`error` is None), or why it is not."""

    device: str
    error: ErrorName | None = None
    reason: str = ""


class SerialScanner:
    """Calls `on_code` with each code, and `on_state` when it comes or goes; both from another thread."""

    def __init__(
        self,
        address: ScannerAddress,
        on_code: Callable[[str], None],
        on_state: Callable[[ScannerState], None] = lambda _: None,
        *,
        retry: float = 2.0,
        pause: int = 100,
    ) -> None:
        self._address, self._on_code, self._on_state, self._retry = address, on_code, on_state, retry
        self._pause = pause
        """Milliseconds after which a code that nothing ended is taken as whole."""
        self._closing = threading.Event()
        self._port: SerialBase | None = None
        self._told: ScannerState | None = None
        self._reader = threading.Thread(target=self._read, name="scanner", daemon=True)
        self._reader.start()

    def send(self, data: bytes) -> bool:
        """Bytes to the scanner (a beep, a trigger; over `loop://` they come back as a scan). False if it is away."""
        port = self._port
        if port is None:
            return False
        try:
            port.write(data)
        except BROKEN:
            return False
        return True

    def close(self, within: float = 1.0) -> None:
        """Stop reading; waits `within` seconds at most."""
        self._closing.set()
        self._reader.join(within)

    # the reader's thread

    def _read(self) -> None:
        while not self._closing.is_set():
            try:
                self._listen()
            except (*BROKEN, ValueError) as error:  # ValueError: pyserial's word for settings that a port refuses
                told = line_error(error) if self._port is None else LineError("E_OFFLINE", "closed")
                self._tell(ScannerState(str(self._address), told.error, told.reason))
            except Exception:  # a library's surprise must not end scanning for the day
                log.exception("reading %s", self._address)
                self._tell(ScannerState(str(self._address), "E_FAILURE", "failed"))
            finally:
                self._hang_up()
            self._closing.wait(self._retry)

    def _listen(self) -> None:
        import serial

        port = serial.serial_for_url(self._address.url, baudrate=self._address.baud, timeout=_POLL)
        self._port = port
        self._tell(ScannerState(str(self._address)))
        framing = Scanner(pause=self._pause)
        while not self._closing.is_set():
            data = port.read(1)
            if data:
                data += port.read(port.in_waiting)
            now = time.monotonic_ns() // 1_000_000
            for scan in (framing.receive(data, now) if data else framing.tick(now)).events:
                self._call(self._on_code, scan.text)

    def _hang_up(self) -> None:
        port, self._port = self._port, None
        if port is not None:
            with suppress(*BROKEN):
                port.close()

    def _tell(self, state: ScannerState) -> None:
        if state != self._told:
            self._told = state
            self._call(self._on_state, state)

    @staticmethod
    def _call(listener: Callable[[_Said], None], said: _Said) -> None:
        try:
            listener(said)
        except Exception:  # the listener's mistake must not end scanning
            log.exception("telling %s", said)
