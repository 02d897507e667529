"""POSPrinter: a receipt printer with a roll that ends, a cover, a knife and a drawer connector.

Bytes are understood at once and become work for the mechanism, which needs `line_ms` for each row and stands still
while the cover is open, paper is out or the knife is jammed. What was not printed yet is held and goes on when the
cause is gone, as in a real printer. Real-time commands (DLE) are answered in any state but without power.
"""

from collections import deque
from typing import Final, NamedTuple

from simulator.kernel.paper import Barcode, Cut, Qr, Text
from virtual_devices.escpos_status import Facts, asb, dle_eot, gs_r
from virtual_devices.framing import Command, Framer
from virtual_devices.typesetter import Ask, PaperRow, Picture, Pulse, Typesetter, Work
from virtual_devices.upos import ErrorName, Reaction, Status, StatusName


class Printed(NamedTuple):
    """One row came out."""

    row: PaperRow
    at: int


class Kicked(NamedTuple):
    """The pulse for the drawer left the connector."""

    pulse: Pulse
    at: int


class Skipped(NamedTuple):
    """An unknown command was left out."""

    offset: int
    """Of its first byte, since the printer was switched on."""
    name: str


Event = Printed | Kicked | Skipped | Status
PrinterReaction = Reaction[Event]

NEW_ROLL: Final = 4000
"""Lines on a roll of 15 m."""
_LOG_SIZE = 200
_IDENTITY = {1: b"\x20", 49: b"\x20", 2: b"\x02", 50: b"\x02", 3: b"\x01", 51: b"\x01"}
_IDENTITY |= {65: b"_1.0\0", 66: b"_storedrill\0", 67: b"_virtual POSPrinter\0"}


