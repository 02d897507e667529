"""What the house does about drills under way: begun, left in the middle, gone on with, over."""

import logging
import time
from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from simulator.kernel.texts import Lang, Text
from simulator.lobby_rows import Achievement, OpenRun, Person
from simulator.stages import open_to, stage_of
from simulator.wall_clock import wall

if TYPE_CHECKING:
    from simulator.drill.live import Drill, Trainee
    from simulator.screens.ports import Mode
    from simulator.store.journal import Run
    from simulator.store.people import People
    from simulator.store.result import Result as Kept
    from simulator.store.sql_journal import SqlJournal


class Playing(ABC):
    """A part of the house; the rest of it is in `bootstrap`. Every method may raise StoreError."""

    lang: Lang

    @property
    @abstractmethod
    def journal(self) -> "SqlJournal": ...
    @property
    @abstractmethod
    def _people(self) -> "People": ...
    @abstractmethod
    def person(self, id: str) -> Person | None: ...
    @abstractmethod
    def achievements(self, person_id: str) -> Mapping[str, Sequence[Achievement]]: ...
    @abstractmethod
    def title(self, scenario: str) -> Text: ...
    @abstractmethod
    def trainers(self) -> Sequence[Person]: ...
    @abstractmethod
    def _keep(self, kept: "Kept") -> None: ...

    def start(
        self,
        scenario_id: str,
        mode: "Mode",
        person: "Trainee | None",
        seed: int | None = None,
        attested_by: str = "",
        minutes: int | None = None,
        pace: float = 1.0,
        *,
        ended_by: str = "",
    ) -> "Drill":
        """Begin a drill on a shipped scenario, or on a script by path. Raises StagingError for one with problems.

        An exam that was left in the middle is over with that, as every attempt counts: by a trainer's word, since who
        sits there is but a name that was picked. Raises ExamOpen without it. A drill without a given seed has one that
        this person has not seen in it.
        """
        from simulator.drill.live import begin
        from simulator.store.errors import ExamOpen

        _attested(attested_by, person.id if person else "")
        if mode == "exam" and person:
            open_to(scenario_id, self.achievements(person.id))
        stage = stage_of(scenario_id, minutes or 0)
        for left in self._left(person.id) if person else ():
            if left.mode == "exam" and ended_by not in {trainer.id for trainer in self.trainers()}:
                raise ExamOpen(name=person.name if person else "", title=self.title(left.scenario)[self.lang])
            if left.mode == "exam":
                self.abandon(left.run, ended_by)
        played = self.journal.runs(person=person.id) if person and seed is None else ()
        drill = begin(
            self.journal,
            stage,
            mode=mode,
            seed=_new_seed({run.seed for run in played if run.scenario == stage.scenario.id}) if seed is None else seed,
            person=person,
            attested_by=attested_by,
            pace=pace,
            monotonic=time.monotonic,
            wall=wall(),
            keep=self._keep,
        )
        drill.mark = partial(self.journal.mark, drill.run)
        return drill

    def exam_left(self, person: str) -> OpenRun | None:
        return next(iter(self._open([run for run in self._left(person) if run.mode == "exam"])), None)

    def _open(self, left: "Sequence[Run]") -> list[OpenRun]:
        names = {kept.person: kept.name for kept in self._people.all()}
        return [
            OpenRun(
                run.run,
                self.title(run.scenario),
                run.mode,
                names.get(run.person, ""),
                max(run.at, self.journal.marked(run.run)),
                run.person,
                run.role,
            )
            for run in left
        ]

    def _left(self, person: str | None = None) -> "list[Run]":
        """Runs that were left in the middle and can be gone on with: not those that are being played in another window,
        nor any whose journal is unsound."""
        left = []
        for run in self.journal.runs(person=person, sealed=False):
            if run.bot or self.journal.elsewhere(run.run):
                continue
            if self._sound(run.run):
                left.append(run)
            else:
                logging.getLogger(__name__).warning("session %s is unsound and not offered", run.run)
        return left

    def _sound(self, run: str) -> bool:
        """An unsound journal is evidence of nothing; `journal verify` says why."""
        from simulator.store.export import verify_run

        return verify_run(self.journal, run).ok

    def resume(self, run: str, attested_by: str = "") -> "Drill":
        """Go on where a run stopped. Raises ValueError for an exam that nobody attests."""
        kept = self.journal.run(run)
        if kept.mode == "exam" and not attested_by:
            raise ValueError("expected a trainer to say who goes on with an exam, got nobody")
        _attested(attested_by, kept.person)
        return self._reopened(run, attested_by)

    def _reopened(self, run: str, attested_by: str = "") -> "Drill":
        from simulator.drill.live import resume

        person = self.person(self.journal.run(run).person)
        self.journal.take(run)
        try:
            lived = self.journal.marked(run)
            drill = resume(self.journal, run, person, time.monotonic, wall(), self._keep, attested_by, lived)
        except BaseException:
            self.journal.leave(run)
            raise
        drill.mark = partial(self.journal.mark, run)
        return drill

    def leave(self, run: str) -> None:
        self.journal.leave(run)

    def abandon(self, run: str, by: str = "") -> None:
        """Close a run that was left. An exam is over by a trainer's word, which stays on record: whoever says that they
        are somebody ends nobody's attempt. Raises NotVouched."""
        from simulator.store.errors import NotVouched

        kept = self.journal.run(run)
        if kept.mode != "exam":
            self._reopened(run).finish("abandoned")
            return
        if by not in {trainer.id for trainer in self.trainers()}:
            raise NotVouched
        self._reopened(run).finish("by_trainer", by)


def _attested(by: str, person: str) -> None:
    """Nobody attests their own exam."""
    if by and by == person:
        raise ValueError(f"expected somebody else to attest who sits there, got {by!r}")


def _new_seed(seen: Collection[int]) -> int:
    """One that was not seen yet."""
    import secrets

    while (seed := secrets.randbelow(10**6)) in seen:
        pass
    return seed
