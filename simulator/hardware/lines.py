"""The wire to a real printer: opened, written to, read from and closed, each within a time limit.

Bytes go through python-escpos' connection classes; its status methods are left alone, because they cannot tell a
printer that is well from one that does not answer. Every failure is a `LineError` with a UPOS name and a plain reason.
"""

import errno
import logging
import os
import socket
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from simulator.hardware.urls import PrinterAddress
from virtual_devices.upos import ErrorName

if TYPE_CHECKING:
    from escpos.printer import Network, Serial

CONNECT_LIMIT: Final = 2.0
WRITE_LIMIT: Final = 5.0
"""Seconds. A printer that takes no more bytes for so long is given up."""

_REASONS: dict[int | None, str] = {
    errno.ECONNREFUSED: "refused",
    errno.ETIMEDOUT: "timeout",
    errno.EHOSTUNREACH: "unreachable",
    errno.ENETUNREACH: "unreachable",
    errno.ENOENT: "missing",
    errno.ENXIO: "missing",
    errno.ENODEV: "missing",
    errno.EACCES: "not_allowed",
    errno.EPERM: "not_allowed",
    errno.EBUSY: "in_use",
    errno.ENOSPC: "full",
    errno.ECONNRESET: "closed",
    errno.EPIPE: "closed",
    errno.EIO: "closed",
    errno.EBADF: "closed",
}


TerminalError: type[Exception] = OSError
"""What a serial port raises when its cable is gone, besides OSError."""
with suppress(ModuleNotFoundError):  # no termios on Windows
    from termios import error as TerminalError

BROKEN = (OSError, TerminalError)


P = TypeVar("P")


class LineError(Exception):
    """The wire failed: `error` is a UPOS name, `reason` a plain word such as `refused`, `timeout`, `closed`."""

    def __init__(self, error: ErrorName, reason: str) -> None:
        super().__init__(f"{error}: {reason}")
        self.error: ErrorName = error
        self.reason = reason


def _opened(printer: P | None) -> P:
    """The printer of a line that was opened, else the error that says it was not."""
    if printer is None:
        raise LineError("E_CLOSED", "closed")
    return printer


def line_error(cause: BaseException | None) -> LineError:
    """A LineError for what the system said; libraries hide its number in an error's context."""
    while isinstance(cause, OSError) and cause.errno is None and isinstance(cause.__context__, OSError):
        cause = cause.__context__
    if isinstance(cause, socket.gaierror):
        return LineError("E_OFFLINE", "host_unknown")
    if isinstance(cause, TimeoutError) or type(cause).__name__ == "SerialTimeoutException":
        return LineError("E_TIMEOUT", "timeout")
    number = cause.errno if isinstance(cause, OSError) else cause.args[0] if isinstance(cause, TerminalError) else None
    reason = _REASONS.get(number, errno.errorcode.get(number or 0, "failed"))
    return LineError("E_NOHARDWARE" if reason == "missing" else "E_OFFLINE", reason)


class Line(Protocol):
    """What a printer hangs on. Every call may raise LineError, and takes a known time at most."""

    answers: bool
    """Whether anything can come back."""

    def prepare(self) -> None:
        """Whatever takes long and needs no device, such as imports."""

    def open(self) -> None: ...

    def write(self, data: bytes) -> None: ...

    def read(self, within: float) -> bytes:
        """What came, waiting up to `within` seconds for the first byte; empty if nothing did."""

    def close(self) -> None: ...


def _quiet_import() -> None:
    """python-escpos gives the root logger a handler that writes to the terminal, over whatever is drawn there."""
    if not logging.root.handlers:
        logging.root.addHandler(logging.NullHandler())
    import escpos.printer  # noqa: F401  (imported for its effect: the next import is quick and quiet)


