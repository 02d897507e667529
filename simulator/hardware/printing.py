"""Receipts on a real printer, from a thread of their own: a slow, absent or dying printer delays nothing.

`submit` returns at once; each job gets exactly one `Outcome`. A job runs so: ask how the printer is (DLE EOT), send the
bytes, ask to be told when all was printed (GS r), and look after it meanwhile. A printer that never answers is trusted
to print, as there are many; one that answered before and then stops, or hangs up, has failed.
"""

import logging
import queue
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Final, NamedTuple, Protocol

from simulator.hardware.lines import Line, LineError, line_to
from simulator.hardware.urls import PrinterAddress
from simulator.kernel.paper import Document, Kick
from virtual_devices.escpos import encode
from virtual_devices.escpos_status import (
    ASK_ERROR,
    ASK_OFFLINE,
    ASK_PAPER,
    ASK_PRINTER,
    ASK_WHEN_PRINTED,
    Facts,
    facts_of,
    read_replies,
)
from virtual_devices.upos import ErrorName

log = logging.getLogger(__name__)

_CHUNK: Final = 1024
_ASK_ALL: Final = ASK_PRINTER + ASK_OFFLINE + ASK_ERROR + ASK_PAPER


class Outcome(NamedTuple):
    """What became of a job: printed (`error` is None), or failed with a UPOS name and a plain reason."""

    job: str
    error: ErrorName | None = None
    reason: str = ""
    """`refused`, `timeout`, `closed`, `host_unknown`, `unreachable`, `missing`, `cover`, `paper`, ..."""
    device: str = ""
    sent: int = 0
    """Bytes that had left when it failed: above 0, part of the receipt may have been printed."""
    confirmed: bool = False
    """The printer itself said that all was printed."""
    silent: bool = False
    """It could have answered and did not, which was found out at this job; it is trusted from now on."""


class ReceiptPrinter(Protocol):
    """Where finished receipts go."""

    def submit(self, job: str, data: bytes) -> None:
        """Take a job; its outcome is told later."""

    def close(self) -> None:
        """Print no more; jobs still waiting fail with E_CLOSED."""


class Patience(NamedTuple):
    """Seconds to wait for a printer."""

    status: float = 0.5
    """For the answer to DLE EOT."""
    printed: float = 10.0
    """For the whole receipt to be printed."""
    glance: float = 0.2
    """After sending to one that never answers: has it hung up?"""
    idle: float = 2.0
    """Until the connection is given up, so that another till can have the printer."""


PATIENCE: Final = Patience()


def without_kick(document: Document) -> Document:
    """The same document, opening no drawer."""
    return tuple(block for block in document if not isinstance(block, Kick))


def compose(document: Document, columns: int, *, kick: bool = False) -> bytes:
    """Bytes for a real printer. `kick` only if opening a real drawer was confirmed for this station."""
    return encode(document if kick else without_kick(document), columns)


def open_printer(address: PrinterAddress, tell: Callable[[Outcome], None]) -> ReceiptPrinter:
    """A printer at an address; it is looked for when the first job comes. `tell` is called from another thread."""
    return QueuedPrinter(line_to(address), tell, device=str(address))


