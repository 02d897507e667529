"""The readiness report as one HTML file, of what a screen shows."""

from pathlib import Path

from grading.readiness.model import Readiness
from grading.readiness.source import Gates
from simulator.drafts import draft_of
from simulator.kernel.texts import Lang
from simulator.reporting.asked import Asked
from simulator.reporting.formats import FORMATS
from simulator.reporting.making import make
from simulator.reporting.shelf import Shelf
from simulator.store.database import Database
from simulator.store.journal import Journal


def readiness_page(
    database: Database, journal: Journal, ready: Readiness, gates: Gates, profile_sha256: str, others: bool, lang: Lang,
    path: Path, made: str,
) -> None:  # fmt: skip
    """Raises StoreError, OSError."""
    asked = Asked(
        "readiness", made, ready.today, Shelf(database, journal).now(), gates.gates, gates.sha256,
        (ready.profile,) if ready.profile else (), (profile_sha256,) if ready.profile else (), others=others,
    )  # fmt: skip
    report = make(Shelf(database, journal, asked.kept), asked)
    path.parent.mkdir(parents=True, exist_ok=True)
    with draft_of(path) as draft, draft.open("wb") as out:
        FORMATS["html"].write(report, lang, out, lambda done, of: None)
