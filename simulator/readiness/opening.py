"""Readiness as the app asks for it: stores that are kept, how each stands today, the report as a file."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from grading.readiness.model import Readiness
from grading.readiness.source import Gates, ReadinessError
from simulator.kernel.texts import Lang
from simulator.locale import Words
from simulator.readiness.assessing import assessed
from simulator.readiness.shown import Phrases
from simulator.readiness.stores import Shelf
from simulator.store.database import Database
from simulator.store.errors import StoreError
from simulator.store.sql_journal import SqlJournal

V = TypeVar("V")
Page = Callable[[Readiness, Gates, str, Lang, Path], None]
"""Writes the report: readiness, gates, hash of the profile's file, language, where."""


class BadProfile(StoreError):
    """reason, n: a store's profile, or the gates, are wrong."""

    id = "uat.bad_profile"


class OpeningDesk:
    """Every method may raise StoreError, of which a file that is wrong is one, or OSError."""

    def __init__(
        self,
        home: Path,
        database: Database,
        journal: SqlJournal,
        lang: Callable[[], Lang],
        page: Page,
        today: Callable[[], date] = lambda: datetime.now().astimezone().date(),
    ) -> None:
        self._home, self._shelf, self._database, self._journal = home, Shelf(home), database, journal
        self._lang, self._page, self._today = lang, page, today

    def stores(self) -> list[str]:
        """The next to open first."""
        return self._told(lambda: sorted(self._shelf.ids(), key=lambda id: (self._shelf.profile(id).opening, id)))

    def keep(self, path: str) -> str:
        return self._told(lambda: self._shelf.keep(str(Path(path).expanduser())).id)

    def of(self, store: str) -> Readiness:
        """As of today."""
        today = self._today().isoformat()

        def work() -> Readiness:
            gates = self._shelf.gates()
            profile = self._shelf.profile(store) if store else None
            return assessed(self._database, self._journal, gates, profile, today, alone=self._shelf.alone)

        return self._told(work)

    def phrases(self, words: Words) -> Phrases:
        return Phrases(words)

    def export(self, ready: Readiness, lang: Lang) -> Path:
        """The report to print and sign, as one HTML file."""
        store = ready.profile.id if ready.profile else ""
        path = self._home / "reports" / f"readiness-{store or 'no-store'}-{ready.today}.html"
        profile_sha256 = self._shelf.sha256(store) if store else ""
        self._told(lambda: self._page(ready, self._shelf.gates(), profile_sha256, lang, path))
        return path

    def _told(self, work: Callable[[], V]) -> V:
        """A file that is wrong is told by its first problem."""
        try:
            return work()
        except ReadinessError as error:
            told = [problem.words(self._lang(), error.file) for problem in error.problems]
            raise BadProfile(reason=told[0] if told else error.file, n=len(told)) from error
