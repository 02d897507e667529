"""How a moment looks when it is done right: the experienced bot's same moment beside the trainee's.

The bot plays on from the trainee's own journal, from the latest place from which it can still be done right; where
there is none (what was judged of the whole run), it plays the seed from its beginning. Either way the rule itself says
which moment it is: the first one at which it is met. What was judged of the whole run is shown with the customer with
whom the bot did it, beside what the trainee did with the same one; where there is no such customer, the right way is
shown alone.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from grading.result import Evidence
from grading.watcher import Ending
from scenarios.specs.rubric import Expectation
from simulator.drill.bots import Memory
from simulator.drill.lessons.again import beginning_of_visit
from simulator.drill.lessons.following import Noting, Side, Until, steps
from simulator.drill.lessons.visits import of_visit, served
from simulator.drill.live import Review
from simulator.drill.opening import opening_of
from simulator.drill.places import Station
from simulator.drill.play import StuckPlay, play
from simulator.drill.replay import station_at
from simulator.drill.session import Session
from simulator.kernel.entries import SHOP, Entry
from simulator.kernel.events import Command
from simulator.kernel.facts import VisitEnded
from simulator.kernel.stimuli import CustomerArrived
from simulator.kernel.texts import Text
from simulator.store.memory import MemoryJournal

BACK = (3, 8, 20)
"""So many commands before the moment it is tried from, where right before it is too late."""
PATIENCE = 240_000
"""Virtual milliseconds after the trainee's moment in which the bot has to get there."""
AFTER = 30_000
"""Where a rule only says what must not happen: so much later nothing has."""


class Beside(NamedTuple):
    """The same moment twice."""

    review: Review
    mine: Side
    right: Side
    own_run: bool
    """The bot began where the drill did, not where the trainee stood."""
    place: tuple[str, int] | None
    """(station, seq): from right before there it can be done right."""
    whole: bool = False
    """The rule was judged of the whole run."""
    customer: str = ""
    """Of an own run: who is served on both sides."""

    @property
    def alone(self) -> bool:
        """Nothing of the trainee's is like the right moment: the right way stands for itself."""
        return self.whole and not self.mine.steps

    def name(self, customer: str) -> Text:
        came = (e.what for e in self.right.entries if isinstance(e.what, CustomerArrived))
        return next((what.name for what in came if what.customer == customer), Text())

    def station(self, side: Side, n: int) -> Station:
        """The station after that side's n-th step, or before all of them (-1)."""
        new_station = self.review.stage.new_station
        if not side.steps:  # nothing was done: as it stood at the moment
            last = next(entry for entry in reversed(side.entries) if entry.stream != SHOP)
            return station_at(side.entries, new_station(last.stream), last.seq)
        step = side.steps[max(0, n)]
        seq = step.until if n >= 0 else step.entry.seq - 1
        return station_at(side.entries, new_station(step.entry.stream), max(1, seq))


def done_right(review: Review, entries: Sequence[Entry], behaviour: str, found: Evidence) -> Beside | None:
    """None where the run's own rubric has no such rule, or the bot cannot show it."""
    rule = next((rule for rule in review.stage.scenario.rubric.expectations if rule.id == behaviour), None)
    if rule is None:
        return None
    for station, seq in places(entries, found):
        shown = _played_on(review, rule, found, station, seq)
        if shown is not None:
            did = _mine(entries, found, station, seq, shown)
            return Beside(review, did, shown, own_run=False, place=(station, seq))
    own = _own_run(review, rule, found)
    if own is None:
        return None
    whole = found.stream == SHOP
    right, customer = own
    mine = _with_customer(entries, found, customer) if customer else None
    if mine is None and not whole:
        mine = _mine(entries, found, *(next(iter(places(entries, found)), None) or _by_then(entries, found)), None)
    mine = mine or Side([e for e in entries if e.at <= found.at], (), found.at)
    return Beside(review, mine, right, own_run=True, place=None, whole=whole, customer=customer)


def places(entries: Sequence[Entry], found: Evidence) -> Iterator[tuple[str, int]]:
    """Where to begin, the latest first: right before, some steps before, at the beginning of the visit."""
    if found.stream == SHOP:
        return
    here = next(n for n, e in enumerate(entries) if (e.stream, e.seq) == (found.stream, found.seq))
    commands = [e for e in entries[:here] if e.stream == found.stream and isinstance(e.what, Command)]
    tried = set()
    begun = beginning_of_visit(entries, found.customer)
    options = [] if found.event == "visit_ended" else [(found.stream, found.seq)]
    options += [(found.stream, commands[-back].seq) for back in BACK if back <= len(commands)]
    if begun is not None:
        options = [place for place in options if place[0] != begun[0] or place[1] >= begun[1]] + [begun]
    for place in options:
        if place not in tried:
            tried.add(place)
            yield place


