"""The search for the sharpest bots: for each rule of a script, one that loses it and nothing else.

The crew's mistakes come first, as the proof has played them, and then each habit left out. For rules that none of these
loses alone come slips in what the rule is about, then both on further seeds, then every fault that a habit can have,
then all other slips. What was found is not looked for again, so a script whose rules are told apart costs few plays.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import Any, NamedTuple

from grading.conditions import Predicate, predicate
from scenarios.specs.rubric import Expectation
from simulator.drill.bots import CREWS, Bot, saboteur
from simulator.drill.bots.omitting import FAULTS, Noted, omitter, pretender
from simulator.drill.bots.slipping import Slip, slipping, slips
from simulator.drill.bots.steps import Memory
from simulator.drill.matrix import Matrix
from simulator.drill.play import StuckPlay
from simulator.drill.proof import FURTHER, Proof, missed, play_bot
from simulator.drill.staging import Stage
from simulator.kernel.entries import Entry
from simulator.kernel.events import Command, name_of
from simulator.kernel.facts import AuthorizationAsked, Authorized
from simulator.kernel.stimuli import CustomerSaid
from simulator.store.memory import MemoryJournal

CLOSE = 300
"""Slips in what a rule is about that are tried on a seed."""
FURTHER_CLOSE = 100
"""The same on seeds beyond those asked for: what a rule is about may happen on few seeds only."""
FAR = 900
"""All others, on the first seed."""
SINGLE = 60
"""Operations left out that are tried on a seed before anything else."""
EACH = 3
"""Slips of one kind in one operation that are tried before any of another kind."""


class Played(NamedTuple):
    """What an experienced person did on a seed."""

    seed: int
    did: list[Command]
    causes: dict[str, set[str]]
    """Event -> operations from which it followed, or after which it came."""
    judged: dict[str, list[Command]]
    """Rule that there was an opportunity for -> what was done at the moments that it judged, and what it asks for."""
    offered: list[list[str]]
    """Of each question the replies."""
    noted: Noted
    """With which habits."""

    def slips(self) -> Iterator[Slip]:
        return slips(self.did, self.offered)


def matrix(stage: Stage, seeds: Iterable[int], proof: Proof) -> Matrix:
    """Search over seeds, from what a proof has played already."""
    found = Matrix.of(stage.scenario)
    for loss in proof.losses:
        found.note(loss.bot, loss.lost)
    asked = list(seeds)
    further = list(range(max(asked) + 1, max(asked) + 1 + FURTHER))
    proven = {loss.seed for loss in proof.losses}
    search = [
        *((_left_out, None, seed) for seed in asked[:1]),
        *((_close, CLOSE, seed) for seed in asked),
        *((_crew, None, seed) for seed in further if seed not in proven),
        *((_close, FURTHER_CLOSE, seed) for seed in further),
        *((_habits, None, seed) for seed in asked),
        (_far, FAR, asked[0]),
    ]
    plays = {seed: _experienced(stage, seed) for seed in asked} if found.open else {}
    judged = {rule for played in plays.values() for rule in played.judged}
    anywhere = {rule.id for rule in stage.scenario.rubric.expectations if rule.forbid or rule.id not in judged}
    for bots, most, seed in search:
        if not found.open:
            break
        if seed not in plays:
            plays[seed] = _experienced(stage, seed)
        _search(found, stage, plays[seed], bots, most, anywhere)
    return found


Bots = Callable[[Stage, Played, list[Expectation]], Iterator[tuple[str, Bot]]]


def _search(found: Matrix, stage: Stage, played: Played, bots: Bots, most: int | None, anywhere: set[str]) -> None:
    """Play bots of one kind until every rule that can be lost on this seed is lost alone."""
    rules = {rule.id: rule for rule in stage.scenario.rubric.expectations}
    wanted = {rule for rule in found.open if rule in played.judged or rule in anywhere}
    if not wanted:
        return
    some = bots(stage, played, [rules[rule] for rule in found.open if rule in wanted])
    for name, bot in islice(some, most):
        if not wanted.intersection(found.open):
            return
        found.note(name, _lost(stage, bot, played.seed))


def _lost(stage: Stage, bot: Bot, seed: int) -> list[str]:
    """Nothing where the play stands still: who leaves that out, never gets to an end."""
    try:
        return missed(play_bot(stage, _AtALoss(bot), seed, MemoryJournal(), run="matrix").result)
    except StuckPlay:
        return []


class _AtALoss:
    """A bot that waits where it does not know how to go on: it believes to have read what it has not."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    def next(self, view: Any, now: int, memory: Memory) -> tuple[Command, int] | None:
        try:
            return self._bot.next(view, now, memory)
        except LookupError:
            return None


def _experienced(stage: Stage, seed: int) -> Played:
    journal, did, offered = MemoryJournal(), list[Command](), list[list[str]]()
    noted = Noted(seed, stage.workstation)
    result = play_bot(stage, noted.bot, seed, journal, run="matrix").result
    causes: dict[str, set[str]] = defaultdict(set)
    behind: dict[tuple[str, int], Command] = {}
    asked = list(_asked_for(stage.scenario.rubric.expectations))
    answers: dict[str, list[Command]] = defaultdict(list)
    for entry, cause in _with_causes(journal.read("matrix")):
        if isinstance(entry.what, Command):
            did.append(entry.what)
        elif isinstance(entry.what, CustomerSaid) and entry.what.answers:
            offered.append([answer.reply for answer in entry.what.answers])
        if cause is not None:
            behind[entry.stream, entry.seq] = cause
            causes[name_of(entry.what)].add(name_of(cause))
            for rule, event, meets in asked:
                if name_of(entry.what) == event and (meets is None or meets(entry.what)):
                    answers[rule].append(cause)
    judged = {
        shown.id: [*answers[shown.id], *(behind[at] for e in shown.evidence if (at := (e.stream, e.seq)) in behind)]
        for competency in result.competencies
        for shown in competency.behaviours
        if shown.opportunities
    }
    return Played(seed, did, causes, judged, offered, noted)


