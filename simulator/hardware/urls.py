"""Device addresses as a person writes them, and errors that say what was expected and what came.

>>> parse_printer("escpos-tcp://192.168.1.50")
PrinterAddress(kind='tcp', target='192.168.1.50', port=9100, baud=9600, columns=32)
>>> parse_scanner("serial:///dev/ttyUSB0?baud=115200")
ScannerAddress(url='/dev/ttyUSB0', baud=115200)
"""

from typing import Literal, NamedTuple
from urllib.parse import SplitResult, parse_qsl, urlsplit

from simulator.kernel.texts import Text

PRINTERS = Text(
    "escpos-tcp://HOST[:9100] or escpos-serial:///dev/ttyUSB0[?baud=9600] or escpos-file:///path",
    "escpos-tcp://主机[:9100] 或 escpos-serial:///dev/ttyUSB0[?baud=9600] 或 escpos-file:///路径",
)
SCANNERS = Text(
    "serial:///dev/ttyUSB0[?baud=9600] or socket://HOST:PORT or loop://",
    "serial:///dev/ttyUSB0[?baud=9600] 或 socket://主机:端口 或 loop://",
)
HOST = Text("a host name or an IPv4 address", "主机名或 IPv4 地址")
PORT = Text("a number from 1 to 65535", "1 到 65535 的数字")
SERIAL = Text("/dev/ttyUSB0 or COM3", "/dev/ttyUSB0 或 COM3")
FILE = Text("/dev/usb/lp0 or a file", "/dev/usb/lp0 或文件")
_BAUDS = (1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200)
_COLUMNS = (32, 42, 48)

Part = Literal["scheme", "host", "port", "path", "option"]
PARTS: dict[Part, Text] = {
    "scheme": Text("beginning", "开头"),
    "host": Text("host", "主机"),
    "port": Text("port", "端口"),
    "path": Text("path", "路径"),
    "option": Text("option", "选项"),
}


class DeviceUrlError(ValueError):
    """A device address that cannot be used: which part of it (`PARTS`), what was expected there and what came."""

    def __init__(self, url: str, part: Part, expected: Text, got: str) -> None:
        super().__init__(f"{url}: {part}: expected {expected.en}, got {got or 'nothing'}")
        self.url, self.part, self.expected, self.got = url, part, expected, got


class PrinterAddress(NamedTuple):
    """Where a receipt printer is."""

    kind: Literal["tcp", "serial", "file"]
    target: str
    """Host, serial port or path."""
    port: int = 9100
    baud: int = 9600
    columns: int = 32
    """32 on 58 mm paper, 48 on 80 mm."""

    def __str__(self) -> str:
        return f"{self.target}:{self.port}" if self.kind == "tcp" else self.target


class ScannerAddress(NamedTuple):
    """Where a serial scanner is, as pyserial's `serial_for_url` takes it."""

    url: str
    baud: int = 9600

    def __str__(self) -> str:
        return self.url


def parse_printer(url: str) -> PrinterAddress:
    """Raises DeviceUrlError."""
    parts = _split(url)
    columns = _option(url, parts, "columns", _COLUMNS, 32, also=("baud",))
    match parts.scheme:
        case "escpos-tcp":
            host, port = _host_and_port(url, parts, 9100)
            return PrinterAddress("tcp", host, port, columns=columns)
        case "escpos-serial":
            baud = _option(url, parts, "baud", _BAUDS, 9600, also=("columns",))
            return PrinterAddress("serial", _path(url, parts, SERIAL), baud=baud, columns=columns)
        case "escpos-file":
            return PrinterAddress("file", _path(url, parts, FILE), columns=columns)
    raise DeviceUrlError(url, "scheme", PRINTERS, parts.scheme or url)


def parse_scanner(url: str) -> ScannerAddress:
    """Raises DeviceUrlError."""
    parts = _split(url)
    match parts.scheme:
        case "serial":
            baud = _option(url, parts, "baud", _BAUDS, 9600)
            return ScannerAddress(_path(url, parts, SERIAL), baud)
        case "socket":
            host, port = _host_and_port(url, parts, None)
            return ScannerAddress(f"socket://{host}:{port}")
        case "loop":
            return ScannerAddress("loop://")
    raise DeviceUrlError(url, "scheme", SCANNERS, parts.scheme or url)


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url.strip())
    except ValueError:
        raise DeviceUrlError(url, "host", HOST, url) from None


def _host_and_port(url: str, parts: SplitResult, default: int | None) -> tuple[str, int]:
    host, colon, text = parts.netloc.partition(":")
    if not host or host.startswith("["):
        raise DeviceUrlError(url, "host", HOST, parts.netloc)
    if not colon and default is not None:
        return host, default
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise DeviceUrlError(url, "port", PORT, text)
    return host, int(text)


def _path(url: str, parts: SplitResult, expected: Text) -> str:
    path = parts.netloc + parts.path
    if not path.strip("/"):
        raise DeviceUrlError(url, "path", expected, path)
    return path


def _option(
    url: str, parts: SplitResult, name: str, allowed: tuple[int, ...], default: int, also: tuple[str, ...] = ()
) -> int:
    """A whole number among `allowed`; other names than this and `also` are told."""
    found = default
    for key, text in parse_qsl(parts.query, keep_blank_values=True):
        if key == name:
            if not (text.isascii() and text.isdigit() and int(text) in allowed):
                raise DeviceUrlError(url, "option", Text(f"{name}={'|'.join(map(str, allowed))}"), f"{name}={text}")
            found = int(text)
        elif key not in also:
            ways = [f"{known}=" for known in (name, *also)]
            raise DeviceUrlError(url, "option", Text(" or ".join(ways), " 或 ".join(ways)), f"{key}={text}")
    return found
