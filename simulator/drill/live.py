"""Drills that people play: begun, continued, branched, finished, and looked back on.

begin / resume / rewind ──► Drill ── finish ──► Finished        review ──► (Review, Finished)
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

import msgspec

from grading.debrief import Debrief, debrief
from grading.grade import Grader, grade
from grading.result import Evidence, Result
from scenarios.specs.scenario import Scenario
from simulator.drill.bots import Memory, advise
from simulator.drill.bots.stockroom.going_home import going_home
from simulator.drill.clock import Clock
from simulator.drill.coach import GradingCoach
from simulator.drill.opening import new_run_id, opening_of
from simulator.drill.papers import Papers
from simulator.drill.places import Station
from simulator.drill.replay import before, station_at
from simulator.drill.session import Session
from simulator.drill.staging import Stage
from simulator.kernel import facts as f
from simulator.kernel.entries import SHOP, Entry
from simulator.kernel.events import Command
from simulator.kernel.paper import Document
from simulator.kernel.summary import Grave, Summary
from simulator.kernel.texts import Lang, Text
from simulator.locale import Words
from simulator.pos.calendar import shop_time
from simulator.pos.receipt import Head
from simulator.pos.rules import Rules
from simulator.pos.state import Till
from simulator.stock.labels import labels
from simulator.store.errors import JournalUnsound
from simulator.store.export import demand_sound
from simulator.store.journal import Journal
from simulator.store.result import Result as Kept

if TYPE_CHECKING:
    from simulator.drill.lessons.beside import Beside
    from simulator.drill.lessons.moments import Moment


class Trainee(Protocol):
    """Who sits there."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def role(self) -> str: ...


Mode = Literal["coach", "practice", "exam", "free"]
MODES: dict[str, Mode] = {"coach": "coach", "practice": "practice", "exam": "exam", "free": "free"}


SECOND = 1000


class Hint(NamedTuple):
    """The next right step: what to do, and the text id that says why."""

    command: Command | None
    """None: wait for something to happen."""
    reason: str
    params: Mapping[str, object]
    until: int = 0
    """When it is time to look again, though nothing happened; 0: something will."""


class Finished(NamedTuple):
    """A drill that has ended: graded and sealed."""

    result: Result
    debrief: Debrief
    entries: Sequence[Entry]
    heads: Mapping[str, str]
    """Stream -> hash of its last entry, in hex."""


@dataclass
class Review:
    """A session to look back on, and the ground of one under way."""

    run: str
    stage: Stage
    mode: Mode
    seed: int
    person: Trainee | None
    journal: Journal
    monotonic: Callable[[], float]
    wall: str
    keep: Callable[[Kept], None]
    opening: f.RunOpened
    trainer: Trainee | None = field(default=None, kw_only=True)
    """Who called it off, where that was somebody else than who played it."""

    @property
    def scenario(self) -> Scenario:
        return self.stage.scenario

    @property
    def rules(self) -> Rules:
        return self.stage.rules

    @property
    def competencies(self) -> Mapping[str, Text]:
        """Competency -> its name."""
        return {competency.id: competency.name for competency in self.stage.role.competencies}

    @property
    def names(self) -> Mapping[str, Text]:
        """Of competencies, and of who called it off."""
        told = {self.trainer.id: Text(self.trainer.name, self.trainer.name)} if self.trainer else {}
        return {**self.competencies, **told}

    @property
    def workstation(self) -> str:
        """`till`, `stockroom` or `office`."""
        return self.stage.workstation

    @property
    def station(self) -> str:
        """The person's, as the run began."""
        return self.opening.stations[0]

    def station_at(self, seq: int, station: str = "") -> Station:
        """A station (empty: the person's first) as it stood right after its entry `seq`."""
        return station_at(self.journal.read(self.run), self.stage.new_station(station or self.station), seq)

    def rewind(self, seq: int, station: str = "") -> "Drill":
        """Try from here: a new run that begins with this one's entries before the station's entry `seq`.

        Coach and practice only; in an exam every attempt counts.
        """
        if self.mode == "exam":
            raise ValueError("expected a drill in coach or practice, got an exam")
        return Drill.around(self, *self.branch(seq, station or self.station, self.journal, self.mode))

    def practise(self, seq: int, station: str) -> "Drill":
        """The same in practice, also of an exam that is over: nothing of it counts, and much can be learnt."""
        return Drill.around(self, *self.branch(seq, station, self.journal, "practice"))

    def beside(self, entries: Sequence[Entry], behaviour: str, found: Evidence) -> "Beside | None":
        """What was done at a moment, and how it looks when it is done right; None where that cannot be shown."""
        from simulator.drill.lessons.beside import done_right

        return done_right(self, entries, behaviour, found)

    def moments(self, finished: Finished) -> "tuple[Moment, ...]":
        """The gravest mistakes as moments that can be tried again, in the order of the run."""
        from simulator.drill.lessons.moments import moments

        return moments(self, finished.entries, finished.debrief)

    def branch(self, seq: int, station: str, journal: Journal, mode: Mode) -> tuple[f.RunOpened, Session]:
        """A new run on `journal` that begins with this one's entries before the station's entry `seq`."""
        entries = list(self.journal.read(self.run))
        cut = next((e for e in entries if e.stream == station and e.seq == seq), None)
        first = cut.cause if cut is not None and cut.cause else seq  # never between an input and what followed from it
        prefix = before(entries, station, first)
        place = str(max(first, 2)) if station == self.station else f"{station}/{first}"
        opening = msgspec.structs.replace(
            self.opening, run=new_run_id(), wall=self.wall, mode=mode, branch_of=f"{self.run}@{place}"
        )
        sources = self.stage.sources(self.seed)
        session = Session.branch(opening, prefix, journal, self.stage.new_station, sources, dict(self.stage.materials))
        return opening, session