def lines_of(row: PaperRow) -> int:
    """How many lines of the roll a row takes."""
    match row:
        case Text():
            return 2 if row.double else 1
        case Barcode():
            return 4
        case Qr():
            return 8
        case Picture():
            return max(1, row.height // 30)
        case Cut():
            return 3


class POSPrinter:
    """A receipt printer of `columns` cells; times are milliseconds.

    `near_end` is where the roll counts as nearly used up, in lines; `line_ms` the time a row takes (0: none).
    """

    def __init__(self, columns: int = 32, *, roll: int = NEW_ROLL, near_end: int = 60, line_ms: int = 0) -> None:
        self.columns = columns
        self.paper: list[PaperRow] = []
        self.paper_left = roll
        self.log: deque[Skipped] = deque(maxlen=_LOG_SIZE)
        """The latest unknown commands."""
        self._near_end = near_end
        self._line_ms = line_ms
        self._powered = True
        self._cover_open = self._cutter_jammed = self._drawer_pin = False
        self._out = bytearray()
        self._events: list[Event] = []
        self._start()

    def _start(self) -> None:
        self._framer = Framer()
        self._typesetter = Typesetter(self.columns)
        self._work: deque[tuple[int, Work]] = deque()
        self._ready_at = 0
        self._asb = False
        self._told = self.facts

    # what others may know

    @property
    def facts(self) -> Facts:
        """The state that status bytes tell."""
        return Facts(
            cover_open=self._cover_open,
            paper_end=self.paper_left <= 0,
            near_end=self.paper_left <= self._near_end,
            cutter=self._cutter_jammed,
            drawer_pin=self._drawer_pin,
        )

    @property
    def error(self) -> ErrorName | None:
        """What keeps it from printing, by its UPOS name."""
        return self.facts.error if self._powered else "E_OFFLINE"

    @property
    def _stopped(self) -> bool:
        return self._cover_open or self.paper_left <= 0 or self._cutter_jammed or not self._powered

    @property
    def held(self) -> int:
        """Rows that wait to be printed."""
        return sum(not isinstance(work, Pulse | Ask) for _, work in self._work)

    @property
    def next_deadline(self) -> int | None:
        """When the next row is due."""
        if not self._work or self._stopped:
            return None
        return max(self._work[0][0], self._ready_at)

    # the wire and time

    def receive(self, data: bytes, now: int) -> PrinterReaction:
        """Take bytes from the host; a printer without power takes nothing."""
        if self._powered:
            for command in self._framer.feed(data):
                if command.code[:1] == b"\x10":
                    self._real_time(command, now)
                elif command.code == b"\x1da":
                    self._asb = bool(command.data[0])
                    self._out += asb(self.facts) if self._asb else b""
                else:
                    self._work.extend((now, work) for work in self._typesetter.set(command))
                if not command.known:
                    skipped = Skipped(command.offset, command.name)
                    self.log.append(skipped)
                    self._events.append(skipped)
        return self._react(now)

    def tick(self, now: int) -> PrinterReaction:
        """Print what is due."""
        return self._react(now)

    # a person's hands, and what else happens to it

    def switch(self, on: bool, now: int) -> PrinterReaction:
        """Power: without it, all that was not printed is lost."""
        if on != self._powered:
            self._powered = on
            self._start()
            self._event("SUE_POWER_ONLINE" if on else "SUE_POWER_OFF_OFFLINE", now)
        return self._react(now)

    def open_cover(self, now: int) -> PrinterReaction:
        """Printing stops."""
        self._cover_open = True
        return self._changed(now)

    def close_cover(self, now: int) -> PrinterReaction:
        """What was held goes on."""
        self._cover_open = False
        return self._changed(now)

    def change_paper(self, now: int, *, lines: int = NEW_ROLL) -> PrinterReaction:
        """Put in a roll of `lines` lines; 0 takes the paper out."""
        self.paper_left = lines
        return self._changed(now)

    def jam_cutter(self, now: int) -> PrinterReaction:
        """The knife stands still until a person clears it, or the host sends DLE ENQ."""
        self._cutter_jammed = True
        return self._changed(now)

    def clear_jam(self, now: int) -> PrinterReaction:
        """The knife moves again."""
        self._cutter_jammed = False
        return self._changed(now)

    def set_drawer_pin(self, high: bool, now: int) -> PrinterReaction:
        """The drawer's switch, as the connector sees it."""
        self._drawer_pin = high
        return self._changed(now)

    def discard(self, now: int) -> PrinterReaction:
        """Throw away what is held."""
        self._work.clear()
        return self._react(now)

    def tear(self) -> list[PaperRow]:
        """Take the printed paper away."""
        paper, self.paper = self.paper, []
        return paper

    # inside

    def _real_time(self, command: Command, now: int) -> None:
        data = command.data
        match command.code:
            case b"\x10\x04":
                self._out += dle_eot(data[0], self.facts)
            case b"\x10\x05" if data[0] in (1, 2):
                self._cutter_jammed = False
                if data[0] == 2:
                    self._work.clear()
            case b"\x10\x14" if data[0] == 1:
                self._events.append(Kicked(Pulse(5 if data[1] & 1 else 2, data[2] * 100), now))
            case b"\x10\x14" if data[0] == 8 and data[1:] == b"\x01\x03\x14\x01\x06\x02\x08":
                self._work.clear()

    def _changed(self, now: int) -> PrinterReaction:
        """Someone touched it: the mechanism starts afresh from now."""
        self._ready_at = max(self._ready_at, now)
        return self._react(now)

    def _react(self, now: int) -> PrinterReaction:
        self._tell(now)
        while self._work and not self._stopped:
            arrived, work = self._work[0]
            start = max(arrived, self._ready_at)
            if start > now:
                break
            self._work.popleft()
            self._do(work, start)
        out, events = bytes(self._out), tuple(self._events)
        self._out.clear()
        self._events.clear()
        return Reaction(out, events)

    def _do(self, work: Work, at: int) -> None:
        match work:
            case Pulse():
                self._events.append(Kicked(work, at))
            case Ask(code, what):
                self._out += gs_r(what, self.facts) if code == b"\x1dr" else _IDENTITY.get(what, b"")
            case _:
                self.paper.append(work)
                self.paper_left -= lines_of(work)
                self._ready_at = at + self._line_ms
                self._events.append(Printed(work, at))
                if self.paper_left <= self._near_end:
                    self._tell(at)

    def _tell(self, at: int) -> None:
        """Status events and ASB for what changed since they were last told."""
        before, facts = self._told, self.facts
        if facts == before or not self._powered:
            return
        self._told = facts
        if facts.cover_open != before.cover_open:
            self._event("PTR_SUE_COVER_OPEN" if facts.cover_open else "PTR_SUE_COVER_OK", at)
        if (facts.paper_end, facts.near_end) != (before.paper_end, before.near_end):
            low: StatusName = "PTR_SUE_REC_NEAREMPTY" if facts.near_end else "PTR_SUE_REC_PAPEROK"
            self._event("PTR_SUE_REC_EMPTY" if facts.paper_end else low, at)
        if self._asb:
            self._out += asb(facts)

    def _event(self, name: StatusName, at: int) -> None:
        self._events.append(Status(name, at))
