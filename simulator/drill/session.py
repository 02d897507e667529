"""A drill under way: the one place where commands and stimuli become journal entries.

    submit(command) ─┐
    advance(now)  ───┼─► decide ─► append (durable) ─► apply ─► sources and listeners see it
    inject(stimulus) ┘

Nothing reaches a listener (a screen, a printer) before it is durable.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from simulator.drill.discreet import discreet
from simulator.drill.floor import Floor, quicker, taken_elsewhere
from simulator.drill.places import Opened, Seen, Station, apply, decide, seen
from simulator.drill.ports import Journal
from simulator.drill.sources import Due, Source
from simulator.kernel import facts as f
from simulator.kernel.commands import ResumeSale, ReturnWithoutReceipt
from simulator.kernel.entries import SHOP, Entry
from simulator.kernel.events import Command, Decision, Event, Stimulus
from simulator.kernel.stimuli import CashierCame, CoachStopped, TicketTaken
from simulator.pos.engine import granted
from simulator.pos.refusals import refuse
from simulator.pos.state import Till
from simulator.pos.view import View
from simulator.store.errors import ClaimRefused

Listener = Callable[[Entry], None]


class Coach(Protocol):
    """Looks at a command before it happens."""

    def stops(self, station: Station, entry: Entry, decision: Decision) -> CoachStopped | None:
        """Why the command is held back; None to let it pass."""
        ...


class Session:
    """A run's stations, played live or by a bot. `Session.open` begins a run, `Session.resume` continues one.

    Each has its own state, sequence and chain. `station` is the one where the person stands, the first that the run's
    opening names; what is meant for another names it. What one has to know of another is told it by the `Floor`, in
    entries of its own stream. `new_station(name)` is one that was not opened yet.
    """

    def __init__(
        self,
        run: str,
        journal: Journal,
        new_station: Callable[[str], Station],
        sources: Sequence[Source] = (),
    ) -> None:
        self.run = run
        self.journal = journal
        self.floor = Floor()
        self.post = ""
        """The station where the person stands."""
        self.sources = tuple(sources)
        self.listeners: list[Listener] = []
        self.coach: Coach | None = None
        self.ended = False
        """Nothing may follow."""
        self._new_station = new_station
        self._last = {SHOP: 0}
        self._now = 0

    @classmethod
    def open(
        cls,
        opening: f.RunOpened,
        stations: Opened | Sequence[Opened],
        journal: Journal,
        new_station: Callable[[str], Station],
        sources: Sequence[Source] = (),
        materials: Mapping[str, bytes] | None = None,
    ) -> "Session":
        """Begin a run: the opening entry, and the stations opened as they are found."""
        session = cls(opening.run, journal, new_station, sources)
        session._create(opening, materials or {})
        opened = stations if isinstance(stations, Sequence) else (stations,)
        session._append([session._entry(station.station, 0, "till", station) for station in opened])
        return session

    @classmethod
    def resume(
        cls,
        run: str,
        journal: Journal,
        new_station: Callable[[str], Station],
        sources: Sequence[Source] = (),
        resumed: f.RunResumed | None = None,
        lived: int = 0,
    ) -> "Session":
        """Continue a run from its journal, exactly where it was last shown; `resumed` is appended to say so, at the
        time until which it was `lived`: nothing was due before that, or it had happened."""
        session = cls(run, journal, new_station, sources)
        session._happened(journal.read(run))
        if resumed is not None:
            session._append([session._entry(SHOP, max(session.now, lived), "director", resumed)])
        return session

    @classmethod
    def branch(
        cls,
        opening: f.RunOpened,
        prefix: Iterable[Entry],
        journal: Journal,
        new_station: Callable[[str], Station],
        sources: Sequence[Source] = (),
        materials: Mapping[str, bytes] | None = None,
    ) -> "Session":
        """Try again from a moment: a new run whose journal begins with another's entries up to there."""
        session = cls(opening.run, journal, new_station, sources)
        session._create(opening, materials or {})
        kept = [entry for entry in prefix if entry.stream != SHOP]
        if kept:
            lived = {station: session._till(station) for station in session.floor.tills}
            journal.append(session.run, kept, granted((entry for entry in kept if entry.stream in lived), lived))
            session._happened(kept)
        return session

    # --- what a station does

    @property
    def station(self) -> Station:
        """The one where the person stands."""
        return self.floor[self.post]

    @property
    def seen(self) -> Seen:
        """What can be seen there now."""
        return seen(self.station)

    @property
    def till(self) -> Till:
        """The till where the person stands. Raises KeyError where they stand at no till."""
        return self.floor.tills[self.post]

    @property
    def view(self) -> View:
        """What can be seen at that till now."""
        return View(self.till)

    @property
    def closed(self) -> bool:
        """Every station of the run is closed."""
        return self.floor.closed

    @property
    def sequences(self) -> Mapping[str, int]:
        """Stream -> how many entries it has."""
        return self._last

    @property
    def now(self) -> int:
        """Virtual time of the last entry."""
        return self._now

    def deadline(self) -> int | None:
        """When the next stimulus is due."""
        due = self._next()
        return due.at if due else None

    def submit(self, command: Command, at: int | None = None, station: str = "") -> list[Entry]:
        """Ask for an operation at virtual time `at`; returns the entries, durable by now. Due stimuli come first."""
        at = self.now if at is None else max(at, self.now)
        self.advance(at)
        there = self.floor[station or self.post]
        if type(command) is ResumeSale and (found := self.floor.find_ticket(there, command)) is not None:
            self._deliver(found, "shop", at, there)
        if type(command) is ReturnWithoutReceipt and (told := self.floor.sold_elsewhere(there)) is not None:
            self._deliver(told, "shop", at, there)
        return self._deliver(discreet(command, there), "trainee", at, there)

    def inject(self, stimulus: Stimulus, by: str, at: int | None = None, station: str = "") -> list[Entry]:
        """The one door for events from outside: real devices, trainers."""
        at = self.now if at is None else max(at, self.now)
        self.advance(at)
        return self._deliver(stimulus, by, at, self.floor[station or self.post])

    def advance(self, at: int) -> int:
        """Deliver everything due until virtual time `at`, in order; returns how many stimuli that were."""
        count = 0
        while (due := self._next()) is not None and due.at <= at:
            there = self.floor[due.station or self.post]
            self._deliver(due.stimulus, due.by, max(due.at, self._now), there)
            count += 1
        return count

    def end(self, reason: str, by: str = "") -> None:
        """Close the run and seal its journal; a run that was cut off in between is only sealed."""
        if not self.ended:
            if self.station.closed:
                self.advance(self.now)  # the others are closed with it
            self._append([self._entry(SHOP, self.now, "director", f.RunEnded(reason, by))])
        self.journal.seal(self.run)

    # --- how

    def _create(self, opening: f.RunOpened, materials: Mapping[str, bytes]) -> None:
        first = self._entry(SHOP, 0, "director", opening)
        self.journal.create_run(self.run, first, materials)
        self._happened([first])

    def _next(self) -> Due | None:
        dues = [due for source in self.sources if (due := source.peek()) is not None]
        return min(dues, key=_order) if dues else None

    def _deliver(self, event: Event, by: str, at: int, station: Station) -> list[Entry]:
        missed = self.floor.missed(station, event)
        if missed is not None:
            self._deliver(missed, "shop", at, station)
        station.now = at
        first = self._entry(station.station, at, by, event)
        decision = decide(station, event)
        if self.coach is not None and isinstance(event, Command):
            stopped = self.coach.stops(station, first, decision)
            if stopped is not None:
                first, decision = self._entry(station.station, at, "coach", stopped), Decision([])
        if self.floor.several:
            occupied = self.floor.occupied(decision.facts)
            if occupied:
                decision = Decision(refuse(event, "refused.post_taken", till=occupied))
        entries = consequences(first, decision.facts)
        if self.floor.several:
            for other, told in self.floor.tell(station, event, decision.facts):
                other.now = at
                there = self._entry(other.station, at, by if told is event else "shop", told)
                entries += consequences(there, decide(other, told).facts)
        try:
            return self._append(entries, decision)
        except ClaimRefused as refused:
            news = taken_elsewhere(refused)
            gone = station.gone if isinstance(station, Till) else ()
            if news is not None and not (type(news) is TicketTaken and news.ticket in gone):
                self._deliver(news, "shop", at, station)  # decided again, with what is left
                return self._deliver(event, by, at, station)
            taken = refuse(event, quicker(refused), key=refused.claim.key)
            return self._append(consequences(first, taken))

    def _append(self, entries: list[Entry], decision: Decision | None = None) -> list[Entry]:
        self.journal.append(self.run, entries, decision.claims if decision else ())
        self._happened(entries)
        return entries

    def _happened(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            stream, what = entry.stream, entry.what
            self._last[stream] = entry.seq
            if stream == SHOP:
                if type(what) is f.RunOpened:
                    self._set_up(what.stations)
                if type(what) is f.RunResumed:  # until then it was lived, though nothing happened
                    self._now = max(self._now, entry.at)
                self.ended = self.ended or type(what) is f.RunEnded
            else:
                station = self.floor[stream]
                self._now = entry.at
                apply(station, entry)
                if type(what) is CashierCame:
                    self.post = stream
                for source in self.sources:
                    if isinstance(station, source.watches):
                        source.see(entry, station)
                if type(what) is f.TillStarted:
                    self.floor.add(self._recovered(stream))
            self._heard(entry)

    def _heard(self, entry: Entry) -> None:
        for listener in self.listeners:
            listener(entry)

    def _set_up(self, stations: Sequence[str]) -> None:
        """Those that the run's opening names; the person stands at the first."""
        self.post = stations[0]
        for station in stations:
            self.floor.add(self._new_station(station))
            self._last[station] = 0

    def _till(self, station: str) -> Till:
        till = self._new_station(station)
        assert isinstance(till, Till), "asked for by the name of a till"
        return till

    def _recovered(self, station: str) -> Till:
        """The till as its journal tells it: what a restart after a power cut really does."""
        till, upto = self._till(station), self._last[station]
        for entry in self.journal.read(self.run):
            if entry.stream == station and entry.seq <= upto:
                apply(till, entry)
        return till

    def _entry(self, stream: str, at: int, by: str, what: Event) -> Entry:
        return Entry(stream, self._last[stream] + 1, at, by, what)


def consequences(first: Entry, facts: Sequence[Event]) -> list[Entry]:
    """An input's entry followed by those of its facts, each naming it as the cause."""
    stream, seq, at, cause = first.stream, first.seq, first.at, first.seq
    found = [first]
    for fact in facts:  # in a plain loop, as most have one
        seq += 1
        found.append(Entry(stream, seq, at, "till", fact, cause))
    return found


def following(first: Entry, facts: Sequence[Event]) -> list[Entry]:
    """The entries of an input's facts alone."""
    return consequences(first, facts)[1:]


def _order(due: Due) -> tuple[int, int, int]:
    return due.at, due.priority, due.sequence
