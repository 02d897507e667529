"""Readiness as the app asks for it: stores that are kept, how each stands today, the report as a file."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from grading.readiness.model import Readiness
from grading.readiness.offers import EMPTY, Count, Draft, Offer
from grading.readiness.source import Gates, ReadinessError
from simulator import wall_clock
from simulator.kernel.texts import Lang
from simulator.locale import Words
from simulator.readiness import editing, errors
from simulator.readiness.assessing import assessed
from simulator.readiness.attaching import records
from simulator.readiness.counted import counted
from simulator.readiness.shown import Phrases
from simulator.readiness.stores import Stores
from simulator.store.database import Database
from simulator.store.evidence import EvidenceBook
from simulator.store.sql_journal import SqlJournal

V = TypeVar("V")
Page = Callable[[Readiness, Gates, str, bool, Lang, Path], None]
"""Writes the report: readiness, gates, hash of the profile's file, whether other stores are kept, language, where."""


LATEST = 30
"""Sessions that are looked into for counts."""


class OpeningDesk:
    """Every method may raise StoreError, of which a file that is wrong is one, or OSError."""

    def __init__(
        self,
        home: Path,
        database: Database,
        journal: SqlJournal,
        lang: Callable[[], Lang],
        page: Page,
        today: Callable[[], date] = wall_clock.today,
        wall: Callable[[], str] = wall_clock.wall,
    ) -> None:
        self._home, self._stores, self._database, self._journal = home, Stores(home), database, journal
        self._lang, self._page, self._today, self._wall = lang, page, today, wall

    def stores(self) -> list[str]:
        """The next to open first."""
        return self._told(lambda: sorted(self._stores.ids(), key=lambda id: (self._stores.profile(id).opening, id)))

    def keep(self, path: str) -> str:
        return self._told(lambda: self._stores.keep(str(Path(path).expanduser())).id)

    def of(self, store: str) -> Readiness:
        """As of today."""
        today = self._today().isoformat()

        def work() -> Readiness:
            gates = self._stores.gates()
            profile = self._stores.profile(store) if store else None
            return assessed(self._database, self._journal, gates, profile, today, alone=self._stores.alone)

        return self._told(work)

    # --- what can be done

    def attach(self, store: str, offer: Offer) -> str:
        """Evidence for a gate, as `storedrill evidence add` keeps it; returns what it is called."""

        def work() -> str:
            profile = self._stores.profile(store) if store else None
            gates = (*self._stores.gates().gates, *(profile.criteria if profile else ()))
            gate = next(gate for gate in gates if gate.id == offer.gate)
            kept = records(self._journal, gates, gate, profile, offer, self._today().isoformat(), self._wall())
            for one in kept:
                EvidenceBook(self._database).attach(one)
            words, titles = Words(self._lang()), {gate.id: gate.title for gate in gates}
            more = words("shell.comma").join(words.both(titles[one.gate]) for one in kept[1:])
            return kept[0].file + (words("evidence.answers_too", gates=more) if more else "")

        return self._told(work)

    def counts(self) -> list[Count]:
        """Latest sealed sessions of stock clerks in which stock was counted, with what came of it."""
        rows = [run for run in self._journal.runs(sealed=True) if run.role == "stock_clerk" and not run.bot]
        found = [(run, counted(self._journal, run.run)) for run in rows[:LATEST]]
        return [Count(run.run, run.scenario, run.wall[:10], *one.figure[:2]) for run, one in found if one]

    def draft(self, store: str) -> tuple[Draft, str]:
        """What can be changed of a store, and the hash of the file it stands in; of none, an empty one."""
        if not store:
            return EMPTY, ""
        return self._told(lambda: (editing.draft_of(self._stores.profile(store)), self._stores.sha256(store)))

    def change(self, store: str, draft: Draft, was: str) -> str:
        """Keep it; without a store as a new one. Returns its id."""
        kept = self._stores.ids()
        if store and (store not in kept or self._stores.sha256(store) != was):
            raise errors.ProfileChanged(store=store)
        data = self._stores.data(store) if store else editing.fresh(draft.title, kept)
        try:
            return self._stores.put(editing.written(data, draft)).id
        except ReadinessError as error:
            reason = error.problems[0].told(self._lang())
            raise errors.ProfileWrong(reason=reason, n=len(error.problems)) from error

    def phrases(self, words: Words) -> Phrases:
        return Phrases(words)

    def export(self, ready: Readiness, lang: Lang) -> Path:
        """The report to print and sign, as one HTML file."""
        store = ready.profile.id if ready.profile else ""
        path = self._home / "reports" / f"readiness-{store or 'no-store'}-{ready.today}.html"
        profile_sha256 = self._stores.sha256(store) if store else ""
        self._told(lambda: self._page(ready, self._stores.gates(), profile_sha256, not self._stores.alone, lang, path))
        return path

    def _told(self, work: Callable[[], V]) -> V:
        """A file that is wrong is told by its first problem."""
        try:
            return work()
        except ReadinessError as error:
            told = [problem.words(self._lang(), error.file) for problem in error.problems]
            raise errors.BadProfile(reason=told[0] if told else error.file, n=len(told)) from error
