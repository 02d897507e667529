"""The real devices of one station, behind one small seam: what is asked of them, and what they say, in order.

Devices speak from threads of their own; `poll` hands out what they said, `wake` is called when there is something.
"""

import queue
from collections.abc import Callable, Iterator
from typing import NamedTuple

from simulator.hardware.printing import Outcome, ReceiptPrinter, compose, open_printer
from simulator.hardware.scanning import ScannerState, SerialScanner
from simulator.hardware.urls import parse_printer, parse_scanner
from simulator.kernel.events import Stimulus
from simulator.kernel.paper import Document
from simulator.kernel.stimuli import PrinterFailed, ReceiptPrinted

COLUMNS = 48
"""Characters a line on the usual 80 mm roll."""


TEST = "test-"
"""Test prints are named so, apart from receipts."""


class PrinterTrial(NamedTuple):
    """The real printer, as "meet your devices" tries it."""

    devices: "Devices"
    name: str

    def test(self, document: Document) -> str:
        """Print; returns nothing, or the UPOS name of what kept it from printing."""
        return self.devices.test(document).error or ""


class Devices:
    """Opened at once, so that a wrong address is said at once (raises DeviceUrlError); looked for when needed."""

    def __init__(self, printer: str = "", scanner: str = "", *, kick: bool = False) -> None:
        self.kick = kick
        """Whether a real drawer was confirmed for this station."""
        self.wake: Callable[[], object] = lambda: None
        self._said: queue.SimpleQueue[Stimulus | str] = queue.SimpleQueue()
        self._printer_name = printer
        self._tests: dict[str, queue.SimpleQueue[Outcome]] = {}
        at_printer = parse_printer(printer) if printer else None
        at_scanner = parse_scanner(scanner) if scanner else None
        self._printer: ReceiptPrinter | None = open_printer(at_printer, self._told) if at_printer else None
        self.scanner: ScannerState | None = None
        """How the real scanner is, once that is known."""
        self._scanner = SerialScanner(at_scanner, self._say, self._scanner_is) if at_scanner else None

    def print(self, document: str, content: Document) -> bool:
        """Ask the real printer, if there is one; its outcome comes through `poll`."""
        if self._printer is None:
            return False
        self._printer.submit(document, compose(content, COLUMNS, kick=self.kick))
        return True

    def poll(self) -> Iterator[Stimulus | str]:
        """What devices said since: stimuli, and codes that were scanned."""
        while True:
            try:
                yield self._said.get_nowait()
            except queue.Empty:
                return

    @property
    def printer(self) -> "PrinterTrial | None":
        """The real printer for a test print, if one was named."""
        return PrinterTrial(self, self._printer_name) if self._printer else None

    def close(self) -> None:
        """Let go of them."""
        for device in (self._printer, self._scanner):
            if device is not None:
                device.close()

    def test(self, content: Document) -> Outcome:
        """Print now and wait for the outcome; never part of a drill."""
        assert self._printer is not None, "nobody tests a printer that was not named"
        job = f"{TEST}{len(self._tests) + 1}"
        answer = self._tests[job] = queue.SimpleQueue()
        self._printer.submit(job, compose(content, COLUMNS, kick=self.kick))
        return answer.get()

    def _told(self, outcome: Outcome) -> None:
        if outcome.job in self._tests:
            self._tests.pop(outcome.job).put(outcome)
        elif outcome.error is None:
            self._say(ReceiptPrinted(outcome.job, outcome.device, outcome.silent))
        else:
            self._say(PrinterFailed(outcome.job, outcome.error, outcome.device))

    def _scanner_is(self, state: ScannerState) -> None:
        self.scanner = state
        self.wake()

    def _say(self, what: Stimulus | str) -> None:
        self._said.put(what)
        self.wake()