def _by_then(entries: Sequence[Entry], found: Evidence) -> tuple[str, int]:
    """What was judged of the run as a whole: the last commands before."""
    done = [e for e in entries if e.stream != SHOP and e.at <= found.at and isinstance(e.what, Command)]
    return (done[-min(len(done), BACK[1])].stream, done[-min(len(done), BACK[1])].seq) if done else ("", 0)


# --- the bot's side --------------------------------------------------------------------------------------------------


def _played_on(review: Review, rule: Expectation, found: Evidence, station: str, seq: int) -> Side | None:
    """The experienced one on the trainee's journal, from a place on."""
    journal, noting = MemoryJournal(), Noting(review)
    _, session = review.branch(seq, station, journal, "practice")
    until = Until(rule, found, noting.advice)
    memory = until.before(list(journal.read(session.run)))
    return _followed(session, noting, until, memory, rule, found)


def _own_run(review: Review, rule: Expectation, found: Evidence) -> tuple[Side, str] | None:
    """The experienced one on the same seed, from its beginning; and whom they served at the moment."""
    noting, stage = Noting(review), review.stage
    opening = opening_of(stage, "practice", review.seed, bot="perfect", run="right")
    journal = MemoryJournal()
    with journal.batch():
        session = Session.open(
            opening,
            stage.openings(review.seed),
            journal,
            stage.new_station,
            stage.sources(review.seed),
            stage.materials,
        )
        until = Until(rule, found, noting.advice)
        memory = until.before(list(journal.read("right")))
        session.listeners.append(until.see)
        try:
            play(session, noting.bot, memory=memory, enough=until.enough)
        except StuckPlay:
            return None
        if session.station.closed:
            session.end("finished")
    until.met = until.met or next((one for one in until.fresh(Ending.WHOLE) if one.met), None)
    forbids = rule.check.kind in ("never", "twice")
    if until.met is None and not (forbids and not until.failed):
        return None
    side = until.side(until.past)
    customer = served(side.entries, found.customer)
    visit = of_visit(side, customer) if customer else None
    return (visit, customer) if visit else (until.side(max(until.past, _last_commands(until))), "")


def _last_commands(until: Until) -> int:
    """Of a whole run only the last steps before the moment are shown."""
    moment = until.moment()
    done = [n for n, e in enumerate(until.entries) if isinstance(e.what, Command) and e.at <= moment.at]
    return done[-min(len(done), BACK[1])] if done else 0


def _followed(
    session: Session, noting: Noting, until: Until, memory: Memory, rule: Expectation, found: Evidence
) -> Side | None:
    forbids = rule.check.kind == "never" and rule.check.trigger is None
    session.listeners.append(until.see)
    try:
        limit = found.at + (AFTER if forbids else PATIENCE)
        play(session, noting.bot, max(limit, session.now + AFTER), memory=memory, enough=until.enough)
    except StuckPlay:
        return None
    if until.failed or (until.met is None and not forbids) or len(until.entries) == until.past:
        return None
    return until.side(until.past)


def _with_customer(entries: Sequence[Entry], found: Evidence, customer: str) -> Side | None:
    """What the trainee did with that customer until they left; None where they never came to the till."""
    left = next((e.at for e in entries if isinstance(e.what, VisitEnded) and e.what.customer == customer), found.at)
    kept = [e for e in entries if e.at <= left]
    return of_visit(Side(kept, tuple(steps(kept, 0)), found.at), customer)


def _mine(entries: Sequence[Entry], found: Evidence, station: str, seq: int, right: Side | None) -> Side:
    """What the trainee did from the same place on, until they were done with it."""
    first = next((n for n, e in enumerate(entries) if (e.stream, e.seq) == (station, seq)), 0)
    while first and entries[first].cause:
        first -= 1
    until = _done(entries, found, first, right)
    kept = [e for n, e in enumerate(entries) if n < first or (e.at <= until and e.stream != SHOP)]
    return Side(kept, tuple(steps(kept, min(first, len(kept)))), found.at)


def _done(entries: Sequence[Entry], found: Evidence, first: int, right: Side | None) -> int:
    """When the trainee was done: at the moment itself, or when what had to follow came, however late.

    What never came has no such time: until they had the time for it, that which the bot took and that which the rule
    gives, and had done as many steps; but not beyond the customer that it was about.
    """
    expected = found.expected
    if expected.relation != "later":
        return found.at
    if expected.took is not None:
        return found.at + expected.took
    theirs = right.steps if right else ()
    took = right.at - theirs[0].entry.at if right and theirs else 0
    did = [e.at for e in entries[first:] if e.stream != SHOP and isinstance(e.what, Command)][: len(theirs)]
    until = max(found.at + expected.within, entries[first].at + took, *did)
    left = (e.at for e in entries if isinstance(e.what, VisitEnded) and e.what.customer == found.customer)
    return min(until, next((at for at in left if at >= found.at), until))
