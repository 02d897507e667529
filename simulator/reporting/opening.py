"""Readiness as the app asks for it: stores that are kept, how each stands today, the report as a file."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from grading.readiness.model import Readiness
from grading.readiness.source import ReadinessError
from simulator.kernel.texts import Lang
from simulator.locale import Words
from simulator.readiness.assessing import assessed
from simulator.readiness.shown import Phrases
from simulator.readiness.stores import Shelf as Stores
from simulator.reporting.asked import Asked
from simulator.reporting.formats import FORMATS
from simulator.reporting.making import make
from simulator.reporting.shelf import Shelf
from simulator.store.database import Database
from simulator.store.errors import StoreError
from simulator.store.sql_journal import SqlJournal

V = TypeVar("V")


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
        now: Callable[[], datetime] = lambda: datetime.now().astimezone(),
    ) -> None:
        self._home, self._stores, self._database, self._journal = home, Stores(home), database, journal
        self._lang, self._now = lang, now

    def stores(self) -> list[str]:
        """The next to open first."""
        return self._told(lambda: sorted(self._stores.ids(), key=lambda id: (self._stores.profile(id).opening, id)))

    def keep(self, path: str) -> str:
        return self._told(lambda: self._stores.keep(str(Path(path).expanduser())).id)

    def of(self, store: str) -> Readiness:
        """As of today."""
        today = self._now().date().isoformat()

        def work() -> Readiness:
            gates = self._stores.gates()
            profile = self._stores.profile(store) if store else None
            return assessed(self._database, self._journal, gates, profile, today, alone=self._stores.alone)

        return self._told(work)

    def phrases(self, words: Words) -> Phrases:
        return Phrases(words)

    def export(self, ready: Readiness, lang: Lang) -> Path:
        """The report to print and sign, as one HTML file."""
        store = ready.profile.id if ready.profile else ""
        path = self._home / "reports" / f"readiness-{store or 'no-store'}-{ready.today}.html"

        def work() -> Path:
            gates = self._stores.gates()
            profile = self._stores.profile(store) if store else None
            asked = Asked(
                "readiness", self._now().isoformat(timespec="seconds"), ready.today,
                Shelf(self._database, self._journal).now(), gates.gates, gates.sha256,
                (profile,) if profile else (), (self._stores.hash_of(store),) if profile else (),
                others=not self._stores.alone,
            )  # fmt: skip
            made = make(Shelf(self._database, self._journal, asked.kept), asked)
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as out:
                FORMATS["html"].write(made, lang, out, lambda done, of: None)
            return path

        return self._told(work)

    def _told(self, work: Callable[[], V]) -> V:
        """A file that is wrong is told by its first problem."""
        try:
            return work()
        except ReadinessError as error:
            told = [problem.words(self._lang(), error.file) for problem in error.problems]
            raise BadProfile(reason=told[0] if told else error.file, n=len(told)) from error
