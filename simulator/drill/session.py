"""A drill under way: the one place where commands and stimuli become journal entries.

    submit(command) ─┐
    advance(now)  ───┼─► decide ─► append (durable) ─► apply ─► sources and listeners see it
    inject(stimulus) ┘

Nothing reaches a listener (a screen, a printer) before it is durable.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

import msgspec

from simulator.drill.ports import Journal
from simulator.drill.sources import Due, Source
from simulator.kernel import facts as f
from simulator.kernel.commands import CheckPrice, EnterCode, Scan
from simulator.kernel.entries import SHOP, Entry
from simulator.kernel.events import Command, Decision, Event, Stimulus
from simulator.kernel.stimuli import CoachStopped, QuotaUsedUp
from simulator.pos.accounts import key_of, told
from simulator.pos.engine import apply, decide
from simulator.pos.reading import is_label
from simulator.pos.refusals import refuse
from simulator.pos.state import Till
from simulator.pos.view import View
from simulator.store.errors import ClaimRefused
from virtual_devices.codes import mask_payment_code, wallet_of

Listener = Callable[[Entry], None]


class Coach(Protocol):
    """Looks at a command before it happens."""

    def stops(self, till: Till, entry: Entry, decision: Decision) -> CoachStopped | None:
        """Why the command is held back; None to let it pass."""
        ...


class Session:
    """One station of a run, played live or by a bot. `Session.open` begins a run, `Session.resume` continues one."""

    def __init__(
        self, run: str, journal: Journal, new_till: Callable[[], Till], sources: Sequence[Source] = ()
    ) -> None:
        self.run = run
        self.journal = journal
        self.till = new_till()
        self.sources = tuple(sources)
        self.listeners: list[Listener] = []
        self.coach: Coach | None = None
        self.ended = False
        """Nothing may follow."""
        self._new_till = new_till
        self._last = {SHOP: 0, self.till.station: 0}

    @classmethod
    def open(
        cls,
        opening: f.RunOpened,
        station: f.StationOpened,
        journal: Journal,
        new_till: Callable[[], Till],
        sources: Sequence[Source] = (),
        materials: Mapping[str, bytes] | None = None,
    ) -> "Session":
        """Begin a run: the opening entry, and the till switched on with its float."""
        session = cls(opening.run, journal, new_till, sources)
        session._create(opening, materials or {})
        session._append([session._entry(session.till.station, 0, "till", station)])
        return session

    @classmethod
    def resume(
        cls,
        run: str,
        journal: Journal,
        new_till: Callable[[], Till],
        sources: Sequence[Source] = (),
        resumed: f.RunResumed | None = None,
    ) -> "Session":
        """Continue a run from its journal, exactly where it was last shown; `resumed` is appended to say so."""
        session = cls(run, journal, new_till, sources)
        session._happened(journal.read(run))
        if resumed is not None:
            session._append([session._entry(SHOP, session.till.now, "director", resumed)])
        return session

    @classmethod
    def branch(
        cls,
        opening: f.RunOpened,
        prefix: Iterable[Entry],
        journal: Journal,
        new_till: Callable[[], Till],
        sources: Sequence[Source] = (),
        materials: Mapping[str, bytes] | None = None,
    ) -> "Session":
        """Try again from a moment: a new run whose journal begins with another's entries up to there."""
        session = cls(opening.run, journal, new_till, sources)
        session._create(opening, materials or {})
        kept = [entry for entry in prefix if entry.stream != SHOP]
        if kept:
            before = new_till()
            for entry in kept:
                apply(before, entry)
            journal.append(session.run, kept, before.accounts.held())
            session._happened(kept)
        return session

    # --- what a station does

    @property
    def view(self) -> View:
        """What can be seen at the station now."""
        return View(self.till)

    @property
    def now(self) -> int:
        """Virtual time of the last entry."""
        return self.till.now

    def deadline(self) -> int | None:
        """When the next stimulus is due."""
        due = self._next()
        return due.at if due else None

    def submit(self, command: Command, at: int | None = None) -> list[Entry]:
        """Ask for an operation at virtual time `at`; returns the entries, durable by now. Due stimuli come first."""
        at = self.now if at is None else max(at, self.now)
        self.advance(at)
        return self._deliver(discreet(command, self.till), "trainee", at)

    def inject(self, stimulus: Stimulus, by: str, at: int | None = None) -> list[Entry]:
        """The one door for events from outside: real devices, trainers."""
        at = self.now if at is None else max(at, self.now)
        self.advance(at)
        return self._deliver(stimulus, by, at)

    def advance(self, at: int) -> int:
        """Deliver everything due until virtual time `at`, in order; returns how many stimuli that were."""
        count = 0
        while (due := self._next()) is not None and due.at <= at:
            self._deliver(due.stimulus, due.by, max(due.at, self.now))
            count += 1
        return count

    def end(self, reason: str) -> None:
        """Close the run and seal its journal; a run that was cut off in between is only sealed."""
        if not self.ended:
            self._append([self._entry(SHOP, self.now, "director", f.RunEnded(reason))])
        self.journal.seal(self.run)

    # --- how

    def _create(self, opening: f.RunOpened, materials: Mapping[str, bytes]) -> None:
        first = self._entry(SHOP, 0, "director", opening)
        self.journal.create_run(self.run, first, materials)
        self._happened([first])

    def _next(self) -> Due | None:
        dues = [due for source in self.sources if (due := source.peek()) is not None]
        return min(dues, key=_order) if dues else None

    def _deliver(self, event: Event, by: str, at: int) -> list[Entry]:
        till = self.till
        till.now = at
        first = self._entry(till.station, at, by, event)
        decision = decide(till, event)
        if self.coach is not None and isinstance(event, Command):
            stopped = self.coach.stops(till, first, decision)
            if stopped is not None:
                first, decision = self._entry(till.station, at, "coach", stopped), Decision([])
        try:
            return self._append(consequences(first, decision.facts), decision)
        except ClaimRefused as refused:
            if refused.claim.key.startswith("quota:"):  # decided again, with what is left
                self._deliver(quota_left(refused), "shop", at)
                return self._deliver(event, by, at)
            if key_of(refused.claim.key):  # another till moved that account: decided again, with what it holds
                self._deliver(told(refused.claim, refused.taken), "shop", at)
                return self._deliver(event, by, at)
            elsewhere = "returned" if refused.claim.key.startswith("sold:") else "taken"
            taken = refuse(event, f"refused.{elsewhere}_elsewhere", key=refused.claim.key)
            return self._append(consequences(first, taken))

    def _append(self, entries: list[Entry], decision: Decision | None = None) -> list[Entry]:
        self.journal.append(self.run, entries, decision.claims if decision else ())
        self._happened(entries)
        return entries

    def _happened(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            self._last[entry.stream] = entry.seq
            if type(entry.what) is f.RunEnded:
                self.ended = True
            if entry.stream != SHOP:
                apply(self.till, entry)
                for source in self.sources:
                    source.see(entry, self.till)
                if type(entry.what) is f.TillStarted:
                    self.till = self._recovered()
            for listener in self.listeners:
                listener(entry)

    def _recovered(self) -> Till:
        """The till as its journal tells it: what a restart after a power cut really does."""
        till, upto = self._new_till(), self._last[self.till.station]
        for entry in self.journal.read(self.run):
            if entry.stream == till.station and entry.seq <= upto:
                apply(till, entry)
        return till

    def _entry(self, stream: str, at: int, by: str, what: Event) -> Entry:
        return Entry(stream, self._last[stream] + 1, at, by, what)


def quota_left(refused: ClaimRefused) -> QuotaUsedUp:
    """What the shop has to say of a flash sale whose pieces were not granted."""
    claim = refused.claim
    return QuotaUsedUp(claim.key.removeprefix("quota:"), claim.limit - refused.taken)


LONGEST = 15
"""Digits of a number that may be kept: any longer one is a code that somebody took for an amount."""


def discreet(command: Command, till: Till) -> Command:
    """The command as it may be kept: a real payment code, wherever it was scanned or typed, is masked first.

    A weigh label may look like one; which of them it is, is told by what the till is doing.
    """
    if isinstance(command, Scan) and command.good:
        return command  # the hot path: the code comes from a good's own label
    selling = till.stage in ("idle", "scanning")
    if selling and isinstance(command, Scan | EnterCode | CheckPrice) and is_label(till.rules, command.code):
        return command
    changes = {
        field: kept
        for field in command.__struct_fields__
        if (kept := _discreet(value := getattr(command, field))) is not value
    }
    return msgspec.structs.replace(command, **changes) if changes else command


def _discreet(value: object) -> object:
    """A field of a command: the same object where nothing has to be hidden."""
    if isinstance(value, str):
        return mask_payment_code(value) if len(value) > LONGEST and wallet_of(value) else value
    if isinstance(value, int):
        most = 10**LONGEST - 1  # absurd for every operation, and refused as such
        return value if -most <= value <= most else most if value > 0 else -most
    if isinstance(value, dict):
        kept = {_discreet(key): _discreet(each) for key, each in value.items()}
        return value if kept == value else kept
    return value


def consequences(first: Entry, facts: Sequence[Event]) -> list[Entry]:
    """An input's entry followed by those of its facts, each naming it as the cause."""
    stream, seq, at = first.stream, first.seq, first.at
    return [first, *[Entry(stream, seq + offset, at, "till", fact, seq) for offset, fact in enumerate(facts, 1)]]


def _order(due: Due) -> tuple[int, int, int]:
    return due.at, due.priority, due.sequence
