"""The devices of a lane, tried in turn: a test receipt in both languages, its code scanned back, the drawer.

What can be told of a device from here is told: an address on this very computer, a plain file or a loop is no real
device, and what is not configured at all is the virtual one. Who stands there answers for the rest, by name.
"""

import os
import stat
import time
from collections.abc import Callable, Iterator
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import urlsplit

from grading.readiness.model import Origin
from simulator.hardware.station import Devices
from simulator.kernel.paper import TRAINING_MARK, Barcode, Cut, Document, Feed, Kick, Row, Rule, Text
from simulator.locale import Words
from virtual_devices.codes import BadCode, read_code
from virtual_devices.drawer import CashDrawer
from virtual_devices.escpos import encode
from virtual_devices.printer import Kicked, POSPrinter, Printed
from virtual_devices.scanner import Scanner

COLUMNS = 32
LOOP = "loop://"
GLANCE = 0.05
"""Seconds between two looks at what the scanner read."""


class Found(NamedTuple):
    """A device as it was found."""

    kind: str
    address: str
    origin: Origin
    ok: bool
    found: str
    """A word, or the UPOS name of what was wrong."""


class Person(NamedTuple):
    """Whoever stands at the lane."""

    tell: Callable[..., None]
    """A text id and its parameters, for them to read."""
    opened: Callable[[], bool]
    """Whether the drawer opened, as they see it."""
    keyboard: Callable[[Callable[[str], bool], float], str] | None = None
    """Reads a keyboard scanner until a code is wanted, for so many seconds; None where nobody sits at a terminal."""
    wait: float = 30.0


def receipt(code: str, *, kick: bool = False) -> Document:
    """Both scripts, columns, a code that was on no receipt before."""
    both = [Words(lang) for lang in ("en", "zh")]
    return (
        Text(TRAINING_MARK, "centre", bold=True),
        *(Text(words("devices.receipt.title"), "centre", double=True) for words in both),
        Rule(),
        *(Row(words("devices.sample.name"), "12.80") for words in both),
        *(Text(words("devices.receipt.wide")) for words in both),
        Rule(),
        Barcode(code),
        Feed(),
        Text(TRAINING_MARK, "centre", bold=True),
        Cut(),
        *((Kick(),) if kick else ()),
    )


def reality(url: str) -> Origin:
    """Whether an address can be a real device.

    >>> reality(""), reality("loop://"), reality("escpos-tcp://127.0.0.1:9100"), reality("escpos-tcp://192.168.1.50")
    ('sandbox', 'sandbox', 'sandbox', 'device')
    """
    parts = urlsplit(url)
    if not url or url == LOOP:
        return "sandbox"
    if parts.scheme in ("escpos-tcp", "socket"):
        return "sandbox" if _here(parts.hostname or "") else "device"
    path = os.path.realpath(parts.netloc + parts.path)
    if path.startswith(("/dev/pts", "/dev/null")):
        return "sandbox"
    if parts.scheme == "escpos-file":
        try:
            return "device" if stat.S_ISCHR(os.stat(path).st_mode) else "sandbox"
        except OSError:
            return "sandbox"
    return "device"


def _here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def check(printer: str, scanner: str, kick: bool, code: str, person: Person) -> Iterator[Found]:
    """Try everything. Raises DeviceUrlError for an address that is none."""
    devices = Devices(printer, scanner, kick=kick)
    try:
        paper = _printer(devices, printer, code, kick, person) if printer else _virtual_printer(code)
        read = _scanner(devices, scanner, code, bool(printer), person)
        virtual = read.address in ("", LOOP)
        if (
            paper.found == "silent" and read.found == "read" and not virtual
        ):  # it said nothing, and its receipt was read
            paper = paper._replace(ok=True, found="read_back")
        yield paper
        yield read
        if not printer:
            yield _virtual_drawer(code)
        elif kick and paper.found in ("printed", "silent", "read_back"):
            opened = person.opened()
            yield Found("drawer", printer, paper.origin, opened, "opened" if opened else "stayed_shut")
        else:
            person.tell("readiness.drawer_left")
    finally:
        devices.close()


# --- the printer -----------------------------------------------------------------------------------------------------


def _printer(devices: Devices, url: str, code: str, kick: bool, person: Person) -> Found:
    person.tell("readiness.printing", address=url)
    outcome = devices.test(receipt(code, kick=kick))
    if outcome.error:
        return Found("printer", url, reality(url), False, outcome.error)
    return Found("printer", url, reality(url), outcome.confirmed, "printed" if outcome.confirmed else "silent")


def _virtual_printer(code: str) -> Found:
    printer = POSPrinter(COLUMNS)
    events = printer.receive(encode(receipt(code), COLUMNS), 0).events
    read = [event.row.data for event in events if isinstance(event, Printed) and isinstance(event.row, Barcode)]
    ok = read == [code] and printer.error is None
    return Found("printer", "", "sandbox", ok, "printed" if ok else printer.error or "failed")


def _virtual_drawer(code: str) -> Found:
    printer, drawer = POSPrinter(COLUMNS), CashDrawer()
    for event in printer.receive(encode(receipt(code, kick=True), COLUMNS), 0).events:
        if isinstance(event, Kicked):
            drawer.kick(0)
    return Found("drawer", "", "sandbox", drawer.opened, "opened" if drawer.opened else "stayed_shut")


# --- the scanner -----------------------------------------------------------------------------------------------------


def _scanner(devices: Devices, url: str, code: str, printed: bool, person: Person) -> Found:
    def wanted(text: str) -> bool:
        """The receipt's own code; without a real receipt, any code that can be read."""
        return text == code if printed else not isinstance(read_code(text), BadCode)

    if url and url != LOOP:
        person.tell("readiness.scan_back" if printed else "readiness.scan_any", seconds=int(person.wait))
        return Found("scanner", url, reality(url), *_wait(devices, wanted, person.wait))
    if not url and person.keyboard is not None:
        person.tell("readiness.scan_back" if printed else "readiness.scan_any", seconds=int(person.wait))
        found = person.keyboard(wanted, person.wait)
        return Found("scanner", "keyboard", "device", found == "read", found)
    texts = [scan.text for scan in Scanner().receive(f"{code}\r".encode(), 0).events]
    return Found("scanner", url, "sandbox", texts == [code], "read" if texts == [code] else "other_code")


def _wait(devices: Devices, wanted: Callable[[str], bool], seconds: float) -> tuple[bool, str]:
    """Until the code comes, or the time is over."""
    end, found = time.monotonic() + seconds, "no_code"
    while time.monotonic() < end:
        for said in devices.poll():
            if isinstance(said, str):
                if wanted(said):
                    return True, "read"
                found = "other_code"
        time.sleep(GLANCE)
    state = devices.scanner
    return False, state.error if state is not None and state.error else found