@dataclass
class Drill(Review):
    """A drill under way."""

    session: Session = field(kw_only=True)
    clock: Clock = field(kw_only=True)
    papers: Papers = field(default_factory=Papers, kw_only=True)
    """What was asked of the printer."""
    memory: Memory = field(default_factory=Memory, kw_only=True)
    """What the trainee did: a coach has seen it."""
    mark: Callable[[int], None] | None = field(default=None, kw_only=True)
    """Keeps until when it was lived, where somebody wants to know."""
    _marked: int = field(default=0, kw_only=True)

    @classmethod
    def around(cls, ground: Review, opening: f.RunOpened, session: Session) -> "Drill":
        """A drill on a session that has just been opened or resumed: listeners see its past, then its present."""
        drill = cls(
            run=opening.run,
            stage=ground.stage,
            mode=MODES[opening.mode],
            seed=opening.seed,
            person=ground.person,
            journal=ground.journal,
            monotonic=ground.monotonic,
            wall=ground.wall,
            keep=ground.keep,
            opening=opening,
            session=session,
            clock=Clock(ground.monotonic, start=session.now, pace=float(opening.pace)),
        )
        listeners = [drill._remember]
        if opening.mode == "coach":
            coach = GradingCoach(Grader(ground.stage.scenario.rubric))
            session.coach = coach
            listeners.append(coach.see)
        for entry in ground.journal.read(opening.run):
            for listener in listeners:
                listener(entry)
        session.listeners.extend(listeners)
        return drill

    def lived(self, at: int) -> None:
        """Time passed, until `at`: kept once a second."""
        if self.mark is not None and at - self._marked >= SECOND:
            self._marked = at
            self.mark(at)

    def _remember(self, entry: Entry) -> None:
        self.papers.see(entry)
        if isinstance(entry.what, Command):
            self.memory.did(entry.what, entry.at)

    @property
    def pins(self) -> Mapping[str, str]:
        """Sandbox PIN -> badge."""
        return {person.pin: person.badge for person in self.stage.shop.staff}

    def receipt(self, document: str, lang: Lang) -> Document | None:
        """An issued receipt, slip or report, composed; None for a document that was never issued."""
        if document in self.papers.labels:
            return labels(self.papers.labels[document], self.rules, Words(lang))
        shop, when = self.stage.shop, self._printed_at(document)
        policy = shop.policy
        till = self.papers.issued_by.get(document, self.station)
        head = Head(
            shop.name, shop.address, till, shop.trainee.name, when, policy.currency, policy.tax_inclusive,
            policy.receipt, shop.weighed_per,
        )  # fmt: skip
        station = self.session.station
        member_name = station.member_name if isinstance(station, Till) else _nobody
        return self.papers.compose(document, head, Words(lang), member_name)

    def _printed_at(self, document: str) -> str:
        """`2026-12-24 10:42`: by the shop's own clock, else the wall's, and the drill's own time since."""
        began, at = self.session.station.clock or self.opening.wall, self.papers.issued_at.get(document, 0)
        return f"{shop_time(began, at):%Y-%m-%d %H:%M}" if began else ""

    def advise(self) -> Hint | None:
        """What a good colleague would do now; nothing in an exam."""
        if self.mode == "exam":
            return None
        seen = self.session.seen
        advice = going_home(advise(seen, self.memory, self.workstation), seen, self.session.sources)
        due = seen.now + advice.after  # what is seen stands at the last entry
        if due > max(self.session.now, self.clock.now()) and advice.after:
            return Hint(None, advice.meanwhile or advice.reason, advice.given, due)
        return Hint(advice.command, advice.reason, advice.given)

    def finish(self, reason: str, by: str = "") -> Finished:
        """End, seal, grade, keep. A station that was closed is finished, however its screen was left."""
        closed = self.session.station.closed
        self.session.end("finished" if closed else reason, "" if closed else by)
        finished = graded(self.journal, self.run, self.stage)
        if counts(self.opening):
            self.keep(summarised(finished.result, self.opening, self.wall))
        return finished


