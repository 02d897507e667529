"""Proof by bots: a script is sound when the perfect colleague loses nothing, the lazy one does not pass, and for every
critical or forbidden item there is a mistake that trips exactly that item. Mutation testing, for rubrics.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from grading.grade import Grader
from grading.result import Result
from simulator.drill.bots import CREWS, Bot, lazy, perfect, saboteur
from simulator.drill.bots.idling import idler
from simulator.drill.opening import opening_of
from simulator.drill.play import StuckPlay, play
from simulator.drill.session import Session
from simulator.drill.staging import Stage
from simulator.kernel.entries import SHOP
from simulator.store.journal import Journal
from simulator.store.memory import MemoryJournal

FURTHER = 12
"""Seeds that are played beyond those asked for while an item was not tripped yet."""


class BotPlay(NamedTuple):
    """A graded play."""

    run: str
    result: Result


def play_bot(
    stage: Stage, bot: Bot, seed: int, journal: Journal, *, mode: str = "practice", name: str = "", run: str = ""
) -> BotPlay:
    """Play a bot to the end of a drill, grade it. Raises StuckPlay. Appends are committed together: nobody watches."""
    opening = opening_of(stage, mode, seed, bot=name, run=run)
    grader = Grader(stage.scenario.rubric)
    with journal.batch():
        session = Session.open(
            opening, stage.openings(seed), journal, stage.new_station, stage.sources(seed), stage.materials
        )
        grader.see_all(journal.read(opening.run))
        session.listeners.append(grader.see)
        play(session, bot)
        session.end("finished")
    head = journal.heads(opening.run)[SHOP].hash.hex()
    return BotPlay(opening.run, grader.result(head))


class Loss(NamedTuple):
    """What a bot lost on a seed."""

    seed: int
    bot: str
    lost: tuple[str, ...]


@dataclass
class Proof:
    """What the bots found out about a script."""

    plays: int = 0
    played: int = 0
    """Virtual milliseconds of all plays."""
    failures: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    """(text id, parameters)."""
    tripped: dict[str, dict[str, int]] = field(default_factory=dict)
    """Critical or forbidden item -> mistake that trips it and nothing else -> on how many seeds."""
    losses: list[Loss] = field(default_factory=list)
    """What every mistake lost."""

    def report(self) -> dict[str, object]:
        """For machines."""
        return {"plays": self.plays, "minutes": self.played // 60_000, "tripped": self.tripped}


def prove(stage: Stage, seeds: Iterable[int]) -> Proof:
    """Prove a script over seeds."""
    proof = Proof()
    guarded = {
        rule.id for rule in stage.scenario.rubric.expectations if rule.critical or rule.critical_when or rule.forbid
    }
    proof.tripped = {item: {} for item in sorted(guarded)}
    seed = 0
    for seed in seeds:
        _perfect_loses_nothing(proof, stage, seed)
        _lazy_does_not_pass(proof, stage, seed)
        _idler_does_not_pass(proof, stage, seed)
        _trip(proof, stage, seed)
    for further in range(seed + 1, seed + 1 + FURTHER):  # what a mistake needs may happen on few seeds only
        if all(proof.tripped.values()):
            break
        _trip(proof, stage, further)
    for item, mistakes in proof.tripped.items():
        if not mistakes:
            proof.failures.append(("cli.proof_untripped", {"item": item}))
    return proof


def _trip(proof: Proof, stage: Stage, seed: int) -> None:
    """Let every saboteur play a seed, and note what each tripped alone."""
    guarded = set(proof.tripped)
    for mistake in CREWS[stage.workstation].mistakes:
        result = _played(proof, stage, saboteur(mistake, seed, stage.workstation), seed, mistake)
        if result is None:
            continue
        proof.losses.append(Loss(seed, mistake, tuple(missed(result))))
        tripped = broken(result, guarded)
        if len(tripped) == 1:
            (item,) = tripped
            proof.tripped[item][mistake] = proof.tripped[item].get(mistake, 0) + 1


def _perfect_loses_nothing(proof: Proof, stage: Stage, seed: int) -> None:
    result = _played(proof, stage, perfect(seed, stage.workstation), seed, "perfect")
    if result is None:
        return
    lost = missed(result)
    if lost or not result.passed:
        proof.failures.append(("cli.proof_perfect", {"seed": seed, "lost": ", ".join(lost) or ", ".join(result.why)}))
    for competency, reached in below_five(result):
        told = {"seed": seed, "competency": competency, "grade": reached}
        proof.failures.append(("cli.proof_below_five", told))


def missed(result: Result) -> list[str]:
    """Rules that a play lost."""
    return [b.id for competency in result.competencies for b in competency.behaviours if b.missed]


def below_five(result: Result | None) -> Iterator[tuple[str, int]]:
    """Competencies in which a play that lost nothing is graded below 5."""
    for competency in result.competencies if result else ():
        if competency.grade is not None and competency.grade < 5:
            yield competency.id, competency.grade


def _lazy_does_not_pass(proof: Proof, stage: Stage, seed: int) -> None:
    result = _played(proof, stage, lazy(seed, stage.workstation), seed, "lazy")
    if result is not None and result.passed:
        proof.failures.append(("cli.proof_lazy", {"seed": seed}))


def _idler_does_not_pass(proof: Proof, stage: Stage, seed: int) -> None:
    """Whoever serves nobody makes no mistake: that is no achievement, where more are left standing than served."""
    if stage.workstation != "till":
        return
    result = _played(proof, stage, idler(seed, stage.scenario.minutes), seed, "idler")
    if result is None or not result.passed:
        return
    served = result.measure("served")
    if 2 * (served.value or 0) < served.n:
        proof.failures.append(("cli.proof_idler", {"seed": seed, "served": served.value, "of": served.n}))


def _played(proof: Proof, stage: Stage, bot: Bot, seed: int, name: str) -> Result | None:
    proof.plays += 1
    try:
        result = play_bot(stage, bot, seed, MemoryJournal(), name=name, run="proof").result
        proof.played += result.duration
        return result
    except StuckPlay as stuck:
        proof.failures.append(("cli.proof_stuck", {"bot": name, "seed": seed, "why": str(stuck)}))
        return None


def broken(result: Result, guarded: set[str]) -> set[str]:
    """The guarded items that a run broke: forbidden ones that happened, critical ones that were critical."""
    critical = {critical.expectation for critical in result.criticals}
    forbidden = {b.id for competency in result.competencies for b in competency.behaviours if b.forbid and b.missed}
    return (critical | forbidden) & guarded
