"""What the house knows of sessions that are over: each to be looked back on, what was said of them, their mistakes."""

import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.drafts import keep
from simulator.kernel.texts import Lang, Text
from simulator.lobby_rows import ResultRow
from simulator.wall_clock import wall

if TYPE_CHECKING:
    from simulator.drill.live import Finished, Review
    from simulator.lobby_rows import Person
    from simulator.said import Said
    from simulator.screens.ports import Finished as Graded
    from simulator.screens.ports import Review as Reviewed
    from simulator.store.database import Database
    from simulator.store.people import Results
    from simulator.store.result import Result as Kept
    from simulator.store.sql_journal import SqlJournal

LOOKED_BACK = 12
"""Sessions among which the latest one with mistakes is looked for."""


class LookingBack(ABC):
    """A part of the house; the rest of it is in `bootstrap`."""

    home: Path

    @property
    @abstractmethod
    def database(self) -> "Database": ...
    @property
    @abstractmethod
    def journal(self) -> "SqlJournal": ...
    @abstractmethod
    def person(self, id: str) -> "Person | None": ...
    @abstractmethod
    def _sound(self, run: str) -> bool: ...
    @abstractmethod
    def _keep(self, kept: "Kept") -> None: ...

    @property
    @abstractmethod
    def _results(self) -> "Results": ...
    @abstractmethod
    def title(self, scenario: str) -> Text: ...

    @cached_property
    def said(self) -> "Said":
        """What trainers and trainees said of sessions."""
        from simulator.said import Said

        return Said(self.database)

    @staticmethod
    def wall() -> str:
        """Wall time with its zone."""
        return wall()

    def results(self, person_id: str) -> Sequence[ResultRow]:
        return [self._row(kept) for kept in self._results.of(person_id)]

    def _row(self, kept: "Kept") -> ResultRow:
        from simulator.store.result import read_summary

        summary = read_summary(kept.summary)
        return ResultRow(
            kept.run, self.title(kept.scenario), kept.mode, kept.seed, kept.finished, summary.duration, kept.passed,
            summary.grades,
        )  # fmt: skip

    def review(self, run: str) -> "tuple[Review, Finished]":
        from simulator.drill.live import review

        person = self.person(self.journal.run(run).person)
        ground, finished = review(self.journal, run, person, time.monotonic, wall(), self._keep)
        ground.trainer = self.person(finished.result.ended_by)
        return ground, finished

    def _keep_lost(self) -> None:
        """Results of runs that were sealed when the process died before it could keep them."""
        kept = self._results.runs()
        lost = [run.run for run in self.journal.runs(sealed=True) if run.person and run.run not in kept]
        if not lost:
            return
        from simulator.drill.live import counts, summarised
        from simulator.kernel.facts import RunOpened

        for id in lost:
            if not self._sound(id):
                continue
            _, finished = self.review(id)
            opening = finished.entries[0].what
            if isinstance(opening, RunOpened) and counts(opening):
                self._keep(summarised(finished.result, opening, opening.wall))

    def _refresh_records(self) -> None:
        """Those of an older version, which knew another digest or none."""
        from grading.readiness.digest import FORM, kept
        from simulator.store.records import refresh

        refresh(self.database, FORM, kept)

    def mistakes(self, person_id: str, role: str) -> "tuple[Review, Finished] | None":
        """The latest session in a role in which somebody (empty: a guest) missed something; None without one."""
        for run in self.journal.runs(person=person_id, sealed=True, limit=LOOKED_BACK):
            if run.role == role and not run.bot and not run.branch_of and run.mode != "free" and self._sound(run.run):
                review, finished = self.review(run.run)
                if finished.debrief.lessons:
                    return review, finished
        return None

    def export_debrief(self, review: "Reviewed", finished: "Graded", lang: Lang) -> Path:
        from simulator.pages import debrief_page

        path = self.home / "debriefs" / f"{review.scenario.id}-{review.run}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        page = debrief_page(review, finished, lang, self.said.overlay(review.run), self.said.agreement())
        keep(path, page)
        return path