def counts(opening: f.RunOpened) -> bool:
    """Whether a run leaves a result: not free practice, nor a second try of a moment, nor a guest's or a bot's."""
    return bool(opening.person) and not opening.branch_of and not opening.bot and opening.mode != "free"


def begin(
    journal: Journal,
    stage: Stage,
    *,
    mode: Mode,
    seed: int,
    person: Trainee | None,
    attested_by: str,
    pace: float,
    monotonic: Callable[[], float],
    wall: str,
    keep: Callable[[Kept], None],
) -> Drill:
    """Open a new run for a person."""
    opening = opening_of(stage, mode, seed, wall=wall, person=person.id if person else "", pace=pace)
    opening = msgspec.structs.replace(opening, attested_by=attested_by)
    ground = Review(opening.run, stage, mode, seed, person, journal, monotonic, wall, keep, opening)
    session = Session.open(
        opening, stage.openings(seed), journal, stage.new_station, stage.sources(seed), stage.materials
    )
    return Drill.around(ground, opening, session)


def resume(
    journal: Journal,
    run: str,
    person: Trainee | None,
    monotonic: Callable[[], float],
    wall: str,
    keep: Callable[[Kept], None],
    attested_by: str = "",
    lived: int = 0,
) -> Drill:
    """Continue a run that was left in the middle, exactly as it was last shown: time in which somebody only thought is
    not given back, as far as it is known (`lived`)."""
    ground = _ground(journal, run, person, monotonic, wall, keep)
    sources = ground.stage.sources(ground.seed)
    resumed = f.RunResumed(wall, wall[-6:], attested_by)
    session = Session.resume(run, journal, ground.stage.new_station, sources, resumed, lived)
    return Drill.around(ground, ground.opening, session)


def review(
    journal: Journal,
    run: str,
    person: Trainee | None,
    monotonic: Callable[[], float],
    wall: str,
    keep: Callable[[Kept], None],
) -> tuple[Review, Finished]:
    """Open a finished session again."""
    ground = _ground(journal, run, person, monotonic, wall, keep)
    return ground, graded(journal, run, ground.stage)


def _ground(
    journal: Journal,
    run: str,
    person: Trainee | None,
    monotonic: Callable[[], float],
    wall: str,
    keep: Callable[[Kept], None],
) -> Review:
    demand_sound(journal, run)
    stage = Stage.restored(journal.materials(run))
    opening = next(iter(journal.read(run))).what
    if not isinstance(opening, f.RunOpened):
        raise JournalUnsound(run=run)
    return Review(run, stage, MODES[opening.mode], opening.seed, person, journal, monotonic, wall, keep, opening)


def graded(journal: Journal, run: str, stage: Stage) -> Finished:
    """Grade a run from its journal."""
    entries = list(journal.read(run))
    heads = {stream: head.hash.hex() for stream, head in journal.heads(run).items()}
    result = grade(entries, stage.scenario.rubric, head=heads[SHOP])
    return Finished(result, debrief(result, entries), entries, heads)


def summarised(result: Result, opening: f.RunOpened, wall: str) -> Kept:
    """The row that is kept of a result."""
    grades = {competency.id: competency.grade for competency in result.competencies}
    done = {competency.id: (competency.successes, competency.opportunities) for competency in result.competencies}
    behaviours = [behaviour for competency in result.competencies for behaviour in competency.behaviours]
    missed = {one.id: (one.missed, one.opportunities) for one in behaviours if one.missed}
    graves = tuple(Grave(*msgspec.structs.astuple(critical)) for critical in result.criticals)
    summary = Summary(result.duration, grades, done, missed, graves)
    return Kept(
        run=opening.run,
        person=opening.person,
        scenario=opening.scenario,
        version=opening.version,
        mode=opening.mode,
        seed=opening.seed,
        pace=opening.pace,
        sealed=True,
        attested_by=opening.attested_by,
        passed=result.passed,
        summary=msgspec.json.encode(summary).decode(),
        rubric=result.rubric,
        finished=wall,
    )


def _nobody(member: str) -> Text | None:
    """No member is known by name where no till is."""
    return None