def _with_causes(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Command | None]]:
    """Each entry with the command that it followed from, or after which it came.

    What waited for somebody with the right to it is behind what came of their yes.
    """
    commands: dict[tuple[str, int | None], Command] = {}
    latest: Command | None = None
    waiting: Command | None = None
    granted: tuple[str, int | None] | None = None
    """What let pass what waited."""
    for entry in entries:
        follows = entry.stream, entry.cause
        if isinstance(entry.what, Command):
            latest = commands[entry.stream, entry.seq] = entry.what
        cause = commands.get(follows, latest)
        if isinstance(entry.what, AuthorizationAsked):
            waiting = cause
        elif isinstance(entry.what, Authorized):
            granted = follows
        elif follows == granted:
            cause = waiting
        yield entry, cause


def _asked_for(rules: Iterable[Expectation]) -> Iterator[tuple[str, str, Predicate | None]]:
    """Rule -> what has to come before or after each of the moments that it judges."""
    for rule in rules:
        if rule.check.kind in ("preceded", "followed"):
            moment = rule.check.moment
            yield rule.id, moment.event, predicate(moment.event, moment.where)


def _crew(stage: Stage, played: Played, rules: list[Expectation]) -> Iterator[tuple[str, Bot]]:
    """The crew's mistakes on a seed that the proof has not played."""
    return (
        (mistake, saboteur(mistake, played.seed, stage.workstation)) for mistake in CREWS[stage.workstation].mistakes
    )


def _close(stage: Stage, played: Played, rules: list[Expectation]) -> Iterator[tuple[str, Bot]]:
    """Slips in what each rule judged, one of each rule in turn, and then in all that its events follow from."""
    every = list(played.slips())
    just: list[Iterator[Slip]] = [
        chain(
            _mixed([slip for slip in every if _is_forbidden(slip, rule)]),
            _mixed([slip for slip in every if slip.about in played.judged.get(rule.id, ())]),
        )
        for rule in rules
    ]
    operations = {operation for rule in rules for event in _events(rule) for operation in played.causes.get(event, ())}
    near = _mixed(slip for slip in every if name_of(slip.about) in operations)
    return _slipping(stage, played, _each_once(chain(_in_turn(just), near)))


def _is_forbidden(slip: Slip, rule: Expectation) -> bool:
    """Whether it says the very word that the rule forbids."""
    if not rule.forbid or slip.other is None:
        return False
    words = [where for where in rule.check.moment.where if where.op == "is"]
    return any(
        getattr(slip.other, where.field, None) == where.value != getattr(slip.command, where.field, None)
        for where in words
    )


def _in_turn(several: list[Iterator[Slip]]) -> Iterator[Slip]:
    while several:
        for one in list(several):
            if (slip := next(one, None)) is None:
                several.remove(one)
            else:
                yield slip


def _each_once(some: Iterable[Slip]) -> Iterator[Slip]:
    told: set[str] = set()
    for slip in some:
        name = repr(slip)
        if name not in told:
            told.add(name)
            yield slip


def _far(stage: Stage, played: Played, rules: list[Expectation]) -> Iterator[tuple[str, Bot]]:
    return _slipping(stage, played, _mixed(played.slips()))


def _slipping(stage: Stage, played: Played, some: Iterable[Slip]) -> Iterator[tuple[str, Bot]]:
    return ((str(slip), slipping(slip, played.seed, stage.workstation)) for slip in some)


def _events(rule: Expectation) -> set[str]:
    check = rule.check
    named = (check.moment, check.trigger, check.other, check.after, check.before)
    return {moment.event for moment in named if moment is not None}


def _mixed(some: Iterable[Slip]) -> Iterator[Slip]:
    """A few of each kind, then a few more of each, and so on: slips of one kind tend to have one consequence."""
    kinds: dict[object, list[Slip]] = defaultdict(list)
    for slip in some:
        kinds[slip.sort].append(slip)
    for begin in range(0, max(map(len, kinds.values()), default=0), EACH):
        for alike in kinds.values():
            yield from alike[begin : begin + EACH]


def _left_out(stage: Stage, played: Played, rules: list[Expectation]) -> Iterator[tuple[str, Bot]]:
    """Each habit that was used, left out; then what was done, operation by operation."""
    for name, habit in played.noted.used.items():
        yield f"without {name}", omitter(habit, "without", played.seed, stage.workstation)
    single = (slip for slip in played.slips() if slip.kind == "leaves out" and not slip.second and not slip.alike)
    yield from islice(_slipping(stage, played, _mixed(single)), SINGLE)


def _habits(stage: Stage, played: Played, rules: list[Expectation]) -> Iterator[tuple[str, Bot]]:
    """Each habit that was used, with each fault."""
    for name, habit in played.noted.used.items():
        for fault in FAULTS:
            yield f"{fault} {name}", omitter(habit, fault, played.seed, stage.workstation)
        for operation in sorted(played.noted.operations[name]):
            pretending = pretender(habit, operation, played.seed, stage.workstation)
            yield f"pretends {operation} in {name}", pretending