class QueuedPrinter:
    """One worker, one line, jobs in order; more than `most` waiting are refused with E_BUSY."""

    def __init__(
        self,
        line: Line,
        tell: Callable[[Outcome], None],
        *,
        device: str = "",
        patience: Patience = PATIENCE,
        most: int = 64,
    ) -> None:
        self._line, self._tell, self._device, self._patience = line, tell, device, patience
        self._jobs: queue.Queue[tuple[str, bytes] | None] = queue.Queue()
        self._most = most
        self._closing = threading.Event()
        self._open = False
        self._answers = line.answers
        self._confirms = True
        self._worker = threading.Thread(target=self._work, name="receipt printer", daemon=True)
        self._worker.start()

    def submit(self, job: str, data: bytes) -> None:
        if self._closing.is_set():
            self._say(Outcome(job, "E_CLOSED", "closed", self._device))
        elif self._jobs.qsize() >= self._most:
            self._say(Outcome(job, "E_BUSY", "queue", self._device))
        else:
            self._jobs.put((job, data))

    def close(self, within: float = 1.0) -> None:
        """Waits `within` seconds at most for the job under way."""
        self._closing.set()
        self._jobs.put(None)
        self._worker.join(within)

    # the worker's thread

    def _work(self) -> None:
        self._line.prepare()
        while True:
            try:
                job = self._jobs.get(timeout=self._patience.idle if self._open else None)
            except queue.Empty:
                self._hang_up()
                continue
            if job is None:
                break
            self._say(self._run(*job))
        self._hang_up()
        with suppress(queue.Empty):
            while True:
                if late := self._jobs.get_nowait():
                    self._say(Outcome(late[0], "E_CLOSED", "closed", self._device))

    def _run(self, job: str, data: bytes) -> Outcome:
        if self._closing.is_set():
            return Outcome(job, "E_CLOSED", "closed", self._device)
        sent, answered = 0, self._answers
        try:
            facts = self._reach()
            if facts and facts.error:
                return self._failed(job, facts, sent)
            while sent < len(data):
                chunk = data[sent : sent + _CHUNK]
                sent += len(chunk)
                self._line.write(chunk)
            facts, confirmed = self._await_printed()
            if facts and facts.error:
                return self._failed(job, facts, sent)
            return Outcome(job, None, "", self._device, sent, confirmed, answered and not self._answers)
        except LineError as error:
            self._hang_up()
            return Outcome(job, error.error, error.reason, self._device, sent)
        except Exception:  # a library's surprise must not leave a job without an outcome
            log.exception("printing on %s", self._device)
            self._hang_up()
            return Outcome(job, "E_FAILURE", "failed", self._device, sent)

    def _failed(self, job: str, facts: Facts, sent: int) -> Outcome:
        reason = "cover" if facts.cover_open else "paper" if facts.paper_end else "offline"
        return Outcome(job, facts.error, reason, self._device, sent)

    def _reach(self) -> Facts | None:
        """An open line and the printer's state; a connection that died meanwhile is replaced once."""
        if self._open:
            try:
                self._line.read(0)
                return self._ask()
            except LineError:
                self._hang_up()
        self._line.open()
        self._open = True
        return self._ask()

    def _ask(self) -> Facts | None:
        """How is it? None from one that does not answer; that is remembered, so that it costs time once."""
        if not self._answers:
            return None
        self._line.write(_ASK_ALL)
        answers, _ = self._listen(self._patience.status, lambda real_time, _: len(real_time) >= 4)
        if not answers:
            self._answers = False
            return None
        return facts_of(answers)

    def _await_printed(self) -> tuple[Facts | None, bool]:
        """Wait until all was printed, asking every now and then what keeps it. Facts, and whether it confirmed."""
        if not self._answers:
            if self._line.answers:
                self._line.read(self._patience.glance)
            return None, False
        if self._confirms:
            self._line.write(ASK_WHEN_PRINTED)
        deadline = time.monotonic() + self._patience.printed
        while True:
            facts: Facts | None = None
            if self._confirms:
                _, printed = self._listen(
                    min(1.0, max(0.0, deadline - time.monotonic())), lambda _, printed: bool(printed)
                )
                if printed:
                    return None, True
            self._line.write(_ASK_ALL)
            answers, printed = self._listen(self._patience.status, lambda real_time, _: len(real_time) >= 4)
            if printed:
                return None, True
            if not answers:
                raise LineError("E_TIMEOUT", "no_answer")
            facts = facts_of(answers)
            if facts.error or not self._confirms:
                return facts, False
            if time.monotonic() >= deadline:
                self._confirms = False
                return facts, False

    def _listen(self, within: float, enough: Callable[[bytes, bytes], bool]) -> tuple[bytes, bytes]:
        """DLE EOT and GS r answers that come `within` seconds, or until there are `enough`."""
        deadline = time.monotonic() + within
        heard = b""
        while True:
            real_time, printed, _ = read_replies(heard)
            left = deadline - time.monotonic()
            if left <= 0 or enough(real_time, printed):
                return real_time, printed
            heard += self._line.read(left)

    def _hang_up(self) -> None:
        self._open = False
        self._line.close()

    def _say(self, outcome: Outcome) -> None:
        try:
            self._tell(outcome)
        except Exception:  # the listener's mistake must not end printing
            log.exception("telling the outcome of %s", outcome.job)