class NetworkLine:
    """Port 9100 of a network printer."""

    answers = True

    def __init__(self, address: PrinterAddress) -> None:
        self._address = address
        self._printer: Network | None = None

    def prepare(self) -> None:
        _quiet_import()

    def open(self) -> None:
        from escpos.exceptions import DeviceNotFoundError
        from escpos.printer import Network

        printer = Network(self._address.target, self._address.port, timeout=CONNECT_LIMIT)
        try:
            printer.open()
        except DeviceNotFoundError as error:
            cause = line_error(error.__context__)
            raise LineError("E_OFFLINE", cause.reason) from error
        self._printer = printer

    def write(self, data: bytes) -> None:
        printer = _opened(self._printer)
        try:
            printer.device.settimeout(WRITE_LIMIT)
            printer._raw(data)
        except OSError as error:
            raise line_error(error) from error

    def read(self, within: float) -> bytes:
        printer = _opened(self._printer)
        try:
            printer.device.settimeout(within)
            data: bytes = printer._read()
        except (TimeoutError, BlockingIOError):
            return b""
        except OSError as error:
            raise line_error(error) from error
        if not data:
            raise LineError("E_OFFLINE", "closed")
        return data

    def close(self) -> None:
        if self._printer is not None:
            self._printer.close()
            self._printer = None


class SerialLine:
    """A serial port, or a USB printer that shows up as one."""

    answers = True

    def __init__(self, address: PrinterAddress) -> None:
        self._address = address
        self._printer: Serial | None = None

    def prepare(self) -> None:
        _quiet_import()

    def open(self) -> None:
        from escpos.exceptions import DeviceNotFoundError
        from escpos.printer import Serial

        printer = Serial(self._address.target, baudrate=self._address.baud, timeout=0)
        try:
            printer.open()
            printer.device.write_timeout = WRITE_LIMIT
        except DeviceNotFoundError as error:
            raise line_error(error.__context__) from error
        self._printer = printer

    def write(self, data: bytes) -> None:
        printer = _opened(self._printer)
        try:
            printer._raw(data)
        except BROKEN as error:
            raise line_error(error) from error

    def read(self, within: float) -> bytes:
        device = _opened(self._printer).device
        try:
            device.timeout = within
            first: bytes = device.read(1)
            device.timeout = 0
            rest: bytes = device.read(64) if first else b""
        except BROKEN as error:
            raise LineError("E_OFFLINE", "closed") from error
        return first + rest

    def close(self) -> None:
        printer, self._printer = self._printer, None
        if printer is not None:
            port, printer.device = printer.device, False  # its own close() drains first, for ever on a dead cable
            with suppress(*BROKEN):
                port.close()


class FileLine:
    """A file, a FIFO or /dev/usb/lp0: written to without ever waiting for ever, which python-escpos' File may."""

    answers = False

    def __init__(self, address: PrinterAddress) -> None:
        self._path = address.target
        self._file = -1

    def prepare(self) -> None:
        """Nothing to import."""

    def open(self) -> None:
        create = 0 if self._path.startswith("/dev/") else os.O_CREAT
        flags = os.O_WRONLY | os.O_APPEND | create | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        try:
            self._file = os.open(self._path, flags, 0o644)
        except OSError as error:
            raise line_error(error) from error

    def write(self, data: bytes) -> None:
        import select

        rest = memoryview(data)
        try:
            while rest:
                try:
                    rest = rest[os.write(self._file, rest) :]
                except BlockingIOError:
                    if not select.select([], [self._file], [], WRITE_LIMIT)[1]:
                        raise LineError("E_TIMEOUT", "timeout") from None
        except OSError as error:
            raise line_error(error) from error

    def read(self, within: float) -> bytes:
        return b""

    def close(self) -> None:
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


def line_to(address: PrinterAddress) -> Line:
    """The wire for an address; nothing is opened yet."""
    match address.kind:
        case "tcp":
            return NetworkLine(address)
        case "serial":
            return SerialLine(address)
        case "file":
            return FileLine(address)
