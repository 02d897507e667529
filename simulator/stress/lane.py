"""A till under load: what is done there goes through the rules of every till, and waits to be stored in groups.

    begin(script) ─► run() ─► what has to be durable now ─► granted() | refused(...) ─► run() ─► ... ─► outcome

No I/O and no clock. State may run ahead of the disk, an acknowledgement may not: `run` goes on deciding until something
rests on what other tills share (a claim), or until the script is at its end. What was refused is decided again with
what the shop has told, as in a session.
"""

from collections.abc import Generator
from typing import NamedTuple

from simulator.drill.floor import quicker, taken_elsewhere
from simulator.drill.places import Station, place_of
from simulator.drill.session import consequences
from simulator.kernel import facts as f
from simulator.kernel.entries import Entry
from simulator.kernel.events import Claim, Decision, Event
from simulator.kernel.money import Minor
from simulator.kernel.stimuli import TicketTaken
from simulator.pos.refusals import refuse
from simulator.pos.state import Till
from simulator.store.errors import ClaimRefused

TOLD = frozenset((f.SaleCompleted, f.ReturnCompleted, f.Refused))
"""What a lane takes note of: what a customer waits for to be safe, and what the till refused."""


class Outcome(NamedTuple):
    """What a script came to."""

    kind: str
    """`sale`, `return`, `work`; `failed` where nothing of it was finished."""
    number: str = ""
    """Of the receipt or return."""
    total: Minor = 0


Asked = tuple[Event, str]
"""A command or a stimulus, and who it comes from."""
Script = Generator[Asked, list[Event], Outcome]
"""Asks for one thing after the other, and is told the facts that followed."""


class Lane:
    """A station under load, with what it has decided and not stored yet."""

    __slots__ = ("_apply", "_decide", "_facts", "_finishing", "_held", "_script", "at", "busy", "finished", "outcome",
                 "refusals", "seq", "started", "station", "unstored")  # fmt: skip

    def __init__(self, station: Station, seq: int = 0) -> None:
        self.station = station
        place = place_of(station)
        self._decide, self._apply = place.decide, place.apply
        self.seq = seq
        """Of the last entry, stored or not."""
        self.at = 0
        """Virtual time of what is done now."""
        self.started = 0
        """When the script was meant to begin, in microseconds of the run."""
        self.unstored: list[Entry] = []
        self.busy = False
        """Something is under way, or not acknowledged yet."""
        self.finished = False
        """The sale or return of this script is durable; what is left is paper, change and goodbye."""
        self._finishing = False
        """It will be, once what is not stored yet is."""
        self.outcome: Outcome | None = None
        self.refusals: dict[str, int] = {}
        """What the till refused, by reason: most of it because others were quicker."""
        self._script: Script | None = None
        self._facts: list[Event] | None = None
        self._held: tuple[Event, str, int] | None = None
        """Waits for its claims: the event, who it is from, and how many entries it has at the end of `unstored`."""

    def begin(self, script: Script, at: int, started: int) -> None:
        """Play a script from now on."""
        self._script, self._facts, self.outcome = script, None, None
        self.at, self.started, self.busy, self.finished, self._finishing = at, started, True, False, False

    def open(self, opened: f.StationOpened | f.StockroomOpened) -> None:
        """The station as it is found."""
        entry = Entry(self.station.station, 1, 0, "till", opened)
        self._apply(self.station, entry)
        self.seq, self.unstored = 1, [entry]

    def happened(self, entry: Entry) -> None:
        """An entry that is stored already: where another one played this station."""
        self._apply(self.station, entry)
        self.seq, self.at = entry.seq, entry.at

    def run(self) -> tuple[Claim, ...]:
        """Go on until something must be stored: `unstored`, if these claims are granted."""
        assert self._script is not None, "a script is under way"
        send = self._script.send
        while True:
            try:
                event, by = send(self._facts)  # type: ignore[arg-type]  # nothing, to begin with
            except StopIteration as ended:
                self.outcome = ended.value
                self._script = None
                return ()
            if claims := self._do(event, by):
                return claims

    def handed(self) -> list[Entry]:
        """What is to be stored. It is kept only where it may be refused: what is free early is still in the cache when
        the next sale wants it."""
        unstored = self.unstored
        if self._held is None:
            self.unstored = []
        return unstored

    def granted(self) -> bool:
        """What was to be stored is durable; whether nothing is under way any more."""
        if self._held is not None:
            _, _, count = self._held
            self._held = None
            self._live(self.unstored[-count:])
        self.finished = self.finished or self._finishing
        self.unstored.clear()
        self.busy = self._script is not None
        return not self.busy

    def refused(self, error: ClaimRefused) -> tuple[Claim, ...]:
        """Another till was quicker: hear of it and decide again. What is to be stored now."""
        assert self._held is not None, "only what has claims can be refused"
        event, by, count = self._held
        del self.unstored[-count:]
        self.seq -= count
        self._held = None
        news = taken_elsewhere(error)
        gone = self.station.gone if isinstance(self.station, Till) else ()
        if news is not None and not (type(news) is TicketTaken and news.ticket in gone):
            told = self._do(news, "shop")
            assert not told, "news claim nothing"
            return self._do(event, by) or self.run()
        self._do(event, by, Decision(refuse(event, quicker(error), key=error.claim.key)))
        return self.run()

    def _do(self, event: Event, by: str, decision: Decision | None = None) -> tuple[Claim, ...]:
        """What follows from it, as the station decides where nothing is decided yet."""
        station, at = self.station, self.at
        station.now = at
        if decision is None:
            decision = self._decide(station, event)
        facts = self._facts = decision.facts
        entries = consequences(Entry(station.station, self.seq + 1, at, by, event), facts)
        self.seq += len(entries)
        self.unstored += entries
        if decision.claims:
            self._held = event, by, len(entries)
        else:
            self._live(entries)
        return decision.claims

    def _live(self, entries: list[Entry]) -> None:
        station, apply = self.station, self._apply
        for entry in entries:
            apply(station, entry)
            if type(entry.what) in TOLD:
                self._told(entry.what)

    def _told(self, fact: Event) -> None:
        if type(fact) is f.Refused:
            self.refusals[fact.reason] = self.refusals.get(fact.reason, 0) + 1
        else:
            self._finishing = True
